import { ActivityKind } from "@demarche/workflows/activity/fields"
import { usualLanguage } from "@demarche/workflows/languages"
import { meaning, type ReferenceKind, refTo } from "@demarche/workflows/meanings"
import {
  Day,
  DocumentSymbol,
  endsAfterItBegins,
  Id,
  Line,
  Month,
  NewId,
  Quarter,
  ReaderLanguage,
  ReminderSettings,
} from "@demarche/workflows/terms"
import { annotated, annotation, Prose } from "@demarche/workplan/rules/annotated"
import { Weekend } from "@demarche/workplan/time/workingDays"
import { Zone } from "@demarche/workplan/time/zone"
import * as z from "zod"
import { DeliverableDue, OutputDue, ScheduleEntry } from "./dates.ts"
import { Indicator } from "./indicator.ts"
import { GroupEntry, PersonEntry, WrittenHolder, WrittenOffice } from "./people.ts"
import { ActorKind, ProcedureFile } from "./procedureFile.ts"
import { called, note, ref, refs } from "./refs.ts"
import { TimelineLine } from "./timelineLine.ts"
import { PartName } from "./writtenNames.ts"

/** The format that is read; `demarche plan upgrade` turns an earlier one into it. */
export const FORMAT = 2

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

const holders = annotated(z.array(WrittenHolder), "refs").prefault([])

/** The path on which a text is agreed, by its id in the procedure. */
const PathName = annotated(refTo(Id, "path"))

/** A warning that only a reader of the document can give; `about` is the id of the item it concerns. */
const CarriedWarning = z.strictObject({
  code: meaning(z.string().regex(/^[A-Z][A-Z_]{1,39}$/, "capitals and underscores"), { is: "opaque" }),
  quote: Prose.optional(),
  note: Prose,
  about: refTo(Id, ...itemKinds, "actor").optional(),
})

const WorkPlan = z.strictObject({
  id: NewId,
  ...called,
  language: ReaderLanguage.default(usualLanguage),
  coordinators: z.array(refTo(Id, "actor")).min(1),
  source: z.strictObject({ file: Line }).optional(),
  background: z.array(Prose).default([]),
  cycle: z.strictObject({ label: Line, starts_on: annotated(Day, "date"), ends_at_event: ref("deadline event") }),
  /** Where it is missing, the zone of the procedure's calendar. */
  time_zone: annotated(Zone).optional(),
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

/** The kinds of date in a plan that no procedure has to name; every other kind is one of the procedure's meetings. */
export const dateKinds = ["documentation_deadline", "plan_period_end", "internal_decision"]

const EventKind = meaning(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "lower-case letters, digits and hyphens"), {
  is: "opaque",
})

const DeadlineEvent = z.strictObject({
  id: NewId,
  ...called,
  kind: EventKind.optional(),
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
  ...called,
  kind: ActorKind,
  roles: z.array(WrittenOffice).default([]),
  ambiguous: z.boolean().default(false),
  note,
  ...annotation,
})

const Theme = z.strictObject({
  id: NewId,
  ...called,
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
  ...called,
  text: Prose.optional(),
  parent: ref("objective").optional(),
  modality: Modality.optional(),
  note,
})

const Track = z.strictObject({
  id: NewId,
  number: meaning(z.string().regex(/^\d+(\.\d+)*$/, "a number such as 2.3, in quotes"), { is: "words" }),
  ...called,
  text: Prose.optional(),
  parent: ref("track").optional(),
  objectives: refs("objective"),
  note,
})

const Awaited = refTo(Id, "activity", "output", "deadline event", "actor")

/** What an activity waits for, whether anything is begun before, and by when it is expected. */
const Dependency = z.union([
  Awaited.transform((on) => ({ on, gate: undefined, expected: undefined })),
  z.strictObject({ on: Awaited, gate: z.literal(true).optional(), expected: Day.optional() }),
])

/** What a document says of cost, funding, risk, priority or sub-tasks, by its own headings; no rule uses it. */
const Details = z.record(
  meaning(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, "a short heading"), { is: "words" }),
  Prose,
)

const ActivityEntry = z.strictObject({
  id: NewId,
  source: refTo(Id, "timeline line").optional(),
  track: ref("track"),
  parent: ref("activity").optional(),
  symbol: DocumentSymbol.optional(),
  umbrella: Prose.optional(),
  ...called,
  text: Prose.optional(),
  kind: annotated(ActivityKind),
  modality: Modality.optional(),
  constraint: z.strictObject({ quote: Prose, ...annotation }).optional(),
  on_demand: z.strictObject({ by: refTo(Id, "actor"), ...annotation }).optional(),
  schedule: ScheduleEntry.prefault({}),
  partners: refs("actor"),
  lead: holders,
  support: holders,
  owner: annotated(WrittenHolder, "ref").optional(),
  themes: refs("theme"),
  outputs: refs("output", "deliverable"),
  feeds: refs("activity"),
  depends_on: z.array(Dependency).default([]),
  external_dependency: annotated(Line).optional(),
  milestones: annotated(z.array(Line), "values").optional(),
  sub_forms: z.array(Line).default([]),
  deliverable: z.strictObject({ id: NewId, ...called, title: Line.optional(), note, ...annotation }).optional(),
  /** What the document states of the procedure's markers, by the check's id. */
  markers: z.record(PartName, annotated(PartName)).default({}),
  /** The numbered actions it refers to, by the action plan's id. */
  refers: z.record(PartName, annotated(z.array(z.int().min(1).max(1_000)).max(200), "values")).default({}),
  path: PathName.optional(),
  details: Details.default({}),
  note,
})

const Cardinality = z
  .strictObject({ min: z.int().min(0), max: z.int().min(1).nullable(), note, ...annotation })
  .refine(({ min, max }) => max === null || min <= max, { path: ["max"], error: "the most is less than the least" })

const Deliverable = z.strictObject({
  id: NewId,
  ...called,
  quote: Prose.optional(),
  text: Prose.optional(),
  measurable: z.boolean().optional(),
  evidence: annotated(Prose).optional(),
  cardinality: Cardinality.optional(),
  partners: refs("actor"),
  must_cover: z.array(Line).default([]),
  due: DeliverableDue.optional(),
  indicators: z.array(Indicator).max(20).default([]),
  alternatives: annotated(z.array(Line).min(1), "values").optional(),
  note,
})

const OutputEntry = z.strictObject({
  id: NewId,
  number: z.int().min(1),
  ...called,
  type: annotated(z.enum(["outcome", "deliverable", "mixed", "event"])),
  objectives: refs("objective"),
  owner: ref("actor").optional(),
  due: OutputDue.optional(),
  path: PathName.optional(),
  cardinality: Cardinality.optional(),
  deliverables: z.array(Deliverable).min(1).max(30),
  note,
})

/** A piece of the document as it is written, and the items and actors that it says something of. */
const WrittenPart = z.strictObject({
  is: z.enum(["heading", "paragraph", "bullet"]),
  level: z.int().min(1).max(6).optional(),
  text: Prose,
  about: z.array(refTo(Id, ...itemKinds, "actor")).default([]),
})

/**
 * A plan file, format 2: the contents of a work plan's document, structured. Titles, quotes and texts are in the document's
 * own words; values that a reader inferred are marked `inferred`. Unknown keys are refused. `parsePlan` checks references.
 */
export const PlanFile = z.strictObject({
  schema_version: z.literal(FORMAT),
  /** The rules of procedure: the id of those that come with the product, or rules of its own; the defaults, where it is missing. */
  procedure: z.union([PartName, ProcedureFile]).optional(),
  work_plan: WorkPlan,
  /** When people are reminded; fields left out have their defaults (docs/domain.md#reminders). */
  reminders: ReminderSettings.optional(),
  /** The weekend, where it is missing, and more closures are those of the procedure's calendar. */
  calendar: z
    .strictObject({ weekend: Weekend.unwrap().optional(), closures: z.array(annotated(Day, "day")).default([]) })
    .prefault({}),
  /** The document itself, piece by piece, where the file has it. */
  document: z.array(WrittenPart).default([]),
  deadline_events: z.array(DeadlineEvent).max(100).default([]),
  actors: z.array(ActorEntry).max(300).default([]),
  bodies: z.array(GroupEntry).max(20).default([]),
  people: z.array(PersonEntry).default([]),
  themes: z.array(Theme).max(300).default([]),
  objectives: z.array(Objective).max(100).default([]),
  tracks: z.array(Track).min(1).max(100),
  activities: z.array(ActivityEntry),
  outputs: z.array(OutputEntry).default([]),
  timeline: z.array(TimelineLine).max(300).default([]),
})
export type PlanFile = z.infer<typeof PlanFile>

/** An activity and an output, as in the file. */
export type ActivityEntry = z.infer<typeof ActivityEntry>
export type OutputEntry = z.infer<typeof OutputEntry>
