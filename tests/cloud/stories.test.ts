import { memoryStore } from "../../packages/store/memory.ts"
import { stories } from "../http/stories.ts"
import { webhooks } from "../http/webhooks.ts"
import type { Hosting } from "../http/world.ts"
import { cloudHost, type Images } from "./host.ts"

/** A commit as its own image: what the pump is tried with where no table is behind it. */
const plain: Images = {
  imageOf: (commit) => ({ commit: { S: JSON.stringify(commit) } }),
  readImage: (image) => JSON.parse(image?.commit?.S ?? ""),
}

let seed = 1
const chance = () => {
  seed = (seed * 16_807) % 2_147_483_647
  return seed / 2_147_483_647
}

const hosting: Hosting = async (clock, post, hooks) => cloudHost(memoryStore(), clock, plain, chance, post, hooks)

stories("in the cloud, over memory", hosting)
webhooks("webhooks in the cloud, over memory", hosting)
