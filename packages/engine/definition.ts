import type { AnyStateMachine } from "xstate"
import type * as z from "zod"
import type { Commands } from "./schemas.ts"

export { type CommandOf, type Commands, event, eventOf, union } from "./schemas.ts"
export * from "./transitions.ts"

export interface Command {
  type: string
}

/** `corrects` names the version of an outcome that time wrote and that this event takes back. */
export interface Event {
  type: string
  visibility?: string | undefined
  corrects?: number | undefined
}

/** Who acts, on which facts and why. The engine carries it to the guards and into the record, and reads none of it. */
export interface Metadata {
  by: unknown
  /** What was known when the command was decided; recorded with it, so that a replay never asks again. */
  facts: unknown
  reason?: string
}

/** When an act happened and reached us, and where in its stream it is recorded. Instants are RFC 3339 in UTC. */
export interface Moment {
  /** When it happened. */
  at: string
  /** When it reached us, where that differs from when it was recorded. */
  received?: string
  /** The version of the commit that carries the event. */
  version: number
}

/** The act that an event came of. The machine sees every event with these fields beside its own. */
export type Act<M extends Metadata = Metadata> = M &
  Moment & {
    /** The command's type, or "time" for what time decided. */
    command: string
  }

/** What a definition says of the metadata of its acts. */
export interface MetadataRules<M extends Metadata = Metadata> {
  /** Who acts where time decides, and on which facts. */
  time: Pick<M, "by" | "facts">
  /** Fields of a request that are recorded beside `by`, `facts` and `reason`. */
  fields?: readonly string[]
}

/** What the chart says of a state; `public: false` marks one that has no name of its own to those who look at it. */
export interface StateMeta {
  readonly public?: false
}

/** What `decide` and `deadlines` see of an instance, and whoever reads it. */
export interface View<Context = unknown> {
  /** The public state: the outermost one that is not marked as having no name. */
  state: string | undefined
  /** The innermost state, where that is another. */
  substate: string | undefined
  /** What the chart says the state means, from the outermost in. */
  tags: readonly string[]
  /** What else it says of it; the inner state's word counts. */
  meta: Readonly<Record<string, unknown>>
  context: Context
}

/**
 * An instant (RFC 3339, UTC) and the event that time records when it has come. Without an event nothing is decided by
 * itself: somebody is due to look.
 */
export interface Deadline<E extends Event = Event> {
  at: string
  event?: E
  /** In which queue it waits for somebody to look; in that of its kind, where it does not say. */
  queue?: string
}

/** A machine by what a definition must agree with it on: its context, and its events with the act they came of. */
export type Machine<Context, E> = AnyStateMachine & {
  transition(snapshot: never, event: E, scope: never): { context: Context }
}

/** What one file of `workflows/` exports. */
export interface Definition<
  C extends Command = Command,
  E extends Event = Event,
  Context = unknown,
  M extends Metadata = Metadata,
> {
  /** Counts up when stored events of this workflow change their meaning. */
  version: number
  commands: Commands<C["type"], E["type"]> & { [T in C["type"]]: { fields: () => FieldsOf<Extract<C, { type: T }>> } }
  Event: z.ZodType<E>
  machine: Machine<Context, E & Act<M>>
  /** The events a command comes to; whether they may happen, the machine says. */
  decide: (view: View<Context>, command: C, act: Act<M>) => E[]
  /** What time decides by itself in that state, and when; nothing, where it is left out. */
  deadlines?: (view: View<Context>) => Deadline<E>[]
  /** Left out, time acts as `"time"` on no facts, and nothing is recorded beside who acted, on which facts and why. */
  metadata?: MetadataRules<M>
}

type FieldsOf<C> = { [Field in Exclude<keyof C, "type">]: z.ZodType<C[Field]> }
