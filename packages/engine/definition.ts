import type { AnyStateMachine } from "xstate"
import type * as z from "zod"
import type { Commands } from "./schemas.ts"

export { type CommandOf, type Commands, event, eventOf, union } from "./schemas.ts"
export * from "./transitions.ts"

export interface Command {
  type: string
}

/** `corrects` is the version of the commit, written by time, that this event takes back. */
export interface Event {
  type: string
  visibility?: string | undefined
  corrects?: number | undefined
}

/** Who acts, on which facts, and why. The engine passes it to the guards and records it, and never reads it. */
export interface Metadata {
  by: unknown
  /** What was known when the command was decided; recorded with it, so that a replay never asks again. */
  facts: unknown
  reason?: string
}

/** When an act happened and was received, and its version. Instants are RFC 3339 in UTC. */
export interface ActInstants {
  /** When it happened. */
  at: string
  /** When it was received, where that differs from when it was recorded. */
  received?: string
  /** The version of the commit that carries the event. */
  version: number
}

/** The act that led to an event. Guards and `evolve` see these fields beside those of the event. */
export type EventMetadata<M extends Metadata = Metadata> = M &
  ActInstants & {
    /** The command's type, or "time" for what time decided. */
    command: string
  }

/** How a definition fills in and extends the metadata of its acts. */
export interface MetadataRules<M extends Metadata = Metadata> {
  /** The actor and the facts of what time decides. */
  time: Pick<M, "by" | "facts">
  /** Further fields of a request to record, beside `by`, `facts` and `reason`. */
  fields?: readonly string[]
  /** And those that it has begun to record since it first was used: a command without them is the one that it was before. */
  added?: readonly string[]
}

/** An instance as `decide`, `deadlines` and readers see it. */
export interface View<Context = unknown> {
  /** The public state: the outermost state that has a public name. */
  state: string | undefined
  /** The innermost state, where it is another one. */
  substate: string | undefined
  /** The chart's tags, outermost state first. */
  tags: readonly string[]
  /** The chart's meta; that of an inner state overrides that of an outer one. */
  meta: Readonly<Record<string, unknown>>
  context: Context
}

/**
 * An instant (RFC 3339, UTC) and the event to record when it has passed. Without an event nothing is recorded, and the
 * instance waits in the queue for somebody to look at it.
 */
export interface UpcomingDeadline<E extends Event = Event> {
  at: string
  event?: E
  /** The queue to wait in; by default, the one of its kind. */
  queue?: string
}

/** A machine by the two types that a definition shares with it: its context, and its events with their acts. */
export type Machine<Context, E> = AnyStateMachine & {
  transition(snapshot: never, event: E, scope: never): { context: Context }
}

/** What a workflow file exports. `metadata` is required where the type of its acts is its own. */
export type Definition<
  C extends Command = Command,
  E extends Event = Event,
  Context = unknown,
  M extends Metadata = Metadata,
> = WorkflowFile<C, E, Context, M> & (Metadata extends M ? unknown : { metadata: MetadataRules<M> })

interface WorkflowFile<C extends Command, E extends Event, Context, M extends Metadata> {
  /** Counts up when stored events of this workflow change their meaning. */
  version: number
  commands: Commands<C["type"], E["type"]> & { [T in C["type"]]: { fields: () => FieldsOf<Extract<C, { type: T }>> } }
  Event: z.ZodType<E>
  machine: Machine<Context, E & EventMetadata<M>>
  /** The events that a command leads to. Whether they may happen is up to the machine. */
  decide: (view: View<Context>, command: C, act: EventMetadata<M>) => E[]
  /** What time decides in that state, and when. By default nothing. */
  deadlines?: (view: View<Context>) => UpcomingDeadline<E>[]
  /** By default the actor of what time decides is `"time"`, its facts are empty, and no further fields are recorded. */
  metadata?: MetadataRules<M>
}

type FieldsOf<C> = { [Field in Exclude<keyof C, "type">]: z.ZodType<C[Field]> }
