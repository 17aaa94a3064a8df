import type { WithMetadata } from "./metadata.ts"
import type { Office } from "./terms.ts"

/** What a state means to those who read it; each public state of our workflows has exactly one of these. */
export type Tag =
  /** Something is owed: it can be late, and whoever owes it is reminded. */
  | "awaited"
  /** It has effect: a plan that is adopted, a key that opens, a webhook that is called. */
  | "inForce"
  /** Without effect for now, and nothing is owed: it may go on. */
  | "paused"
  /** Nothing is owed any more, and what came of it stands. */
  | "settled"
  /** Nothing is awaited any more: its dates do not hold. */
  | "dropped"
  /** Not whole yet, and shown to nobody. */
  | "incomplete"

/** Whose move it is: an office, the committee as a whole, or nobody. */
type Holder = Office | "committee" | "nobody"

/** The events that time records by itself in our workflows. */
type Elapsed = "SilencePassed" | "NoticeReleased" | "KeyExpired" | "CodeExpired"

/** What is asked of whose move it is; `nextStep`, what the next step of the item's path asks. */
type AskedOfHolder = "work" | "nextStep" | "clear" | "answer" | "fulfil" | "accept" | "deliver" | "acknowledge"

/** What a state says of itself beside its tag. */
export interface Meta<Time extends string = Elapsed> {
  /** Who holds the pen, where the instance names no owner. */
  holder: Holder
  /** What is asked of the holder; nothing, where nothing is owed. */
  asks?: AskedOfHolder
  /** The event that time records there when its deadline passes. */
  deadline?: Time
  /** Which of the board's columns it is, from 1. */
  column?: number
  /** Where it is no column: which of the badges, from 1. */
  badge?: number
}

/** The `types` of a machine's `setup`; a state that is not `public` has no name of its own. */
export interface Types<Context, Event extends { type: string }> {
  context?: Context
  events?: WithMetadata<Event>
  tags?: Tag
  meta?: Meta<Event["type"]> | { public: false }
}

/** Whether the state that is seen means that. */
export function means({ tags }: { tags: readonly string[] }, tag: Tag): boolean {
  return tags.includes(tag)
}

/** What the state that is seen says of itself; nothing, where it has no name. */
export function metaOf({ meta }: { meta: object }): Partial<Meta> {
  return meta
}
