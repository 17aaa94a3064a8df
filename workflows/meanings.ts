import * as z from "zod"

/** What an id can name: something of a plan, or a plan. */
export type ReferenceKind =
  | "activity"
  | "actor"
  | "body"
  | "deadline event"
  | "deliverable"
  | "document"
  | "group"
  | "language"
  | "mail class"
  | "meeting"
  | "meeting kind"
  | "milestone"
  | "objective"
  | "office"
  | "output"
  | "path"
  | "person"
  | "plan"
  | "text"
  | "theme"
  | "timeline line"
  | "track"
  | "voice"

/** What a string of a command or of a plan file means beyond its form; one check asks of each what it has to be. */
export type Meaning =
  /** Names something that is there already, of one of those kinds; never the item itself, unless `own`. */
  | { is: "reference"; to: readonly ReferenceKind[]; own?: true }
  /** Names something inside the same item; that workflow's rule asks whether it is there. */
  | { is: "part"; rule: string }
  /** An item that takes another's place: of the same plan, standing, another one. */
  | { is: "successor" }
  /** What a relation leads to: an item, a meeting or a party by its id, or something outside the plan in words. */
  | { is: "target" }
  /** What shows that a deliverable exists: an item that has ended well, or a document cited in words. */
  | { is: "evidence" }
  /** The code of an item that is not there yet. */
  | { is: "new item" }
  /** A name that it gives. */
  | { is: "name" }
  /** An item of the plan whose date another counts from: never the item itself, nor one whose date counts from it. */
  | { is: "earlier" }
  /** A period that has begun. */
  | { is: "period" }
  /** What an act rests on: a decision in words, or a meeting that has begun. */
  | { is: "authority" }
  /** A calendar day, a month, a quarter, an instant or a deadline: its first ten characters at most are the date. */
  | { is: "date" }
  /** Words that people read. */
  | { is: "words" }
  /** Where somebody is written to. */
  | { is: "address" }
  | { is: "zone" }
  /** Made and read by programs alone: a digest, an address that is called, what another program said. */
  | { is: "opaque" }

/** The meanings of our schemas; what derives from one of them inherits its meaning. */
export const meanings = z.registry<Meaning>()

/** A copy of the schema whose strings have that meaning. */
export function meaning<S extends z.ZodType>(schema: S, given: Meaning): S {
  const copy: S = schema.clone()
  meanings.add(copy, given)
  return copy
}

/** A copy of the schema of an id that names something that is there already, of one of those kinds. */
export function refTo<S extends z.ZodType>(schema: S, ...to: readonly ReferenceKind[]): S {
  return meaning(schema, { is: "reference", to })
}

/** A copy of the schema of an id of which a rule of its own workflow asks whether the item has it. */
export function partBy<S extends z.ZodType>(schema: S, rule: string): S {
  return meaning(schema, { is: "part", rule })
}
