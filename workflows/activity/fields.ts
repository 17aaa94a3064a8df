import * as z from "zod"
import { ActivityWording, AnnotatedField, Annotations, Passage } from "../document.ts"
import { DueRule } from "../due.ts"
import { meaning, partBy, refTo } from "../meanings.ts"
import { OwnItem } from "../ownItems.ts"
import { Day, DocumentSymbol, Id, Line, OwnerId, titled, Utc, Written } from "../terms.ts"

/** What commands and events of an activity are made of. */

export const ActivityKind = z.enum([
  "consultation",
  "document",
  "event",
  "outreach",
  "support",
  "ongoing",
  "placeholder",
])
export type ActivityKind = z.infer<typeof ActivityKind>

export const Relation = z.enum(["feeds", "dependsOn", "waitsFor", "partOf", "relatesTo"])

/** The place among several, counted from one: a round, a draft, an objection, a version. */
export const Nth = z.int().min(1)

/** A silence procedure, by its draft and the instant it opened: two of one item may end at the same instant. */
export const SilenceRef = z.strictObject({ draft: Nth, opened: Utc })

/** A deadline as it is given, by instant or by wall clock; `workplan` reads it. */
export const Until = meaning(z.string().max(40), { is: "date" })

const PARAGRAPHS_BYTES = 400

/** The paragraphs an objection is about; few bytes, so that there is room for everybody's, while the text says the rest. */
export const Paragraphs = z
  .array(Line)
  .max(50)
  .refine(
    (named) => new TextEncoder().encode(JSON.stringify(named)).length <= PARAGRAPHS_BYTES,
    `name the paragraphs in ${PARAGRAPHS_BYTES} bytes at most: the text says the rest`,
  )
  .default([])

const SourceRef = z.object({
  ref: meaning(Id, { is: "reference", to: ["activity", "timeline line"], own: true }),
  title: Line,
})
const Parties = z.array(refTo(Id, "actor")).max(50)
const Holders = z.array(refTo(z.string().max(100), "actor", "office")).max(20)

/** What a relation leads to. */
export const Target = meaning(Line, { is: "target" })

/** Of what it waits for: until when that makes it no later, and whether anything is begun before. */
export const waitFields = { expected: Day.optional(), gate: z.literal(true).optional() }

const Phrase = meaning(z.string().max(600), { is: "words" })

export const Planned = z.object({
  ...titled,
  kind: ActivityKind,
  /** The symbol of the document that it is about, until a draft has one of its own. */
  symbol: DocumentSymbol.optional(),
  track: refTo(Id, "track").optional(),
  umbrella: Phrase.optional(),
  /** "Where feasible": it needs a feasibility decision before it leaves planned. */
  conditional: z.literal(true).optional(),
  /** "May include": the plan leaves open whether it is done, and it is not late until it is taken up. */
  optional: z.literal(true).optional(),
  /** The plan's own words that bind the text, to be signed off. */
  constraint: Line.optional(),
  /** Points the text must cover, each to be ticked before clearance. */
  covers: z.array(Phrase).max(30).optional(),
  partners: Parties.optional(),
  /** Those of them whom the document itself names, who must be invited before clearance. */
  requiredPartners: Parties.optional(),
  /** Who leads it and who supports, parties or offices, and who answers for it; a suggestion, where a reader inferred that. */
  lead: Holders.optional(),
  support: Holders.optional(),
  owner: OwnerId.optional(),
  /** Ids of the deliverables it contributes to. */
  outputs: z
    .array(refTo(Id, "output", "deliverable"))
    .max(50)
    .optional(),
  themes: z.array(refTo(Id, "theme")).max(50).optional(),
  /** A reader inferred `outputs`: they suggest evidence and prove nothing. */
  outputsInferred: z.literal(true).optional(),
  /** What the plan states of checks that are markers: an option, by the check's id. */
  markers: z.record(Id, meaning(Id, { is: "opaque" })).optional(),
  /** The actions it refers to, by the action plan's id. */
  refers: z.record(Id, z.array(z.int().min(1).max(1_000)).max(200)).optional(),
  /** The path on which its text is agreed, where the plan states one; a suggestion, where it is inferred. */
  path: refTo(Id, "path").optional(),
  pathInferred: z.literal(true).optional(),
  rules: z.array(DueRule).max(10).optional(),
  milestones: z.array(Line).max(10).optional(),
  /** Where the document says it; more than one where the import merged repetitions. */
  sources: z.array(SourceRef).max(10).optional(),
  links: z
    .array(z.object({ relation: Relation, target: Target, ...waitFields }))
    .max(50)
    .optional(),
  /** The request or placeholder that brought it into the plan after adoption. */
  outsideBaseline: z.object({ because: Line }).optional(),
  /** It is the plan's own, and its text is the plan, or what changes it. */
  own: OwnItem.optional(),
  /** What the document says of cost, funding, risk and the like, by its own headings. */
  details: z.record(meaning(z.string().max(40), { is: "words" }), Passage).optional(),
  /** What else the document says of it. */
  wording: ActivityWording.optional(),
  /** Which of all this a reader inferred: of markers, references and partners that only count once confirmed. */
  annotations: Annotations.optional(),
  written: Written.optional(),
})
export type Planned = z.infer<typeof Planned>

/** What an amendment leaves out stays as it is; what is null is taken out of the plan. */
export const ActivityChanges = Planned.omit({ own: true }).partial().extend({
  titles: Planned.shape.titles.nullable(),
  symbol: Planned.shape.symbol.nullable(),
  umbrella: Planned.shape.umbrella.nullable(),
  conditional: Planned.shape.conditional.nullable(),
  optional: Planned.shape.optional.nullable(),
  constraint: Planned.shape.constraint.nullable(),
  owner: Planned.shape.owner.nullable(),
  outputsInferred: Planned.shape.outputsInferred.nullable(),
  path: Planned.shape.path.nullable(),
  pathInferred: Planned.shape.pathInferred.nullable(),
  wording: Planned.shape.wording.nullable(),
})

/**
 * What is recorded of a check, by the id that the procedure gives it: a marker's `option`, the `actions` a reference names, an
 * advice that it is `waived` (its text stands beside), the `points` covered; of a sign-off nothing more. `partner` and
 * `consent` are checks that every procedure has.
 */
export const Check = z.strictObject({
  of: partBy(Id, "CHECK_UNKNOWN"),
  option: partBy(Id, "CHECK_VALUE").optional(),
  actions: z.array(z.int().min(1).max(1_000)).max(200).optional(),
  /** The action plan of `actions`; where it is left out, the one in force. */
  plan: partBy(Id, "CHECK_VALUE").optional(),
  waived: z.literal(true).optional(),
  points: z.array(z.int().min(0)).min(1).max(30).optional(),
  partner: refTo(Id, "actor").optional(),
})
export type Check = z.infer<typeof Check>

/** A value that a reader of the plan may have inferred, and somebody can make the plan's own: "path", "kind", "markers.gender". */
export const Confirmed = partBy(AnnotatedField, "NOT_INFERRED")

/** A statement that is shown with the text and breaks nothing. */
export const Statement = z.enum(["reservation", "explanation", "dissociation"])
export type Statement = z.infer<typeof Statement>
