import { memoryStore } from "../../packages/store/memory.ts"
import { stories } from "../http/stories.ts"
import { webhooks } from "../http/webhooks.ts"
import type { Hosting } from "../http/world.ts"
import { cloudHost, plain } from "./host.ts"

let seed = 1
const chance = () => {
  seed = (seed * 16_807) % 2_147_483_647
  return seed / 2_147_483_647
}

const hosting: Hosting = async (clock, post, hooks) => {
  const store = memoryStore()
  return cloudHost(() => store, clock, plain, chance, post, hooks)
}

stories("in the cloud, over memory", hosting)
webhooks("webhooks in the cloud, over memory", hosting)
