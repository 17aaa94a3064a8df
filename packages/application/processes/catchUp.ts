import { type Commit, eachInTurn } from "@demarche/engine"
import type { Application } from "../application.ts"
import { notify } from "../notifications/notify.ts"
import { enqueueMissing } from "../webhooks/dispatch.ts"
import { type OnSkipped, react } from "./react.ts"
import { runImports } from "./runImports.ts"

/**
 * Re-runs the consumers for commits that may have been missed: reactions, imports, notifications, webhook deliveries. Resolves to the
 * number of notifications and deliveries that had not been queued. @throws what failed, after all the others.
 */
export async function catchUp(application: Application, commits: Commit[], onSkipped: OnSkipped): Promise<number> {
  let queued = 0
  const parts = [
    () => react(application, commits, onSkipped).then(() => 0),
    () => runImports(application, commits).then(() => 0),
    () => notify(application, commits),
    () => enqueueMissing(application, commits),
  ]
  await eachInTurn(parts, async (part) => {
    queued += await part()
  })
  return queued
}
