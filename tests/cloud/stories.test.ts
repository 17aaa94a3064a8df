import { memoryStore } from "../../packages/store/memory.ts"
import { stories } from "../http/stories.ts"
import { cloudHost, plain } from "./host.ts"

let seed = 1
const chance = () => {
  seed = (seed * 16_807) % 2_147_483_647
  return seed / 2_147_483_647
}

stories("in the cloud, over memory", async (clock, post) => cloudHost(memoryStore(), clock, plain, chance, post))
