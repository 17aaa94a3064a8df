import { type Commit, eachInTurn } from "@demarche/engine"
import type { Application } from "../application.ts"
import { notify } from "../notifications/notify.ts"
import { enqueueMissing } from "../webhooks/dispatch.ts"
import { type OnSkipped, react } from "./react.ts"

/**
 * Does what follows from commits wherever that was not done: answers them, queues their notices and the calls of
 * webhooks. Resolves to how many of those nobody had queued. @throws what failed, once all the rest is done.
 */
export async function catchUp(application: Application, commits: Commit[], passedOver: OnSkipped): Promise<number> {
  let queued = 0
  const parts = [
    () => react(application, commits, passedOver).then(() => 0),
    () => notify(application, commits),
    () => enqueueMissing(application, commits),
  ]
  await eachInTurn(parts, async (part) => {
    queued += await part()
  })
  return queued
}
