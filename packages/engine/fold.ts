import { type AnyMachineSnapshot, type AnyStateNode, getNextTransitions, initialTransition, transition } from "xstate"
import { EngineError } from "./errors.ts"
import { type Act, type Event, guardNames, type View, type Workflow } from "./workflow.ts"

export type Snapshot = AnyMachineSnapshot

/** What a commit keeps of a snapshot: XState's persisted form without what is always the same. */
export interface State {
  value: unknown
  context: unknown
  historyValue?: unknown
}

/** An event as the machine sees it: its own fields and the act it came of. */
export type Happening = Event & Act

/** The code of a command that no state here knows. */
export const NOT_NOW = "NOT_NOW"

export function initial(workflow: Workflow): Snapshot {
  return initialTransition(workflow.machine)[0]
}

/**
 * The snapshot a stored state stands for; the initial one for a stream that has none. The context is set afterwards:
 * XState would walk all of it in search of actors, and a workflow starts none.
 */
export function restore(workflow: Workflow, state: unknown): Snapshot {
  if (state === undefined) return initial(workflow)
  const { value, context, historyValue = {} } = state as State
  const stored = { status: "active", value, context: {}, historyValue, children: {} }
  const snapshot = workflow.machine.restoreSnapshot(stored as never, undefined as never) as Snapshot
  snapshot.context = context
  return snapshot
}

/** The state to keep with a commit: value, context and, where a state was left, the history. */
export function persist(workflow: Workflow, snapshot: Snapshot): State {
  const { value, context, historyValue } = workflow.machine.getPersistedSnapshot(snapshot) as unknown as State
  return Object.keys(historyValue as object).length > 0 ? { value, context, historyValue } : { value, context }
}

/** The public reading of a snapshot or a stored state: `state` is the tag on the way to the innermost state, `substate` the innermost state where its name differs. */
export function view<Context = unknown>(
  workflow: Workflow,
  { value, context }: Pick<State, "value" | "context">,
): View<Context> {
  let node: AnyStateNode | undefined = workflow.machine.root
  let state: string | undefined
  for (const key of pathOf(value)) {
    node = node?.states[key]
    state = node?.tags[0] ?? state
  }
  return { state, substate: node?.key === state ? undefined : node?.key, context: context as Context }
}

/** XState's state value as a path: `{ open: { drafting: "editing" } }` is open, drafting, editing. */
function pathOf(value: unknown): string[] {
  if (typeof value === "string") return [value]
  return Object.entries(value as object).flatMap(([key, inner]) => [key, ...pathOf(inner)])
}

/** The codes of the guards that keep `event` from happening now; none when it may. `probing` passes over those that read the payload. */
export function failing(workflow: Workflow, snapshot: Snapshot, event: Happening, probing = false): string[] {
  const [candidate] = getNextTransitions(snapshot).filter(({ eventType }) => eventType === event.type)
  if (!candidate) return [NOT_NOW]
  return guardNames(candidate.guard).filter((name) => {
    const guard = workflow.guards.get(name)
    if (!guard) throw new EngineError({ code: "fault", what: `guard ${name} is unknown` })
    return !(probing && guard.payload) && !guarded(name, () => guard.holds(snapshot.context, event))
  })
}

/**
 * One event applied.
 * @throws EngineError `rejected` with the failing codes, `fault` where a guard or assign throws.
 */
export function step(workflow: Workflow, snapshot: Snapshot, event: Happening): Snapshot {
  const codes = failing(workflow, snapshot, event)
  if (codes.length > 0) throw new EngineError({ code: "rejected", failing: codes })
  const [next] = guarded(event.type, () => transition(workflow.machine, snapshot, event))
  if (next.status === "error")
    throw new EngineError({ code: "fault", what: `${event.type}: ${next.error}` }, next.error)
  return next
}

function guarded<T>(what: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    throw new EngineError(
      { code: "fault", what: `${what} threw: ${cause instanceof Error ? cause.message : cause}` },
      cause,
    )
  }
}
