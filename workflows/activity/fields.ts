import * as z from "zod"
import { meaning, refTo } from "../meanings.ts"
import { DueRule, Id, Line, Policy, Title, Written } from "../terms.ts"

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

export const Marker = z.enum(["principal", "significant", "none"])
export type Marker = z.infer<typeof Marker>

export const Relation = z.enum(["feeds", "dependsOn", "waitsFor", "partOf", "relatesTo"])

/** The place among several, counted from one: a round, a draft, an objection, a version. */
export const Nth = z.int().min(1)

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

/** What a relation leads to. */
export const Target = meaning(Line, { is: "target" })

const Phrase = meaning(z.string().max(600), { is: "words" })

export const Planned = z.object({
  title: Title,
  kind: ActivityKind,
  track: refTo(Id, "track").optional(),
  umbrella: Phrase.optional(),
  /** "Where feasible": it needs a feasibility decision before it leaves planned. */
  conditional: z.literal(true).optional(),
  /** The plan's own words that bind the text, to be signed off by coordinator and ISU. */
  constraint: Line.optional(),
  /** Points the text must cover, each to be ticked before clearance. */
  covers: z.array(Phrase).max(30).optional(),
  partners: Parties.optional(),
  /** Those of them whom the document itself names, who must be invited before clearance. */
  requiredPartners: Parties.optional(),
  /** Ids of the deliverables it contributes to. */
  outputs: z
    .array(refTo(Id, "output", "deliverable"))
    .max(50)
    .optional(),
  themes: z.array(refTo(Id, "theme")).max(50).optional(),
  /** A reader inferred `outputs`: they suggest evidence and prove nothing. */
  outputsInferred: z.literal(true).optional(),
  gender: Marker.optional(),
  policy: Policy.optional(),
  rules: z.array(DueRule).max(10).optional(),
  milestones: z.array(Line).max(10).optional(),
  /** Where the document says it; more than one where the import merged repetitions. */
  sources: z.array(SourceRef).max(10).optional(),
  links: z
    .array(z.object({ relation: Relation, target: Target }))
    .max(50)
    .optional(),
  /** The request or placeholder that brought it into the plan after adoption. */
  outsideBaseline: z.object({ because: Line }).optional(),
  written: Written.optional(),
})
export type Planned = z.infer<typeof Planned>

/** What an amendment leaves out stays as it is; what is null is taken out of the plan. */
export const ActivityChanges = Planned.partial().extend({
  umbrella: Planned.shape.umbrella.nullable(),
  conditional: Planned.shape.conditional.nullable(),
  constraint: Planned.shape.constraint.nullable(),
  outputsInferred: Planned.shape.outputsInferred.nullable(),
  gender: Planned.shape.gender.nullable(),
  policy: Planned.shape.policy.nullable(),
})

export const Check = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("coverage"), points: z.array(z.int().min(0)).min(1).max(30) }),
  z.strictObject({ of: z.literal("partner"), partner: refTo(Id, "actor") }),
  z.strictObject({ of: z.literal("constraint") }),
  z.strictObject({ of: z.literal("gender"), marker: Marker }),
  z.strictObject({ of: z.literal("genderAdvice"), waived: z.boolean().default(false) }),
  z.strictObject({ of: z.literal("lap"), actions: z.array(z.int().min(1).max(50)).max(50) }),
  z.strictObject({ of: z.literal("consent") }),
])
