import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, coordination, importing, invited, members, steering } from "../commandList.ts"
import { Period } from "../due.ts"
import { carrying, owing } from "../everyItem.ts"
import { meaning, partBy, refTo } from "../meanings.ts"
import { Day, DocumentLanguage, DocumentSymbol, Id, ItemId, Line, Question, Text, TextRef, Voice } from "../terms.ts"
import { Attribution, Readership } from "./consultation.ts"
import type { Event } from "./events.ts"
import {
  ActivityChanges,
  ActivityKind,
  Check,
  Confirmed,
  Nth,
  Paragraphs,
  Planned,
  Relation,
  SilenceRef,
  Statement,
  Target,
  Until,
  waitFields,
} from "./fields.ts"

/** Every office that a step can name; the step narrows. */
const taking = ["coordinator", "presidency", "secretariat", "thematicCoordinator", "focalPoint"] as const

/** The meeting at which a step is taken, or what one decided is reopened, and its decision. */
const citing = { meeting: refTo(Id, "meeting").optional(), decision: Line.optional() }

/** What may be asked of an activity: the fields of each command, the events it may come to (likeliest first), who may. */
export const commands = {
  plan: { fields: () => Planned.shape, emits: ["ActivityPlanned"], offices: importing, beforeAdoption: true },
  amend: { fields: () => ActivityChanges.shape, emits: ["ActivityAmended"], offices: importing, beforeAdoption: true },
  decideFeasibility: {
    fields: () => ({ feasible: z.boolean() }),
    emits: ["FoundFeasible", "FoundNotFeasible"],
    offices: ["coordinator"],
    beforeAdoption: true,
  },
  expandPlaceholder: {
    fields: () => ({
      children: z
        .array(z.strictObject({ code: meaning(Id, { is: "new item" }), title: Line, kind: ActivityKind }))
        .min(1)
        .max(20),
    }),
    emits: ["PlaceholderExpanded"],
    offices: ["coordinator"],
    beforeAdoption: true,
  },
  endPlaceholder: {
    fields: () => ({ well: z.boolean() }),
    emits: ["PlaceholderConcluded", "PlaceholderDropped"],
    offices: ["system"],
  },
  openConsultation: {
    fields: () => ({
      closes: Until,
      invited: z.array(refTo(Id, "actor")).min(1).max(200),
      question: Question.optional(),
      annex: Text.optional(),
      attribution: Attribution.default("attributed"),
      readership: Readership.default("committee"),
    }),
    emits: ["ConsultationOpened"],
    offices: ["coordinator"],
  },
  recordInput: {
    fields: () => ({ round: Nth, paragraphs: Paragraphs, text: Text }),
    emits: ["InputRecorded"],
    offices: invited,
  },
  extendConsultation: {
    fields: () => ({ round: Nth, closes: Until }),
    emits: ["ConsultationExtended"],
    offices: coordination,
  },
  closeConsultation: {
    fields: () => ({ round: Nth, summary: Text }),
    emits: ["ConsultationClosed"],
    offices: coordination,
  },
  waiveConsultation: { fields: () => ({}), emits: ["ConsultationWaived"], offices: ["coordinator"] },
  startDrafting: { fields: () => ({}), emits: ["DraftingStarted"], offices: ["coordinator", "system"] },
  addDraft: {
    fields: () => ({
      text: Text,
      languages: z.array(DocumentLanguage).min(1).max(10).optional(),
      authentic: z.array(DocumentLanguage).min(1).max(10).optional(),
      symbol: DocumentSymbol.optional(),
      author: refTo(z.string().max(100), "person").optional(),
      confirmVoid: z.boolean().default(false),
    }),
    emits: ["DraftAdded", "SilenceVoided"],
    offices: [...coordination, "system"],
  },
  addVersion: {
    fields: () => ({ draft: Nth, language: DocumentLanguage, text: Text }),
    emits: ["VersionAdded"],
    offices: coordination,
  },
  addAnnex: {
    fields: () => ({
      draft: Nth,
      title: Line,
      text: Text,
      languages: z.array(DocumentLanguage).min(1).max(10).optional(),
    }),
    emits: ["AnnexAdded"],
    offices: coordination,
  },
  submitPaper: {
    fields: () => ({
      title: Line,
      text: Text,
      languages: z.array(DocumentLanguage).min(1).max(10).optional(),
      symbol: DocumentSymbol.optional(),
      supersedes: Nth.optional(),
    }),
    emits: ["PaperSubmitted"],
    offices: invited,
  },
  recordCheck: {
    fields: () => ({ check: Check, text: Text.optional() }),
    emits: ["CheckRecorded"],
    offices: ["coordinator", "presidency", "secretariat", "focalPoint", "thematicCoordinator"],
    beforeAdoption: true,
  },
  confirm: {
    fields: () => ({ field: Confirmed, value: refTo(Id, "path").optional() }),
    emits: ["ValueConfirmed"],
    offices: coordination,
    beforeAdoption: true,
  },
  requestClearance: { fields: () => ({}), emits: ["ClearanceRequested"], offices: ["coordinator"] },
  clearDraft: { fields: () => ({}), emits: ["DraftCleared"], offices: taking },
  circulate: { fields: () => ({ until: Until }), emits: ["SilenceOpened"], offices: coordination },
  noteUnreached: {
    fields: () => ({ parties: z.array(Voice).min(1).max(300), round: Nth.optional() }),
    emits: ["PartiesUnreached"],
    offices: ["system"],
  },
  noteClosure: { fields: () => ({ day: Day }), emits: ["SilenceEndClosed"], offices: ["system"] },
  extendSilence: {
    fields: () => ({ until: Until }),
    emits: ["SilenceExtended"],
    offices: ["coordinator", "presidency", "secretariat"],
  },
  voidSilence: { fields: () => ({}), emits: ["SilenceVoided"], offices: coordination },
  requestMoreTime: {
    fields: () => ({ text: Text, until: Line.optional() }),
    emits: ["MoreTimeRequested"],
    offices: invited,
  },
  declineMoreTime: { fields: () => ({}), emits: ["MoreTimeDeclined"], offices: coordination },
  object: {
    fields: () => ({ paragraphs: Paragraphs, text: Text, about: SilenceRef.optional() }),
    emits: ["SilenceBroken", "ObjectionRaised", "LateObjectionRecorded"],
    offices: members,
    afterClose: true,
  },
  withdrawObjection: { fields: () => ({ objection: Nth }), emits: ["ObjectionWithdrawn"], offices: members },
  resolveObjection: {
    fields: () => ({ objection: Nth, how: Line }),
    emits: ["ObjectionResolved"],
    offices: ["coordinator"],
  },
  support: { fields: () => ({}), emits: ["SupportGiven"], offices: members },
  comment: {
    fields: () => ({ text: Text, as: Statement.optional(), draft: Nth.optional() }),
    emits: ["CommentMade"],
    offices: [...invited, "observer"],
    beforeAdoption: true,
  },
  agree: {
    fields: () => ({ ...citing, text: Text.optional() }),
    emits: ["Agreed", "StepTaken", "StepRecorded"],
    offices: taking,
  },
  notAdopted: { fields: () => citing, emits: ["NotAdopted"], offices: coordination },
  issueCorrigendum: {
    fields: () => ({ text: Text, language: DocumentLanguage.optional(), symbol: DocumentSymbol.optional() }),
    emits: ["CorrigendumIssued"],
    offices: coordination,
    afterClose: true,
  },
  returnToConsultation: { fields: () => ({}), emits: ["ReturnedToConsultation"], offices: ["coordinator"] },
  reopen: { fields: () => citing, emits: ["Reopened"], offices: steering },
  reportProgress: {
    fields: () => ({ period: meaning(Period, { is: "period" }), text: Text }),
    emits: ["ProgressReported"],
    offices: coordination,
  },
  conclude: { fields: () => ({ summary: Text }), emits: ["Concluded"], offices: ["coordinator"] },
  reachMilestone: {
    fields: () => ({
      milestone: refTo(Line, "milestone"),
      from: Day.optional(),
      to: Day.optional(),
      place: Line.optional(),
    }),
    emits: ["MilestoneReached"],
    offices: coordination,
  },
  ...owing,
  linkTo: {
    fields: () => ({ relation: Relation, target: Target, ...waitFields }),
    emits: ["Linked"],
    offices: coordination,
    beforeAdoption: true,
  },
  unlink: {
    fields: () => ({ relation: Relation, target: partBy(Line, "NOT_LINKED") }),
    emits: ["Unlinked"],
    offices: coordination,
    beforeAdoption: true,
  },
  endWait: {
    fields: () => ({ target: partBy(Line, "NOT_WAITING") }),
    emits: ["WaitEnded"],
    offices: [...coordination, "system"],
  },
  sayLate: {
    fields: () => ({ target: partBy(Line, "NOT_WAITING"), expected: Day }),
    emits: ["ExpectedLater"],
    offices: invited,
  },
  resumeWait: {
    fields: () => ({ target: partBy(Line, "NOT_WAITING") }),
    emits: ["WaitResumed"],
    offices: ["system"],
  },
  passWait: {
    fields: () => ({
      target: partBy(Line, "NOT_WAITING"),
      to: z
        .array(meaning(ItemId, { is: "successor" }))
        .min(1)
        .max(20),
    }),
    emits: ["WaitPassed"],
    offices: ["system"],
  },
  defer: { fields: () => ({}), emits: ["Deferred"], offices: steering },
  resume: { fields: () => ({}), emits: ["Resumed"], offices: steering },
  cancel: {
    fields: () => ({}),
    emits: ["Cancelled"],
    offices: [...steering, "system"],
    beforeAdoption: true,
  },
  ...carrying,
  supersede: {
    fields: () => ({
      successors: z
        .array(meaning(ItemId, { is: "successor" }))
        .min(1)
        .max(20),
    }),
    emits: ["Superseded"],
    offices: steering,
    beforeAdoption: true,
  },
  correct: {
    fields: () => ({ outcome: Nth, paragraphs: Paragraphs, text: Text }),
    emits: ["OutcomeRetracted", "OutcomeQualified", "StepsRetracted"],
    offices: coordination,
    afterClose: true,
  },
  redact: {
    fields: () => ({ text: TextRef }),
    emits: ["TextRedacted", "SilenceVoided"],
    offices: ["secretariat"],
    afterClose: true,
    beforeAdoption: true,
  },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
