import { type Snapshot, step, view } from "./fold.ts"
import { TIME_COMMAND } from "./metadata.ts"
import type { Event, EventMetadata, UpcomingDeadline, View, Workflow } from "./workflow.ts"

/**
 * What time has decided since the stream was last written: every deadline at or before `now` that the record does not
 * know yet, earliest first, each with the state after it. Pure; reads show these, writes record them first.
 */
export function* elapsedDeadlines(
  workflow: Workflow,
  snapshot: Snapshot,
  version: number,
  now: string,
): Generator<{ event: Event; act: EventMetadata; snapshot: Snapshot }> {
  let state = snapshot
  for (let next = version + 1; ; next++) {
    const [due] = workflow
      .deadlines(view(workflow, state))
      .filter(({ at, event }) => event !== undefined && at <= now)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
    if (!due?.event) return
    const act: EventMetadata = { ...workflow.metadata.time, command: TIME_COMMAND, at: due.at, version: next }
    state = step(workflow, state, { ...due.event, ...act })
    yield { event: due.event, act, snapshot: state }
  }
}

/** The next instant at which time will decide something or somebody is due to look, whether or not it has passed. */
export function nextDeadline(workflow: Workflow, view: View): UpcomingDeadline | undefined {
  return workflow.deadlines(view).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}
