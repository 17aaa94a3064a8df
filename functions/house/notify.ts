import { type Commit, EngineError } from "@demarche/engine"
import { planOf } from "@demarche/store"
import { noticesOf } from "@demarche/workplan"
import { act, planContext } from "./act.ts"
import type { House } from "./house.ts"

const SYSTEM = { person: "system", office: "system" }

/** Queues the notices that a commit calls for. A notice that is there already is not queued again, however often it is announced. */
export async function notify(house: House, commit: Commit): Promise<void> {
  const plan = planOf(commit.stream)
  const causation = `${commit.stream}@${commit.version}`
  const { correlation } = commit
  for (const { stream, command } of noticesOf(commit, await planContext(house, plan))) {
    if (await house.world.events.head(stream)) continue
    await act(house, { plan, stream, command, by: SYSTEM, vouched: true, id: causation, correlation, causation }).catch(
      beginsOnce,
    )
  }
}

/** Whoever came second finds the notice begun. */
function beginsOnce(error: unknown): void {
  if (!(error instanceof EngineError) || error.code !== "rejected") throw error
}
