import {
  ActivityWording,
  Annotation,
  deliverableWording,
  IndicatorWording,
  OutputWording,
  Passage,
} from "@demarche/workflows/document"
import { Due, Period } from "@demarche/workflows/due"
import { OwnItem } from "@demarche/workflows/ownItems"
import { Day, Deadline, LocalizedTitle, Utc } from "@demarche/workflows/terms"
import * as z from "zod"
import { ConsultationReading } from "./consultationSchema.ts"
import { AgreedReading, CheckReading, DraftReading, PaperReading, StatementReading } from "./textSchemas.ts"

/** The effective due date at an instant, and the whole days until then in the plan's zone: negative once it has passed. */
export const DueReading = Due.extend({ days: z.int(), overdue: z.boolean() })
export type DueReading = z.infer<typeof DueReading>

/** A deadline that falls at another wall time than was told, since its zone has changed its rules: its instant still decides. */
export const DeadlineFinding = z.object({
  code: z.literal("ZONE_RULES_CHANGED"),
  at: Utc,
  zone: z.string(),
  told: z.string(),
  falls: z.string(),
})
export type DeadlineFinding = z.infer<typeof DeadlineFinding>

const Days = { from: Day, to: Day, precision: Due.shape.precision }
const Window = {
  opens: Utc,
  closes: Deadline,
  /** For the committee, the parties that have not answered; null where the reader may not know, or nothing is awaited. */
  awaited: z.array(z.string()).nullable(),
}
const Identified = {
  /** Unique in the plan, and the same however often the date moves. */
  id: z.string(),
  /** A published date stays listed when it no longer holds: withdrawn, voided, broken, ended early. */
  holds: z.boolean(),
}

/** A date as a calendar shows it: whole days, both included, or from an instant to a deadline. */
export const DateReading = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("meeting"), ...Identified, ...Days }),
  z.object({
    kind: z.literal("due"),
    ...Identified,
    ...Days,
    period: Period.optional(),
    tentative: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal("consultation"), ...Identified, ...Window }),
  z.object({ kind: z.literal("silence"), ...Identified, ...Window }),
])
export type DateReading = z.infer<typeof DateReading>

const Rules = z.array(z.looseObject({ kind: z.string() }))

/** Whose turn it is: an office, a party or a group, what is asked of them, since when (UTC), and until when where there is a deadline. */
const Turn = z.object({
  holder: z.string(),
  asked: z.enum([
    "work",
    "provide",
    "clear",
    "record",
    "decide",
    "answer",
    "fulfil",
    "accept",
    "deliver",
    "acknowledge",
  ]),
  since: z.string(),
  until: Deadline.nullable(),
})
export type Turn = z.infer<typeof Turn>

/** What something of a plan is called, and what in other languages than the document's. */
export const called = { title: z.string(), titles: LocalizedTitle.optional() }

/** The fields of all readings. */
export const ItemReading = z.object({
  id: z.string(),
  plan: z.string(),
  code: z.string(),
  ...called,
  state: z.string(),
  substate: z.string().nullable(),
  /** The instant (UTC) at which the state was entered. */
  since: z.string(),
  /** The version that a writer must have seen: that of the last commit, plus the deadlines passed since. */
  version: z.int(),
  /** The instant (UTC) of the last change: the last commit's recording, or a deadline passed since. */
  changed: z.string(),
  /** Null where it is nobody's: it is settled, paused, or waits for what it was expanded into. */
  turn: Turn.nullable(),
  /** Who else is awaited: the offices of checks that are asked next and, for those who may know, parties that have not answered. */
  awaited: z.array(z.string()),
})

/** The path of an item: where it comes from, its steps in order, and the next of them, from 1; null once all are taken. */
const PathReading = z.object({
  id: z.string(),
  title: LocalizedTitle.nullable(),
  from: z.enum(["own", "outputs", "default", "running"]),
  result: z.enum(["agreed", "issued"]),
  steps: z.array(
    z.object({
      id: z.string(),
      is: z.string(),
      title: LocalizedTitle.nullable(),
      kept: z.boolean(),
      taken: z.boolean(),
      /** The office that takes it, the group that it asks, or the kinds of meeting. */
      who: z.array(z.string()),
    }),
  ),
  next: z.int().nullable(),
})

export const ActivityReading = ItemReading.extend({
  kind: z.string(),
  /** Of the plan's own items, what becomes of the plan by it; null of any other. */
  own: OwnItem.nullable(),
  track: z.string().nullable(),
  due: DueReading.nullable(),
  dates: z.array(DateReading),
  rules: Rules,
  /** Where progress is reported period by period: each with its days and the last day for its report. */
  periods: z.array(
    z.object({ period: Period, from: Day, to: Day, due: Day, reported: z.boolean(), owed: z.boolean() }),
  ),
  /** Whether the plan binds to it. What is not taken up, is not overdue. */
  modality: z.enum(["required", "notTakenUp", "takenUp", "conditional", "feasible"]),
  /** Who has to act: the owner where one is assigned, else who leads it, else the office that the state names. */
  holder: z.string(),
  ownerAssumed: z.boolean(),
  /** Who leads it and who supports, parties or offices, and who answers for it. */
  lead: z.array(z.string()),
  support: z.array(z.string()),
  owner: z.string().nullable(),
  /** What it waits for; while it does it is not overdue, and where that is a gate, nothing is begun. */
  waitingFor: z.array(z.object({ target: z.string(), expected: z.string().nullable(), gate: z.boolean() })),
  outsideBaseline: z.boolean(),
  conditional: z.boolean(),
  constraint: z.object({ quote: z.string(), signedBy: z.array(z.string()) }).nullable(),
  covers: z.array(z.object({ point: z.string(), ticked: z.boolean() })),
  partners: z.array(z.object({ party: z.string(), required: z.boolean(), invited: z.boolean() })),
  checks: z.array(CheckReading),
  outputs: z.array(z.string()),
  themes: z.array(z.string()),
  /** What the document says of cost, funding, risk and the like, by its own headings. */
  details: z.record(z.string(), z.string()),
  links: z.array(
    z.object({
      relation: z.string(),
      target: z.string(),
      expected: z.string().optional(),
      gate: z.literal(true).optional(),
      over: z.literal(true).optional(),
    }),
  ),
  sources: z.array(z.object({ ref: z.string(), title: z.string() })),
  children: z.array(z.string()),
  /** What took its place, by full ids. */
  successors: z.array(z.string()),
  consultations: z.array(ConsultationReading),
  /** The symbol of its document, as the newest draft or else the plan has it. */
  symbol: z.string().nullable(),
  /** The newest draft, and all of them. */
  draft: DraftReading.nullable(),
  drafts: z.array(DraftReading),
  /** For the committee, the working papers; null where the reader may not know. */
  papers: z.array(PaperReading).nullable(),
  /** For the committee, the statements that break nothing and are shown with the text; null where the reader may not know. */
  statements: z.array(StatementReading).nullable(),
  /** The languages in which the draft must be there before the next step, and is not. */
  languagesMissing: z.array(z.string()),
  agreed: AgreedReading.nullable(),
  /** The silence procedure while it runs; null once it has ended. */
  silence: z
    .object({
      draft: z.int(),
      opened: z.string(),
      until: Deadline,
      addressees: z.int(),
      supported: z.int(),
      unanswered: z.array(z.string()).nullable(),
      /** For the committee, the addressees that no letter could reach at some time. */
      unreached: z.array(z.string()).nullable(),
    })
    .nullable(),
  objections: z.object({
    open: z.int(),
    total: z.int(),
    late: z.int(),
    /** For the committee, with the parties; null for the public. */
    raised: z
      .array(
        z.object({
          objection: z.int(),
          party: z.string().nullable(),
          draft: z.int(),
          paragraphs: z.array(z.string()),
          text: z.string(),
          status: z.string(),
        }),
      )
      .nullable(),
  }),
  milestones: z.array(z.object({ milestone: z.string(), reached: z.boolean() })),
  findings: z.array(DeadlineFinding),
  /** What the document says of it and no rule uses, and what it states or suggests of checks, whatever was recorded since. */
  wording: ActivityWording.extend({
    umbrella: Passage.optional(),
    markers: z.record(z.string(), z.string()).optional(),
    refers: z.record(z.string(), z.array(z.int())).optional(),
  }),
  /** Of the values above, which a reader of the document inferred, and nobody has confirmed yet. */
  annotations: z.array(Annotation),
  /** The path on which its text is agreed; null where it ends without one. */
  path: PathReading.nullable(),
  /** The paths that its outputs state, where they differ and none is confirmed. */
  pathUnclear: z.array(z.string()),
  /** Those who have asked for more time and are not answered yet; null where the reader may not know. */
  moreTime: z.array(z.string()).nullable(),
})
export type ActivityReading = z.infer<typeof ActivityReading>

export const OutputReading = ItemReading.extend({
  due: DueReading.nullable(),
  dates: z.array(DateReading),
  rules: Rules,
  owner: z.string(),
  ownerAssumed: z.boolean(),
  /** Whom a reader of the document inferred; who answers for it once somebody confirms that. */
  ownerSuggested: z.string().nullable(),
  /** The path that it states for what contributes to it, or only suggests. */
  path: z.string().nullable(),
  pathInferred: z.boolean(),
  number: z.string(),
  objectives: z.array(z.string()),
  /** What the document says of it and no rule uses. */
  wording: OutputWording,
  /** Of its values, which a reader of the document inferred, and nobody has confirmed yet. */
  annotations: z.array(Annotation),
  deliverables: z.array(
    z.object({
      id: z.string(),
      ...called,
      ...deliverableWording,
      min: z.int(),
      max: z.int().nullable(),
      assessed: z.boolean(),
      /** What an assessment has found; null before one. */
      met: z.boolean().nullable(),
      /** It lacks nothing: neither evidence, nor an assessment, a choice, or what an indicator aims at. */
      fulfilled: z.boolean(),
      rules: Rules,
      /** When it is due by its own rules. */
      due: Due.extend({ overdue: z.boolean() }).nullable(),
      alternatives: z.array(z.string()).nullable(),
      evidence: z.array(
        z.object({
          source: z.string(),
          /** Where a document is to be found; null for an activity. */
          place: z.string().nullable(),
          alternative: z.string().nullable(),
          /** The activity, itself or a successor, that must be agreed before it counts again; null where it counts. */
          until: z.string().nullable(),
        }),
      ),
      /** The activities, by full ids, that a reader inferred to contribute to it: evidence once somebody confirms their `outputs`. */
      suggested: z.array(z.string()),
      /** In the plan's order: what was last stated of each, and whether that is what it aims at; null where nobody can tell. */
      indicators: z.array(IndicatorWording.extend({ current: z.number().nullable(), met: z.boolean().nullable() })),
    }),
  ),
})
export type OutputReading = z.infer<typeof OutputReading>

export const RequestReading = ItemReading.extend({
  /** When it is to be answered: the day it is needed by, or ten days after it was made; null once it is answered. */
  due: DueReading.nullable(),
  neededBy: z.string().nullable(),
  /** The id of the activity it became. */
  activity: z.string().nullable(),
  details: z.string().nullable(),
})
export type RequestReading = z.infer<typeof RequestReading>
