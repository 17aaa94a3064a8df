import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  getNextTransitions,
  initialTransition,
} from "xstate"
import { describeState } from "./chart.ts"
import { type State, stateOf } from "./commit.ts"
import { EngineError } from "./errors.ts"
import { type Event, type EventMetadata, guardNames, type View, type Workflow } from "./workflow.ts"

export type Snapshot = AnyMachineSnapshot

/** An event as the machine sees it: its own fields and those of its act. */
export type EventWithMetadata = Event & EventMetadata

/** The code that refuses a command where no transition of the present state takes its event. */
export const NOT_NOW = "NOT_NOW"

export function initial(workflow: Workflow): Snapshot {
  return initialTransition(workflow.machine)[0]
}

/**
 * The snapshot of a stored state, or the initial one where there is none. The context is set afterwards, because XState
 * would search all of it for actors, and a workflow starts none.
 */
export function restore(workflow: Workflow, state: unknown): Snapshot {
  if (state === undefined) return initial(workflow)
  const { value, context, historyValue = {} } = stateOf({ state })
  const running = { status: "active", output: undefined, error: undefined } as const
  const stored = { ...running, value, context: {}, historyValue, children: {} }
  const snapshot = workflow.machine.restoreSnapshot(stored, scopeOf(workflow.machine))
  snapshot.context = context
  return snapshot
}

/**
 * The state to store with a commit: value, context and, if not empty, history. The same as `getPersistedSnapshot` gives,
 * which would search all of the context for actors.
 */
export function persist({ value, context, historyValue }: Snapshot): State {
  const left = Object.entries<{ id: string }[]>(historyValue)
  if (left.length === 0) return { value, context }
  return {
    value,
    context,
    historyValue: Object.fromEntries(left.map(([key, nodes]) => [key, nodes.map(({ id }) => ({ id }))])),
  }
}

/** A snapshot or a stored state as readers see it: its public names, tags, meta and context. */
export function view({ machine }: Workflow, { value, context }: Pick<State, "value" | "context">): View {
  return { ...describeState(machine, pathOf(value)), context }
}

/** XState's state value as a path: `{ open: { drafting: "editing" } }` is open, drafting, editing. */
function pathOf(value: State["value"]): string[] {
  if (typeof value === "string") return [value]
  return Object.entries(value).flatMap(([key, inner]) => [key, ...pathOf(inner ?? {})])
}

/**
 * The codes of the guards that refuse the event in this state; none where it may happen.
 * @param probing the payload is not known: guards that read it are asked only whether they can hold at all
 */
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
    const holds = probing && guard.payload ? guard.possible : guard.holds
    return holds !== undefined && !guarded(name, () => holds(snapshot.context, event))
  })
}

/**
 * The codes of the rules by which this actor may not take the command, whatever the instance; none in a state that takes none
 * of its events, of which everybody hears that alike.
 */
export function barring(workflow: Workflow, snapshot: Snapshot, act: EventMetadata): string[] {
  const types = workflow.emits[act.command] ?? []
  if (!getNextTransitions(snapshot).some(({ eventType }) => types.includes(eventType))) return []
  const barriers = workflow.barriers[act.command] ?? []
  return barriers.filter((name) => {
    const guard = workflow.guards.get(name)
    return guard && !guarded(name, () => guard.holds(undefined, { ...act, type: act.command }))
  })
}

/**
 * The snapshot after one more event.
 * @throws EngineError `rejected` with the failing codes, `fault` where a guard or assign throws.
 */
export function step(workflow: Workflow, snapshot: Snapshot, event: EventWithMetadata): Snapshot {
  const codes = failingGuards(workflow, snapshot, event)
  if (codes.length > 0) throw new EngineError({ code: "rejected", failing: codes })
  return moved(workflow.machine, snapshot, event)
}

/**
 * The snapshot after an event of an earlier version of the workflow, whose rules it has passed: today's are not asked.
 * @throws EngineError `rejected` where no transition of the state takes it.
 */
export function stepUnasked(workflow: Workflow, snapshot: Snapshot, event: EventWithMetadata): Snapshot {
  if (!getNextTransitions(snapshot).some(({ eventType }) => eventType === event.type))
    throw new EngineError({ code: "rejected", failing: [NOT_NOW] })
  const open = { ...workflow, machine: unguarded(workflow.machine) }
  return restore(workflow, persist(moved(open.machine, restore(open, persist(snapshot)), event)))
}

const unguardedMachines = new WeakMap<AnyStateMachine, AnyStateMachine>()

/** The machine with all its guards open. */
function unguarded(machine: AnyStateMachine): AnyStateMachine {
  const known = unguardedMachines.get(machine)
  if (known) return known
  const guards = Object.fromEntries(Object.keys(machine.implementations.guards).map((name) => [name, () => true]))
  const open = machine.provide({ guards })
  unguardedMachines.set(machine, open)
  return open
}

function moved(machine: AnyStateMachine, snapshot: Snapshot, event: EventWithMetadata): Snapshot {
  const next = guarded(event.type, () => machine.transition(snapshot, event, scopeOf(machine)))
  if (next.status === "error")
    throw new EngineError({ code: "fault", what: `${event.type}: ${next.error}` }, next.error)
  return next
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>()

/**
 * The scope of an actor that is never started, one per machine. XState's `transition` makes a new one for every event,
 * which took half of the time of a step.
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
