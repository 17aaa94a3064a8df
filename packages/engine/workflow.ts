import { hash } from "node:crypto"
import { type AnyStateMachine, type AnyStateNode, and } from "xstate"
import type * as z from "zod"
import { type CommandForms, formsOf } from "./forms.ts"

/** Who acted, as one office of one party. */
export interface Actor {
  person: string
  office: string
  party?: string
  onBehalfOf?: string
}

/** What is known when a command is decided; recorded with it, so that a replay never asks again. */
export interface Facts {
  mandated: boolean
  [rule: string]: unknown
}

/** The act an event came of. The machine sees every event with these fields beside its own; instants are UTC. */
export interface Act {
  command: string
  by: Actor
  facts: Facts
  at: string
  received?: string
  reason?: string
  mandate?: string
  version: number
}

export interface Command {
  type: string
}

/** `corrects` names the version of an outcome that time wrote and that this event takes back. */
export interface Event {
  type: string
  visibility?: string
  corrects?: number
}

/** What a workflow's `decide` and `deadlines` see: the public state, the sub-state where there is one, and the context. */
export interface View<Context = unknown> {
  state: string | undefined
  substate: string | undefined
  context: Context
}

/**
 * An instant (RFC 3339, UTC) and the event that time records when it has come. Without an event nothing is decided by
 * itself: somebody is due to look.
 */
export interface Deadline {
  at: string
  event?: Event
  /** In which queue it waits for somebody to look; in that of its kind, where it does not say. */
  queue?: string
}

/** What one file of `workflows/` exports. */
export interface Definition {
  /** Counts up when stored events of this workflow change their meaning. */
  version: number
  Command: z.ZodType<Command>
  Event: z.ZodType<Event>
  machine: AnyStateMachine
  /** The events a command comes to, likeliest first: what `explain` asks the machine about. */
  emits: Record<string, readonly string[]>
  // biome-ignore lint/suspicious/noExplicitAny: each file narrows its own commands, facts and context
  decide(view: View<any>, command: any, act: any): Event[]
  // biome-ignore lint/suspicious/noExplicitAny: as above
  deadlines(view: View<any>): Deadline[]
}

export interface Workflow extends Definition, CommandForms {
  name: string
  /** A digest of states, transitions and guard names; a stored state of another one is refolded by `verify`. */
  definition: string
  /** The commands that bring a stream into being. */
  begins: Set<string>
  guards: Map<string, Guard>
}

export interface Guard {
  holds(context: unknown, event: Event & Act): boolean
  /** It reads the command's own fields, so it says nothing before they are given. */
  payload: boolean
}

/**
 * Checks one workflow file and makes it runnable. Its schemas are read, and held against the machine, once its commands
 * are asked for: whoever only looks at the record needs none.
 * @throws Error where the machine starts something (`invoke`, `after`, `always`), combines guards by anything but
 * `and([...names])`, runs in parallel, has two transitions for one event in one state or an action beside `evolve`;
 * `commands` and `texts` throw where commands, events and machine disagree.
 */
export function defineWorkflow(name: string, definition: Definition): Workflow {
  const refuse = (what: string): never => {
    throw new Error(`workflow ${name}: ${what}`)
  }
  const { machine, emits } = definition
  const guards = new Map<string, Guard>()
  const handled = new Map<string, string>()
  for (const node of nodesOf(machine.root)) {
    if (node.type === "parallel") refuse(`state ${node.id} is parallel; an instance is in one state`)
    if (node.invoke.length > 0 || node.after.length > 0 || node.always?.length)
      refuse(`state ${node.id} starts something of its own; time and effects enter as commands`)
    for (const action of [...node.entry, ...node.exit])
      refuse(`state ${node.id} does ${nameOf(action)} on entry or exit; only events change the context`)
    for (const [event, transitions] of node.transitions) {
      if (transitions.length > 1) refuse(`state ${node.id} has ${transitions.length} transitions for ${event}`)
      for (const action of transitions[0]?.actions ?? [])
        if (nameOf(action) !== "evolve") refuse(`${event} in state ${node.id} does ${nameOf(action)}, not just evolve`)
      handled.set(event, node.id)
      for (const guard of guardNames(transitions[0]?.guard, refuse)) {
        const implementation = machine.implementations.guards[guard]
        if (typeof implementation !== "function" || "check" in implementation)
          return refuse(`guard ${guard} is not a plain function`)
        guards.set(guard, {
          holds: (context, event) => implementation({ context, event } as never, undefined as never),
          payload: "payload" in implementation,
        })
      }
    }
  }
  let read: CommandForms | undefined
  const forms = () => {
    read ??= formsOf(definition, handled, refuse)
    return read
  }
  return {
    ...definition,
    name,
    guards,
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

/** The names a transition's guard is made of, in order. */
export function guardNames(guard: unknown, refuse: (what: string) => never = fail): string[] {
  if (guard === undefined) return []
  if (typeof guard === "string") return [guard]
  if (typeof guard === "function" && "check" in guard && guard.check === conjunction && "guards" in guard) {
    const names = guard.guards as unknown[]
    return names.every((name): name is string => typeof name === "string")
      ? names
      : refuse("and([...]) takes names of guards alone")
  }
  return refuse("guards combine only with and([...names])")
}

function nameOf(action: unknown): string {
  return typeof action === "string" ? action : ((action as { type?: string }).type ?? "something")
}

const conjunction = (and([]) as unknown as { check: unknown }).check

function fail(what: string): never {
  throw new Error(what)
}

function begins(machine: AnyStateMachine, event: string): boolean {
  const initial = machine.root.initial.target[0] as AnyStateNode | undefined
  return initial?.transitions.has(event) === true
}

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(nodesOf)]
}

function digest(machine: AnyStateMachine): string {
  const nodes = nodesOf(machine.root).map((node) => [
    node.id,
    node.type,
    [...node.tags],
    [...node.transitions].map(([event, [transition]]) => [
      event,
      transition?.target?.map((target) => target.id),
      guardNames(transition?.guard),
    ]),
  ])
  return hash("sha256", JSON.stringify(nodes), "base64url").slice(0, 16)
}
