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

/** A definition of whose types no more is known than that they agree. */
interface Untyped<M extends Metadata = Metadata> {
  version: number
  commands: Commands
  Event: z.ZodType<Event>
  machine: AnyStateMachine
  decide(view: View, command: Command, act: EventMetadata<M>): Event[]
  deadlines?(view: View): UpcomingDeadline[]
  metadata?: MetadataRules<M>
}

/** A definition made runnable. */
export interface Workflow<M extends Metadata = Metadata>
  extends Required<Omit<Untyped<M>, "commands">>,
    CommandSchemas {
  name: string
  /** Per command the events it may come to, likeliest first. */
  emits: Record<string, readonly string[]>
  /** A digest of states, transitions and guard names; a stored state of another one is refolded by `verify`. */
  definition: string
  /** The commands that bring a stream into being. */
  begins: Set<string>
  guards: Map<string, Guard>
  /** The public states in the chart's order, each with what the chart says of it. */
  states: ReadonlyMap<string, Pick<View, "tags" | "meta">>
}

export interface Guard {
  holds(context: unknown, event: Event & EventMetadata): boolean
  /** It reads the command's own fields, so it says nothing before they are given. */
  payload: boolean
}

/** That what a file exports agrees with itself: its `decide`, say, is one of its own commands, events and context. */
type Agreeing<File> =
  File extends Definition<infer C, infer E, infer Context, infer M> ? Definition<C, E, Context, M> : never

/** The metadata that a file says it records. */
type MetadataOf<File> = File extends { metadata: MetadataRules<infer M> } ? M : Metadata

/** Each of several files made runnable, by its name. @throws Error as `defineWorkflow` does. */
export function defineWorkflows<Files extends Record<string, Untyped>>(
  files: Files & { [Name in keyof Files]: Agreeing<Files[Name]> },
): ReadonlyMap<string, Workflow<MetadataOf<Files[keyof Files]>>>
export function defineWorkflows(files: Record<string, Untyped>): ReadonlyMap<string, Workflow> {
  return new Map(Object.entries(files).map(([name, file]) => [name, runnable(name, file)]))
}

/**
 * Checks one workflow file and makes it runnable. Its schemas are read, and held against the machine, once its commands
 * are asked for: whoever only looks at the record needs none.
 * @throws Error where the machine starts something (`invoke`, `after`, `always`), combines guards by anything but
 * `and([...names])`, asks a guard of an event that it does not read, runs in parallel, has two transitions for one event
 * in one state, an action beside `evolve` or a state that says nothing of itself; `commands` and `texts` throw where
 * commands, events and machine disagree.
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
  const metadata = file.metadata ?? (DEFAULT_RULES as MetadataRules<M>) // a definition whose M says more states its own
  const guards = new Map<string, Guard>()
  const handled = new Map<string, string>()
  for (const node of nodesOf(machine.root)) {
    refuseOwnWill(node, refuse)
    if (node.type !== "history" && node.parent && !node.meta) refuse(`state ${node.id} says nothing of itself in meta`)
    for (const [event, [transition]] of node.transitions) {
      handled.set(event, node.id)
      for (const guard of guardNames(transition?.guard, refuse))
        guards.set(guard, guardOf(machine, guard, event, refuse))
    }
  }
  if (Object.hasOwn(list, TIME_COMMAND)) refuse(`${TIME_COMMAND} is the command under which time decides`)
  const emits = Object.fromEntries(Object.entries(list).map(([command, { emits }]) => [command, emits]))
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
    states: statesOf(machine),
    definition: digest(machine),
    begins: new Set(Object.keys(emits).filter((command) => emits[command]?.some((type) => begins(machine, type)))),
    get commands() {
      return forms().commands
    },
    get texts() {
      return forms().texts
    },
  }
}

/** A state reacts to events alone, each in one way, and changes nothing but the context. */
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
  if ("reads" in implementation && !(implementation.reads as string[]).includes(event))
    return refuse(`guard ${name} reads ${(implementation.reads as string[]).join(", ")}, not ${event}`)
  return {
    holds: (context, event) => implementation({ context, event }),
    payload: "payload" in implementation,
  }
}

function nameOf(action: unknown): string {
  return typeof action === "string" ? action : ((action as { type?: string }).type ?? "something")
}

function begins(machine: AnyStateMachine, event: string): boolean {
  const initial = machine.root.initial.target[0] as AnyStateNode | undefined
  return initial?.transitions.has(event) === true
}
