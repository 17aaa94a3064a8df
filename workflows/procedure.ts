import * as z from "zod"
import { Annotations } from "./document.ts"
import { usualLanguage } from "./languages.ts"
import { meaning, refTo } from "./meanings.ts"
import { Id, Line, LocalizedTitle, NewId, Office } from "./terms.ts"

// A body's rules of procedure, as data (docs/domain.md#procedure). What is here is recorded in plans: fields may be added, never
// taken out or renamed.

/** The offices that people hold. */
export const HeldOffice = Office.exclude(["clock", "system"])

/** A name that a procedure gives to one of its parts. */
const PartId = meaning(Id, { is: "opaque" })

const step = {
  /** What checks and pages call the step. */
  id: PartId,
  /** What the text is once the step is taken: "adopted", "last call". */
  title: LocalizedTitle.optional(),
  /** A new draft does not undo it. */
  kept: z.literal(true).optional(),
}

/** How long a silence procedure runs at least, and at what time it may end. */
const SilenceShape = z.strictObject({
  ...step,
  is: z.literal("silence"),
  of: refTo(Id, "group", "body"),
  hours: z.int().min(0).max(8_784),
  workingDays: z.int().min(0).max(260),
  ends: z.enum(["officeHours", "workingDay", "anyTime"]),
  /** How many objections break it; with "none" it runs on, and each is answered before the next step. */
  brokenBy: z.union([z.int().min(1).max(300), z.literal("none")]),
  /** Languages in which the draft must be there before it opens. */
  languages: z.array(Line).max(20).optional(),
})
export type SilenceStep = z.infer<typeof SilenceShape>

/** A step of a path: who does what to a text. */
export const Step = z.discriminatedUnion("is", [
  z.strictObject({ ...step, is: z.literal("record"), by: HeldOffice, each: z.literal(true).optional() }),
  z.strictObject({ ...step, is: z.literal("clearance"), by: HeldOffice, or: HeldOffice.optional() }),
  SilenceShape,
  z.strictObject({ ...step, is: z.literal("meeting"), of: z.array(PartId).min(1).max(10) }),
])
export type Step = z.infer<typeof Step>

/** An ordered list of steps by which a text is agreed or, where `result` says so, issued under the coordinators' responsibility. */
export const Path = z.strictObject({
  id: PartId,
  title: LocalizedTitle.optional(),
  steps: z.array(Step).min(1).max(10),
  result: z.literal("issued").optional(),
})
export type Path = z.infer<typeof Path>

/** A check as the rules ask it. */
export const AskedCheck = z.strictObject({
  id: PartId,
  /** A marker has one of the options; a reference names actions of an action plan; an advice is a text; signOff is of the plan's own words; coverage ticks points. */
  is: z.enum(["marker", "reference", "advice", "signOff", "coverage"]),
  /** "first" and "last" of the steps that a new draft undoes, or a step's name. */
  before: PartId,
  /** A new draft asks for it again. */
  renewed: z.literal(true).optional(),
  /** Nothing asks for it of an item of that kind, and it may be stated all the same. */
  optional: z.literal(true).optional(),
  options: z.array(PartId).min(1).max(30).optional(),
  /** The offices that record it: one of them, of a sign-off each. */
  by: z.array(HeldOffice).min(1).max(10),
  /** The offices that may waive an advice, giving a reason. */
  waivedBy: z.array(HeldOffice).max(10).optional(),
  /** That no action applies may be stated. */
  noneAllowed: z.literal(true).optional(),
  /** The action plans in force that a reference may name, with the number of their actions. */
  plans: z
    .array(z.strictObject({ id: PartId, actions: z.int() }))
    .max(50)
    .optional(),
})
export type AskedCheck = z.infer<typeof AskedCheck>

/** Something that must hold of an item before a step of its path or, where it has none, before it is concluded. */
const CheckRule = AskedCheck.omit({ plans: true, optional: true }).extend({
  title: LocalizedTitle,
  /** The kinds of activity that are asked it. */
  for: z.array(Line).min(1).max(10),
})
export type CheckRule = z.infer<typeof CheckRule>

/** Whom a silence procedure addresses: parties, all parties of a kind, offices held for no party, individuals. */
const Group = z.strictObject({
  id: PartId,
  title: LocalizedTitle.optional(),
  parties: z.array(refTo(Id, "actor")).max(300).optional(),
  kinds: z.array(Line).max(10).optional(),
  offices: z.array(HeldOffice).max(10).optional(),
  individuals: z.array(refTo(Id, "person")).max(300).optional(),
  /** The parties that see its texts while a silence runs, and break nothing. */
  observers: z.array(refTo(Id, "actor")).max(100).optional(),
})

const MeetingKind = z.strictObject({
  id: PartId,
  title: LocalizedTitle,
  /** How many weeks before it documents are due. */
  documentsWeeksBefore: z.int().min(0).max(104).optional(),
})

const ActionPlan = z.strictObject({
  id: NewId,
  title: LocalizedTitle,
  years: z.tuple([z.int(), z.int()]).optional(),
  /** Its actions are numbered from 1 to this. */
  actions: z.int().min(1).max(1_000),
  clusters: z
    .array(
      z.strictObject({
        from: z.int().min(1),
        to: z.int().min(1),
        topic: LocalizedTitle,
        source: Line.optional(),
        annotations: Annotations.optional(),
      }),
    )
    .max(100)
    .optional(),
})

/** The path of one of the plan's own texts, and what that item is called. */
const OwnPath = z.strictObject({ path: PartId, title: LocalizedTitle.optional() })

const ClockTime = meaning(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day, such as 09:00"), {
  is: "opaque",
})

/** A body's rules of procedure, copied into each plan that is run by them. */
export const Procedure = z
  .strictObject({
    id: NewId,
    title: LocalizedTitle,
    short: Line.optional(),
    /** What one of its parties is called, and several. */
    parties: z.strictObject({ one: LocalizedTitle, many: LocalizedTitle }).optional(),
    languages: z.strictObject({
      documents: z.array(Line).min(1).max(30),
      letters: z.array(Line).min(1).max(10),
    }),
    officeHours: z.tuple([ClockTime, ClockTime]),
    /** What the body calls its offices. */
    offices: z.partialRecord(HeldOffice, LocalizedTitle),
    meetings: z.array(MeetingKind).max(50),
    groups: z.array(Group).max(50),
    /** The first is the default, for documents. */
    paths: z.array(Path).min(1).max(50),
    /** The path on which a plan is adopted; where there is none, an office adopts it. */
    adoption: OwnPath.optional(),
    /** The path on which what stands of an adopted plan is changed; where there is none, each change is made at once. */
    amendments: OwnPath.optional(),
    checks: z.array(CheckRule).max(50),
    actionPlans: z.array(ActionPlan).max(50),
    /** Whether a consultation must be held or waived before drafting. */
    consultation: z.enum(["required", "optional"]),
    /** Who reads drafts until they are agreed. */
    drafts: z.enum(["committee", "public"]),
    /** How the holders of an office are addressed in letters, without the comma. */
    salutations: z.partialRecord(HeldOffice, LocalizedTitle).optional(),
    /** How letters are signed, by office. */
    signatures: z.partialRecord(HeldOffice, LocalizedTitle),
    /** What a link of a letter lets its reader do without signing in. */
    answersByLink: z.enum(["act", "read"]),
  })
  .meta({
    examples: [
      {
        id: "ietf",
        title: { en: "A working group" },
        languages: { documents: [usualLanguage], letters: [usualLanguage] },
        officeHours: ["09:00", "18:00"],
        offices: { coordinator: { en: "Chair" } },
        meetings: [],
        groups: [],
        paths: [{ id: "recorded", steps: [{ id: "record", is: "record", by: "coordinator" }] }],
        checks: [],
        actionPlans: [],
        consultation: "optional",
        drafts: "public",
        signatures: {},
        answersByLink: "read",
      },
    ],
  })
export type Procedure = z.infer<typeof Procedure>
