import * as z from "zod"
import { DueRule, Id, Line, Policy, Title } from "../terms.ts"

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
export const Until = z.string().max(40)

const SourceRef = z.object({ ref: Id, title: Line })
const Ids = z.array(Id).max(50)

export const Planned = z.object({
  title: Title,
  kind: ActivityKind,
  track: Id.optional(),
  umbrella: z.string().max(600).optional(),
  /** "Where feasible": it needs a feasibility decision before it leaves planned. */
  conditional: z.literal(true).optional(),
  /** The plan's own words that bind the text, to be signed off by coordinator and ISU. */
  constraint: Line.optional(),
  /** Points the text must cover, each to be ticked before clearance. */
  covers: z.array(z.string().max(600)).max(30).optional(),
  partners: Ids.optional(),
  /** Those of them whom the document itself names, who must be invited before clearance. */
  requiredPartners: Ids.optional(),
  /** Ids of the deliverables it contributes to. */
  outputs: Ids.optional(),
  themes: Ids.optional(),
  gender: Marker.optional(),
  policy: Policy.optional(),
  rules: z.array(DueRule).max(10).optional(),
  milestones: z.array(Line).max(10).optional(),
  /** Where the document says it; more than one where the import merged repetitions. */
  sources: z.array(SourceRef).max(10).optional(),
  links: z
    .array(z.object({ relation: Relation, target: Line }))
    .max(50)
    .optional(),
  /** The request or placeholder that brought it into the plan after adoption. */
  outsideBaseline: z.object({ because: Line }).optional(),
})
export type Planned = z.infer<typeof Planned>

export const ActivityChanges = Planned.partial()

export const Check = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("coverage"), points: z.array(z.int().min(0)).min(1).max(30) }),
  z.strictObject({ of: z.literal("partner"), partner: Id }),
  z.strictObject({ of: z.literal("constraint") }),
  z.strictObject({ of: z.literal("gender"), marker: Marker }),
  z.strictObject({ of: z.literal("genderAdvice"), waived: z.boolean().default(false) }),
  z.strictObject({ of: z.literal("lap"), actions: z.array(z.int().min(1).max(50)).max(50) }),
  z.strictObject({ of: z.literal("consent") }),
])
