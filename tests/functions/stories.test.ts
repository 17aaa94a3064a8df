import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { stories } from "../http/stories.ts"
import { webhooks } from "../http/webhooks.ts"
import type { Hosting } from "../http/world.ts"
import { chanceOf } from "../simulate/chance.ts"
import { cloudHost, plain } from "./host.ts"

const chance = chanceOf(1).next

const hosting: Hosting = async (clock, post, hooks, begin) => {
  const store = memoryStore()
  await begin?.(store)
  return cloudHost(() => store, clock, plain, chance, post, hooks)
}

stories("in the cloud, over memory", hosting)
webhooks("webhooks in the cloud, over memory", hosting)
