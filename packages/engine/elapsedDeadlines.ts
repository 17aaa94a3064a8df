import { type Snapshot, step, view } from "./fold.ts"
import { TIME_COMMAND } from "./metadata.ts"
import type { Event, EventMetadata, UpcomingDeadline, View, Workflow } from "./workflow.ts"

/**
 * What time has decided since the last commit: the event of every deadline at or before `now`, earliest first, each with
 * the state after it. Pure. Reads show these events, and writes record them first.
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

/** The earliest deadline of the state, with or without an event, passed or not. */
export function nextDeadline(workflow: Workflow, view: View): UpcomingDeadline | undefined {
  return workflow.deadlines(view).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}
