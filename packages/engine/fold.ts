import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  getNextTransitions,
  initialTransition,
} from "xstate"
import { describeState } from "./chart.ts"
import { EngineError } from "./errors.ts"
import { type Event, type EventMetadata, guardNames, type View, type Workflow } from "./workflow.ts"

export type Snapshot = AnyMachineSnapshot

/** What a commit keeps of a snapshot: XState's persisted form without what is always the same. */
export interface State {
  value: unknown
  context: unknown
  historyValue?: unknown
}

/** An event as the machine sees it: its own fields and the act it came of. */
export type EventWithMetadata = Event & EventMetadata

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

/**
 * The state to keep with a commit: value, context and, where a state was left, the history. As `getPersistedSnapshot`
 * has it, which would walk all of the context in search of actors.
 */
export function persist({ value, context, historyValue }: Snapshot): State {
  const left = Object.entries(historyValue as Record<string, { id: string }[]>)
  if (left.length === 0) return { value, context }
  return {
    value,
    context,
    historyValue: Object.fromEntries(left.map(([key, nodes]) => [key, nodes.map(({ id }) => ({ id }))])),
  }
}

/** The reading of a snapshot or a stored state: how its state is called, and what the chart says of it. */
export function view({ machine }: Workflow, { value, context }: Pick<State, "value" | "context">): View {
  return { ...describeState(machine, pathOf(value)), context }
}

/** XState's state value as a path: `{ open: { drafting: "editing" } }` is open, drafting, editing. */
function pathOf(value: unknown): string[] {
  if (typeof value === "string") return [value]
  return Object.entries(value as object).flatMap(([key, inner]) => [key, ...pathOf(inner)])
}

/** The codes of the guards that keep `event` from happening now; none when it may. `probing` passes over those that read the payload. */
export function failingGuards(
  workflow: Workflow,
  snapshot: Snapshot,
  event: EventWithMetadata,
  probing = false,
): string[] {
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
export function step(workflow: Workflow, snapshot: Snapshot, event: EventWithMetadata): Snapshot {
  const codes = failingGuards(workflow, snapshot, event)
  if (codes.length > 0) throw new EngineError({ code: "rejected", failing: codes })
  const { machine } = workflow
  const next = guarded(event.type, () => machine.transition(snapshot, event, scopeOf(machine)))
  if (next.status === "error")
    throw new EngineError({ code: "fault", what: `${event.type}: ${next.error}` }, next.error)
  return next
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>()

/**
 * What XState's `transition` makes anew for every event, which took half of a step: the scope of an actor that is never
 * started. Nothing in a workflow reaches it, so that one a machine will do.
 */
function scopeOf(machine: AnyStateMachine): AnyActorScope {
  const known = scopes.get(machine)
  if (known) return known
  const self = createActor(machine)
  const nothing = () => {}
  const scope: AnyActorScope = {
    self,
    system: self.system,
    id: "",
    sessionId: "",
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  }
  scopes.set(machine, scope)
  return scope
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
