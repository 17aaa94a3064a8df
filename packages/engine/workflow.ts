import type { AnyStateMachine, AnyStateNode } from "xstate"
import type * as z from "zod"
import { digest, guardNames, nodesOf, statesOf } from "./chart.ts"
import type {
  Command,
  Definition,
  Event,
  EventMetadata,
  Metadata,
  MetadataRules,
  UpcomingDeadline,
  View,
} from "./definition.ts"
import { DEFAULT_RULES, TIME_COMMAND } from "./metadata.ts"
import type { Commands } from "./schemas.ts"
import { type CommandSchemas, schemasOf } from "./workflowSchemas.ts"

export { guardNames } from "./chart.ts"
export type {
  ActInstants,
  Command,
  Definition,
  Event,
  EventMetadata,
  Metadata,
  MetadataRules,
  UpcomingDeadline,
  View,
} from "./definition.ts"

/** A definition whose command, event and context types are no longer known. */
interface Untyped<M extends Metadata = Metadata> {
  version: number
  commands: Commands
  Event: z.ZodType<Event>
  machine: AnyStateMachine
  decide(view: View, command: Command, act: EventMetadata<M>): Event[]
  deadlines?(view: View): UpcomingDeadline[]
  metadata?: MetadataRules<M>
}

/** A checked definition, ready to run. */
export interface Workflow<M extends Metadata = Metadata>
  extends Required<Omit<Untyped<M>, "commands">>,
    CommandSchemas {
  name: string
  /** Per command the events that it may lead to, most likely first. */
  emits: Record<string, readonly string[]>
  /** A digest of states, transitions and guard names, stored with each commit. */
  definition: string
  /** The commands that may begin a stream. */
  begins: Set<string>
  guards: Map<string, Guard>
  /** Per command the guards that read only who acts and that each of its transitions has, whatever the state. */
  barriers: Record<string, readonly string[]>
  /** The public states in the order of the chart, each with its tags and meta. */
  states: ReadonlyMap<string, Pick<View, "tags" | "meta">>
}

export interface Guard {
  holds(context: unknown, event: Event & EventMetadata): boolean
  /** Whether it reads the fields of the command: `explain` asks `possible` then. */
  payload: boolean
  /** Whether it can hold at all, whatever the fields; missing where nothing is known of that. */
  possible?: (context: unknown, event: Event & EventMetadata) => boolean
  /** Whether it reads who acts, and nothing of the instance. */
  actor: boolean
}

/** A file whose parts fit each other: `decide`, for example, takes the commands, events and context of the same file. */
type Agreeing<File> =
  File extends Definition<infer C, infer E, infer Context, infer M> ? Definition<C, E, Context, M> : never

/** The type of the metadata that a file states. */
type MetadataOf<File> = File extends { metadata: MetadataRules<infer M> } ? M : Metadata

/** Checks several workflow files and makes each ready to run, by name. @throws Error as `defineWorkflow` does. */
export function defineWorkflows<Files extends Record<string, Untyped>>(
  files: Files & { [Name in keyof Files]: Agreeing<Files[Name]> },
): ReadonlyMap<string, Workflow<MetadataOf<Files[keyof Files]>>>
export function defineWorkflows(files: Record<string, Untyped>): ReadonlyMap<string, Workflow> {
  return new Map(Object.entries(files).map(([name, file]) => [name, runnable(name, file)]))
}

/**
 * Checks a workflow file and makes it ready to run. Its schemas are read when `commands` or `texts` is first used, because a
 * program that only reads the record needs none.
 * @throws Error where the machine starts something (`invoke`, `after`, `always`), is parallel, combines guards by anything
 * but `and([...names])`, uses a guard on an event that it does not read, has two transitions for one event in a state, an
 * action other than `evolve`, or a state without meta. `commands` and `texts` throw where commands, events and machine do
 * not fit each other.
 */
export function defineWorkflow<C extends Command, E extends Event, Context, M extends Metadata>(
  name: string,
  file: Definition<C, E, Context, M>,
): Workflow<M> {
  return runnable(name, file)
}

function runnable<M extends Metadata>(
  name: string,
  { commands: list, deadlines = () => [], ...file }: Untyped<M>,
): Workflow<M> {
  const refuse = (what: string): never => {
    throw new Error(`workflow ${name}: ${what}`)
  }
  const { machine, Event } = file
  const metadata = file.metadata ?? (DEFAULT_RULES as MetadataRules<M>) // `Definition` requires `metadata` for any other M
  const guards = new Map<string, Guard>()
  const handled = new Map<string, string>()
  const asked: Record<string, string[][]> = {}
  for (const node of nodesOf(machine.root)) {
    refuseOwnWill(node, refuse)
    if (node.type !== "history" && node.parent && !node.meta) refuse(`state ${node.id} says nothing of itself in meta`)
    for (const [event, [transition]] of node.transitions) {
      handled.set(event, node.id)
      const names = guardNames(transition?.guard, refuse)
      asked[event] = [...(asked[event] ?? []), names]
      for (const guard of names) guards.set(guard, guardOf(machine, guard, event, refuse))
    }
  }
  if (Object.hasOwn(list, TIME_COMMAND)) refuse(`${TIME_COMMAND} is the command under which time decides`)
  const emits = Object.fromEntries(Object.entries(list).map(([command, { emits }]) => [command, emits]))
  const barriersOf = (types: readonly string[]) => {
    const transitions = types.flatMap((type) => asked[type] ?? [])
    const onAll = (name: string) => transitions.every((names) => names.includes(name))
    return [...guards].flatMap(([name, { actor }]) => (actor && onAll(name) ? [name] : []))
  }
  let read: CommandSchemas | undefined
  const forms = () => {
    read ??= schemasOf({ commands: list, Event, metadata }, handled, refuse)
    return read
  }
  return {
    ...file,
    deadlines,
    metadata,
    name,
    emits,
    guards,
    barriers: Object.fromEntries(Object.entries(emits).map(([command, types]) => [command, barriersOf(types)])),
    states: statesOf(machine),
    definition: digest(machine),
    begins: new Set(Object.keys(emits).filter((command) => emits[command]?.some((type) => begins(machine, type)))),
    get commands() {
      return forms().commands
    },
    get texts() {
      return forms().texts
    },
    get named() {
      return forms().named
    },
  }
}

/** Refuses a state that does more than react to each event in one way and change the context. */
function refuseOwnWill(node: AnyStateNode, refuse: (what: string) => never): void {
  if (node.type === "parallel") refuse(`state ${node.id} is parallel; an instance is in one state`)
  if (node.invoke.length > 0 || node.after.length > 0 || node.always?.length)
    refuse(`state ${node.id} starts something of its own; time and effects enter as commands`)
  for (const action of [...node.entry, ...node.exit])
    refuse(`state ${node.id} does ${nameOf(action)} on entry or exit; only events change the context`)
  for (const [event, transitions] of node.transitions) {
    if (transitions.length > 1) refuse(`state ${node.id} has ${transitions.length} transitions for ${event}`)
    for (const action of transitions[0]?.actions ?? [])
      if (nameOf(action) !== "evolve") refuse(`${event} in state ${node.id} does ${nameOf(action)}, not just evolve`)
  }
}

function guardOf(machine: AnyStateMachine, name: string, event: string, refuse: (what: string) => never): Guard {
  const implementation: unknown = machine.implementations.guards[name]
  if (typeof implementation !== "function" || "check" in implementation)
    return refuse(`guard ${name} is not a plain function`)
  const reads = "reads" in implementation ? implementation.reads : undefined
  if (Array.isArray(reads) && !reads.includes(event))
    return refuse(`guard ${name} reads ${reads.join(", ")}, not ${event}`)
  const possible = "possible" in implementation ? implementation.possible : undefined
  return {
    holds: (context, event) => implementation({ context, event }),
    ...(typeof possible === "function" && { possible: (context, event) => possible({ context, event }) }),
    payload: "payload" in implementation,
    actor: "actor" in implementation,
  }
}

function nameOf(action: unknown): string {
  if (typeof action === "string") return action
  return typeof action === "object" && action && "type" in action ? String(action.type) : "something"
}

function begins(machine: AnyStateMachine, event: string): boolean {
  const [initial] = machine.root.initial.target
  return initial?.transitions.has(event) === true
}
