import { type Commit, inTurn } from "@demarche/engine"
import { queueCalls } from "./callWebhooks.ts"
import type { House } from "./house.ts"
import { notify } from "./notify.ts"
import { type PassedOver, react } from "./react.ts"

/**
 * Does what follows from commits wherever that was not done: answers them, queues their notices and the calls of
 * webhooks. Resolves to how many of those nobody had queued. @throws what failed, once all the rest is done.
 */
export async function followUp(house: House, commits: Commit[], passedOver: PassedOver): Promise<number> {
  let queued = 0
  const parts = [
    () => react(house, commits, passedOver).then(() => 0),
    () => notify(house, commits),
    () => queueCalls(house, commits),
  ]
  await inTurn(parts, async (part) => {
    queued += await part()
  })
  return queued
}
