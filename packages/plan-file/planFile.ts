import { meaning, type ReferenceKind, refTo } from "@demarche/workflows/meanings"
import { Day, Id, Line, Month, NewId, Policy, Quarter, ReminderSettings } from "@demarche/workflows/terms"
import { annotated, annotation, Prose } from "@demarche/workplan/rules/annotated"
import { Weekend } from "@demarche/workplan/time/workingDays"
import { Zone } from "@demarche/workplan/time/zone"
import * as z from "zod"
import { endsAfterItBegins, GroupEntry, PersonEntry, WrittenOffice } from "./people.ts"

/** The kinds that share the namespace of items. */
const itemKinds: ReferenceKind[] = [
  "deadline event",
  "theme",
  "objective",
  "track",
  "activity",
  "document",
  "output",
  "deliverable",
  "timeline line",
]

const noRefs = { value: [], inferred: false }
const ref = (...to: ReferenceKind[]) => annotated(refTo(Id, ...to), "ref")
const refs = (...to: ReferenceKind[]) => annotated(z.array(refTo(Id, ...to)), "refs").default(noRefs)
const note = Prose.optional()

const policyNames = {
  coordinators_record: "coordinatorsRecord",
  isu_clearance: "isuClearance",
  committee_silence: "committeeSilence",
  committee_at_meeting: "committeeMeeting",
  states_parties_meeting: "statesPartiesMeeting",
} as const satisfies Record<string, Policy>

const WrittenPolicy = z.union([
  Policy,
  z
    .enum([
      "coordinators_record",
      "isu_clearance",
      "committee_silence",
      "committee_at_meeting",
      "states_parties_meeting",
    ])
    .transform((name) => policyNames[name]),
])

/** A warning that only a reader of the document can give; `about` is the id of the item it concerns. */
const CarriedWarning = z.strictObject({
  code: meaning(z.string().regex(/^[A-Z][A-Z_]{1,39}$/, "capitals and underscores"), { is: "opaque" }),
  quote: Prose.optional(),
  note: Prose,
  about: refTo(Id, ...itemKinds, "actor").optional(),
})

const WorkPlan = z.strictObject({
  id: NewId,
  title: Line,
  language: z.enum(["en", "fr"]).default("en"),
  coordinators: z.array(refTo(Id, "actor")).min(1),
  source: z.strictObject({ file: Line }).optional(),
  background: z.array(Prose).default([]),
  cycle: z.strictObject({ label: Line, starts_on: annotated(Day, "date"), ends_at_event: ref("deadline event") }),
  time_zone: annotated(Zone),
  warnings: z.array(CarriedWarning).default([]),
})

const EventDates = z
  .strictObject({
    from: Day.optional(),
    to: Day.optional(),
    precision: z.enum(["day", "month"]).optional(),
    month: Month.optional(),
    ...annotation,
  })
  .refine((dates) => !dates.from !== !dates.month, "either `from` (and `to`), or only the `month`")
  .refine(({ from, to }) => from || !to, { path: ["from"], error: "a last day needs a first" })
  .refine(endsAfterItBegins, { path: ["to"], error: "the meeting ends before it begins" })

const DeadlineEvent = z.strictObject({
  id: NewId,
  title: Line,
  kind: z.enum([
    "meeting_of_states_parties",
    "review_conference",
    "intersessional_meeting",
    "committee_meeting",
    "documentation_deadline",
    "plan_period_end",
    "internal_decision",
  ]),
  dates: EventDates.optional(),
  place: annotated(Line).optional(),
  president: annotated(Line).optional(),
  rule: z
    .strictObject({
      anchor: refTo(Id, "deadline event"),
      offset: meaning(z.string().regex(/^-?P\d{1,2}W$/, "weeks as in -P10W"), { is: "opaque" }).transform(weeksOf),
    })
    .optional(),
  due: z.strictObject({ quarter: Quarter }).optional(),
  note,
  ...annotation,
})

function weeksOf(duration: string): number {
  const weeks = Number.parseInt(duration.replace(/^-?P/, ""), 10)
  return duration.startsWith("-") ? -weeks : weeks
}

const ActorEntry = z.strictObject({
  id: NewId,
  title: Line,
  kind: z.enum(["state_party", "office", "body", "secretariat", "group", "partner", "observer"]),
  roles: z.array(WrittenOffice).default([]),
  ambiguous: z.boolean().default(false),
  note,
  ...annotation,
})

const Theme = z.strictObject({
  id: NewId,
  title: Line,
  track: ref("track"),
  status: z.enum(["indicative"]).optional(),
  note,
})

const Modality = z.strictObject({
  term: Line,
  binding: z.enum(["optional", "conditional", "ongoing", "required"]).optional(),
  needs_decision: z.boolean().default(false),
})

const Objective = z.strictObject({
  id: NewId,
  number: Line,
  title: Line,
  text: Prose.optional(),
  parent: ref("objective").optional(),
  modality: Modality.optional(),
  note,
})

const Track = z.strictObject({
  id: NewId,
  number: meaning(z.string().regex(/^\d+(\.\d+)*$/, "a number such as 2.3, in quotes"), { is: "words" }),
  title: Line,
  text: Prose.optional(),
  parent: ref("track").optional(),
  objectives: refs("objective"),
  note,
})

const HardLimit = z.strictObject({ event: refTo(Id, "deadline event"), ...annotation })

const ScheduleEntry = z.strictObject({
  quarters: z.array(Quarter),
  via: refTo(Id, "timeline line").optional(),
  suggested: z.strictObject({ quarter: Quarter, ...annotation }).optional(),
  instances: refs("timeline line"),
  hard_not_after: HardLimit.optional(),
  note,
})

const ActivityEntry = z.strictObject({
  id: NewId,
  source: refTo(Id, "timeline line").optional(),
  track: ref("track"),
  parent: ref("activity").optional(),
  umbrella: Prose.optional(),
  title: Line,
  text: Prose.optional(),
  kind: annotated(z.enum(["consultation", "document", "event", "outreach", "support", "ongoing", "placeholder"])),
  modality: Modality.optional(),
  constraint: z.strictObject({ quote: Prose, ...annotation }).optional(),
  on_demand: z.strictObject({ by: refTo(Id, "actor"), ...annotation }).optional(),
  schedule: ScheduleEntry,
  partners: refs("actor"),
  themes: refs("theme"),
  outputs: refs("output", "deliverable"),
  feeds: refs("activity"),
  depends_on: z.array(refTo(Id, "activity", "deadline event")).default([]),
  external_dependency: annotated(Line).optional(),
  milestones: annotated(z.array(Line), "values").optional(),
  sub_forms: z.array(Line).default([]),
  deliverable: z.strictObject({ id: NewId, title: Line.optional(), note, ...annotation }).optional(),
  gender_marker: annotated(z.enum(["principal", "significant", "none"])).optional(),
  lap_actions: annotated(z.array(z.int().min(1).max(50)), "values").optional(),
  approval_policy: annotated(WrittenPolicy).optional(),
  note,
})

const Cardinality = z
  .strictObject({ min: z.int().min(0), max: z.int().min(1).nullable(), note, ...annotation })
  .refine(({ min, max }) => max === null || min <= max, { path: ["max"], error: "the most is less than the least" })

const Deliverable = z.strictObject({
  id: NewId,
  title: Line,
  quote: Prose.optional(),
  text: Prose.optional(),
  measurable: z.boolean().optional(),
  evidence: annotated(Prose).optional(),
  cardinality: Cardinality.optional(),
  partners: refs("actor"),
  must_cover: z.array(Line).default([]),
  alternatives: annotated(z.array(Line).min(1), "values").optional(),
  note,
})

const OutputDue = z.strictObject({
  rule: z.strictObject({ event: refTo(Id, "deadline event") }).optional(),
  quarter: Quarter.optional(),
  via: refTo(Id, "timeline line").optional(),
  hard_not_after: HardLimit.optional(),
  ...annotation,
})

const OutputEntry = z.strictObject({
  id: NewId,
  number: z.int().min(1),
  title: Line,
  type: annotated(z.enum(["outcome", "deliverable", "mixed", "event"])),
  objectives: refs("objective"),
  owner: ref("actor").optional(),
  due: OutputDue.optional(),
  approval_policy: annotated(WrittenPolicy).optional(),
  cardinality: Cardinality.optional(),
  deliverables: z.array(Deliverable),
  note,
})

const matches = [
  "verbatim_duplicate",
  "shortened_duplicate",
  "timeline_only",
  "instance_of",
  "produces",
  "placeholder",
] as const

const PlainMatch = z.enum(matches).transform((value) => ({ value, of: undefined, inferred: false, basis: undefined }))

const TimelineLine = z.strictObject({
  id: NewId,
  quarter: Quarter,
  activity: refTo(Id, "activity"),
  match: z.union([
    PlainMatch,
    z.strictObject({
      value: z.enum(matches),
      of: refTo(Id, "activity", "output", "deliverable").optional(),
      ...annotation,
    }),
  ]),
  title: Line,
  note,
})

const LapCluster = z.strictObject({
  range: z
    .tuple([z.int().min(1), z.int().max(50)])
    .refine(([first, last]) => first <= last, "the range runs backwards"),
  topic: Line,
  source: Line.optional(),
  verified: z.boolean().default(false),
  inferred: z.boolean().default(false),
})

/**
 * A plan file, format 1: the contents of a work plan's document, structured. Titles, quotes and texts are in the document's
 * own words; values that a reader inferred are marked `inferred`. Unknown keys are refused. `parsePlan` checks references.
 */
export const PlanFile = z.strictObject({
  schema_version: z.literal(1),
  work_plan: WorkPlan,
  /** When people are reminded; fields left out have their defaults (docs/domain.md#reminders). */
  reminders: ReminderSettings.optional(),
  calendar: z.strictObject({ weekend: Weekend, closures: z.array(annotated(Day, "day")).default([]) }).prefault({}),
  deadline_events: z.array(DeadlineEvent).default([]),
  actors: z.array(ActorEntry).default([]),
  bodies: z.array(GroupEntry).default([]),
  people: z.array(PersonEntry).default([]),
  themes: z.array(Theme).default([]),
  objectives: z.array(Objective).default([]),
  tracks: z.array(Track).min(1),
  activities: z.array(ActivityEntry),
  outputs: z.array(OutputEntry).default([]),
  timeline: z.array(TimelineLine).default([]),
  quarter_rule: z
    .strictObject({ due: Prose, precision: z.literal("quarter"), display: Line, note, ...annotation })
    .optional(),
  lap_clusters: z.array(LapCluster).default([]),
})
export type PlanFile = z.infer<typeof PlanFile>

/** An activity and an output, as in the file. */
export type ActivityEntry = z.infer<typeof ActivityEntry>
export type OutputEntry = z.infer<typeof OutputEntry>
