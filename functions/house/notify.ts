import type { Commit } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { noticesOf, toldIn } from "@demarche/workplan"
import { planContext } from "./act.ts"
import { answer } from "./answer.ts"
import type { House } from "./house.ts"

/**
 * Queues the notices that a commit calls for. A notice that is there already is not queued again, however often it is
 * announced; whoever comes second is refused, since it has begun.
 */
export async function notify(house: House, commit: Commit): Promise<void> {
  if (!toldIn(commit)) return
  for (const { stream, command } of noticesOf(commit, await planContext(house, planOf(commit.stream))))
    if (!(await house.world.events.head(stream))) await answer(house, commit, { stream, command, id: commitId(commit) })
}
