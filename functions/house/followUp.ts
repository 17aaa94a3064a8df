import type { Commit } from "@demarche/engine"
import { queueCalls } from "./deliveries.ts"
import type { House } from "./house.ts"
import { notify } from "./notify.ts"
import { type PassedOver, react } from "./react.ts"

/**
 * Does what follows from commits wherever that was not done: answers them, queues their notices and the calls of
 * webhooks. Resolves to how many of those nobody had queued.
 */
export async function followUp(house: House, commits: Commit[], passedOver: PassedOver): Promise<number> {
  await react(house, commits, passedOver)
  return (await notify(house, commits)) + (await queueCalls(house, commits))
}
