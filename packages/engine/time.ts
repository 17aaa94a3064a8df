import { type Happening, type Snapshot, step, view } from "./fold.ts"
import type { Deadline, View, Workflow } from "./workflow.ts"

/** The actor of what time decides. */
const CLOCK = { person: "clock", office: "clock" } as const

/**
 * What time has decided since the stream was last written: every deadline at or before `now` that the record does not
 * know yet, earliest first, each with the state after it. Pure; reads show these, writes record them first.
 */
export function* elapse(
  workflow: Workflow,
  snapshot: Snapshot,
  version: number,
  now: string,
): Generator<{ happening: Happening; snapshot: Snapshot }> {
  let state = snapshot
  for (let next = version + 1; ; next++) {
    const [due] = workflow
      .deadlines(view(workflow, state))
      .filter(({ at, event }) => event !== undefined && at <= now)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
    if (!due?.event) return
    const happening = {
      ...due.event,
      command: "time",
      by: CLOCK,
      facts: { mandated: true },
      at: due.at,
      version: next,
    }
    state = step(workflow, state, happening)
    yield { happening, snapshot: state }
  }
}

/** The next instant at which time will decide something or somebody is due to look, whether or not it has passed. */
export function nextDeadline(workflow: Workflow, view: View): Deadline | undefined {
  return workflow.deadlines(view).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}
