import type { Commit } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { noticesOf, toldIn } from "@demarche/workplan"
import { planContext } from "./act.ts"
import { answer } from "./answer.ts"
import type { House } from "./house.ts"

/**
 * How far back anybody is told of anything, in milliseconds: longer than a scheduler may stand still over a weekend. A
 * record that is read from its beginning writes to nobody.
 */
export const LATENESS = 4 * 86_400_000

/**
 * Queues the notices that a commit calls for. A notice that is there already is not queued again, however often it is
 * announced; whoever comes second is refused, since it has begun.
 */
export async function notify(house: House, commit: Commit): Promise<void> {
  const old = Date.parse(house.world.clock()) - Date.parse(commit.recorded) > LATENESS
  if (old || !toldIn(commit)) return
  for (const { stream, command } of noticesOf(commit, await planContext(house, planOf(commit.stream))))
    if (!(await house.world.events.head(stream))) await answer(house, commit, { stream, command, id: commitId(commit) })
}
