import { languages } from "@demarche/workflows/languages"
import { meaning, refTo } from "@demarche/workflows/meanings"
import { Procedure } from "@demarche/workflows/procedure"
import { Day, Id, LanguageTag, Line, NewId, ReaderLanguage } from "@demarche/workflows/terms"
import { annotated, annotation } from "@demarche/workplan/rules/annotated"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { Weekend } from "@demarche/workplan/time/workingDays"
import { Zone } from "@demarche/workplan/time/zone"
import * as z from "zod"
import { custom, messageOf } from "./messageParts.ts"
import { OfficeName, WrittenOffice } from "./people.ts"
import { WrittenCheck } from "./writtenCheck.ts"
import { PartName, WrittenTitles } from "./writtenNames.ts"
import { WrittenStep } from "./writtenStep.ts"

/** The kinds of actor in a plan file. */
export const ActorKind = z.enum(["state_party", "office", "body", "secretariat", "group", "partner", "observer"])

const byOffice = z.partialRecord(OfficeName, WrittenTitles).default({})
/** Weeks before a meeting, as in P10W; the number alone is kept. */
const WeeksBefore = meaning(z.string().regex(/^P\d{1,2}W$/, "weeks, as in P10W"), { is: "opaque" }).transform(
  (duration) => Number.parseInt(duration.slice(1), 10),
)

/** Whom a silence procedure addresses: in the plan's own list (`list`), or by one or several of four ways. */
const WrittenMembers = z.union([
  z.literal("list"),
  z.strictObject({
    parties: z.array(refTo(Id, "actor")).max(300).optional(),
    kinds: z.array(ActorKind).max(10).optional(),
    offices: z.array(WrittenOffice).max(10).optional(),
    individuals: z.array(refTo(Id, "person")).max(300).optional(),
  }),
])

const WrittenGroup = z.strictObject({
  title: WrittenTitles.optional(),
  members: WrittenMembers.default("list"),
  observers: z.array(refTo(Id, "actor")).max(100).optional(),
})

const WrittenMeetingKind = z.union([
  WrittenTitles.transform((title) => ({ title, documents_before: undefined })),
  z.strictObject({ title: WrittenTitles, documents_before: WeeksBefore.optional() }),
])

const WrittenCluster = z
  .strictObject({
    from: z.int().min(1),
    to: z.int().min(1),
    topic: WrittenTitles,
    source: Line.optional(),
    ...annotation,
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "the range runs backwards" })

const WrittenActionPlan = z
  .strictObject({
    title: WrittenTitles,
    years: z
      .tuple([z.int().min(1945).max(2100), z.int().min(1945).max(2100)])
      .refine(([first, last]) => first <= last, "the years run backwards")
      .optional(),
    actions: z.int().min(1).max(1_000),
    clusters: z.array(WrittenCluster).max(100).optional(),
  })
  .superRefine(({ actions, clusters = [] }, { addIssue }) => {
    for (const [at, { to }] of clusters.entries())
      if (to > actions)
        addIssue({ ...custom(messageOf`the plan has ${actions} actions: no ${to}`), path: ["clusters", at, "to"] })
  })

const WrittenPath = z.strictObject({
  default: z.boolean().default(false),
  title: WrittenTitles.optional(),
  steps: z.array(WrittenStep).min(1).max(10),
  result: z.enum(["agreed", "issued"]).default("agreed"),
})

/** The path of one of the plan's own texts: its id, or that with a title of the item. */
const WrittenOwnPath = z.union([
  PartName.transform((path) => ({ path, title: undefined })),
  z.strictObject({ path: PartName, title: WrittenTitles.optional() }),
])

const OfficeHours = Procedure.shape.officeHours.refine(([from, to]) => from < to, "office hours end before they begin")

/**
 * A body's rules of procedure as a plan file writes them, inline or in a file of their own. Everything may be left out: see
 * `procedureOf` for what then holds.
 */
export const ProcedureFile = z.strictObject({
  id: NewId.optional(),
  title: WrittenTitles.optional(),
  short: Line.optional(),
  parties: z.strictObject({ one: WrittenTitles, many: WrittenTitles }).optional(),
  languages: z
    .strictObject({
      documents: z.array(LanguageTag).min(1).max(30).default(defaultProcedure.languages.documents),
      letters: z
        .array(ReaderLanguage)
        .min(1)
        .default([...languages]),
    })
    .prefault({}),
  calendar: z
    .strictObject({
      zone: Zone.optional(),
      weekend: Weekend.unwrap().optional(),
      closures: z.array(annotated(Day, "day")).default([]),
      office_hours: OfficeHours.default(defaultProcedure.officeHours),
    })
    .prefault({}),
  offices: byOffice,
  meetings: z.record(PartName, WrittenMeetingKind).default({}),
  groups: z.record(PartName, WrittenGroup).default({}),
  paths: z.record(PartName, WrittenPath).default({}),
  adoption: WrittenOwnPath.optional(),
  amendments: WrittenOwnPath.optional(),
  checks: z.record(PartName, WrittenCheck).default({}),
  action_plans: z.record(PartName, WrittenActionPlan).default({}),
  consultation: z.enum(["required", "optional"]).default(defaultProcedure.consultation),
  drafts: z.enum(["committee", "public"]).default(defaultProcedure.drafts),
  salutations: byOffice,
  signatures: byOffice,
  answers_by_link: z.enum(["act", "read"]).default(defaultProcedure.answersByLink),
})
export type ProcedureFile = z.infer<typeof ProcedureFile>
