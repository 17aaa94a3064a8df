import { type Commit, inTurn } from "@demarche/engine"
import { commitId, scopeOf } from "@demarche/event-store"
import { notificationsOf, notifyingEvent } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { planContext } from "../execute.ts"
import { executeReaction } from "../executeAsSystem.ts"

/**
 * How far back anybody is told of anything, in milliseconds: longer than a scheduler may stand still over a weekend. A
 * record that is read from its beginning writes to nobody.
 */
export const NOTIFICATION_WINDOW = 4 * 86_400_000

/**
 * Queues the notices that commits call for. A notice that is there already is not queued again, however often its
 * commit is announced; whoever comes second is refused, since it has begun. Resolves to how many were not there.
 * @throws what failed, once all the rest is queued.
 */
export async function notify(application: Application, commits: Commit[]): Promise<number> {
  const now = Date.parse(application.world.clock())
  let queued = 0
  const told = commits.filter(
    (commit) => notifyingEvent(commit) && now - Date.parse(commit.recorded) <= NOTIFICATION_WINDOW,
  )
  await inTurn(told, async (commit) => {
    for (const { stream, command } of notificationsOf(commit, await planContext(application, scopeOf(commit.stream)))) {
      if (await application.world.events.head(stream)) continue
      await executeReaction(application, commit, { stream, command, id: commitId(commit) })
      queued += 1
    }
  })
  return queued
}
