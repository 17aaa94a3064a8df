import { type Commit, inTurn } from "@demarche/engine"
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
 * Queues the notices that commits call for. A notice that is there already is not queued again, however often its
 * commit is announced; whoever comes second is refused, since it has begun. Resolves to how many were not there.
 * @throws what failed, once all the rest is queued.
 */
export async function notify(house: House, commits: Commit[]): Promise<number> {
  const now = Date.parse(house.world.clock())
  let queued = 0
  const told = commits.filter((commit) => toldIn(commit) && now - Date.parse(commit.recorded) <= LATENESS)
  await inTurn(told, async (commit) => {
    for (const { stream, command } of noticesOf(commit, await planContext(house, planOf(commit.stream)))) {
      if (await house.world.events.head(stream)) continue
      await answer(house, commit, { stream, command, id: commitId(commit) })
      queued += 1
    }
  })
  return queued
}
