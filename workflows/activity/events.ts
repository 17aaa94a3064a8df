import * as z from "zod"
import { Due, DueRule, movedBy, Period } from "../due.ts"
import { event, union } from "../schemas.ts"
import { Day, Deadline, DocumentSymbol, Id, ItemId, Line, TextHash, textFor, Voice } from "../terms.ts"
import { Readership } from "./consultation.ts"
import {
  ActivityChanges,
  ActivityKind,
  Check,
  Confirmed,
  Nth,
  Planned,
  Relation,
  Statement,
  waitFields,
} from "./fields.ts"

// Names and fields are the storage format: they may gain optional fields, never lose or rename one.

/** The meeting that decided, its decision, and the text as amended there, which is a draft with a number of its own. */
const atMeeting = {
  meeting: Id.optional(),
  decision: Line.optional(),
  text: textFor("committee").optional(),
  draft: Nth.optional(),
}

export const Event = union(() => [
  event("ActivityPlanned", { ...Planned.shape, due: Due.nullable() }),
  event("ActivityAmended", {
    ...ActivityChanges.shape,
    /** The planned links that `links` no longer has. */
    unlinked: Planned.shape.links,
    due: Due.nullable().optional(),
  }),
  event("FoundFeasible", {}),
  event("FoundNotFeasible", {}),
  event("PlaceholderExpanded", { children: z.array(z.object({ code: Id, title: Line, kind: ActivityKind })) }),
  /** The last of the activities it was expanded into has ended: one of them well, or none. */
  event("PlaceholderConcluded", {}),
  event("PlaceholderDropped", {}),
  event("ConsultationOpened", {
    round: Nth,
    closes: Deadline,
    invited: z.array(Id),
    /** Groups all of whose members are among the invited. */
    groups: z.array(Id).optional(),
    chathamHouse: z.literal(true).optional(),
    readership: Readership.optional(),
    /** What is asked, and the text that it is asked of, are the committee's and theirs who are invited, until the text is agreed. */
    question: textFor("committee").optional(),
    annex: textFor("committee").optional(),
  }),
  event("InputRecorded", {
    round: Nth,
    party: Id.optional(),
    paragraphs: z.array(Line).optional(),
    text: TextHash,
    late: z.literal(true).optional(),
    /** The parties beside its own that read it whatever they see of the record. */
    readers: z.array(Id).optional(),
  }),
  /** Parties that are asked for an answer and that no letter can reach; of a consultation, where there is a round. */
  event("PartiesUnreached", { parties: z.array(Voice), round: Nth.optional() }),
  event("ConsultationExtended", { round: Nth, closes: Deadline }),
  /** What is said of a round is the committee's, and of those who were invited, until the text is agreed. */
  event("ConsultationClosed", {
    round: Nth,
    summary: textFor("committee"),
    /** Before the hour that was announced. */
    early: z.literal(true).optional(),
  }),
  event("ConsultationWaived", {}),
  event("DraftingStarted", {}),
  /** What a draft says is the committee's until it is agreed. */
  event("DraftAdded", {
    draft: Nth,
    text: textFor("committee"),
    languages: z.array(z.string()),
    /** The languages whose versions are authentic beside those of the text. */
    authentic: z.array(z.string()).optional(),
    symbol: DocumentSymbol.optional(),
    /** Who wrote it, where that is another than who added it. */
    author: z.string().optional(),
  }),
  /** A draft in another language: a translation, unless its language is one of the authentic ones. */
  event("VersionAdded", {
    draft: Nth,
    language: z.string(),
    text: textFor("committee"),
    translation: z.literal(true).optional(),
  }),
  /** It is part of what is agreed. */
  event("AnnexAdded", {
    draft: Nth,
    annex: Nth,
    title: Line,
    text: textFor("committee"),
    languages: z.array(z.string()),
  }),
  /** A working paper, in place of another where it says so; that one stays as it is. */
  event("PaperSubmitted", {
    paper: Nth,
    party: Id.optional(),
    title: Line,
    text: TextHash,
    languages: z.array(z.string()),
    symbol: DocumentSymbol.optional(),
    supersedes: Nth.optional(),
  }),
  event("CheckRecorded", { check: Check, text: textFor("committee").optional() }),
  /** A value that a reader of the plan inferred is the plan's own from here. */
  event("ValueConfirmed", { field: Confirmed, value: Id.optional() }),
  /** One of those who each record the next step has. */
  event("StepRecorded", { step: Id, party: Id }),
  /** A step that is not the last was recorded, or taken at a meeting; `text` is the draft as it was amended there. */
  event("StepTaken", { step: Id, ...atMeeting }),
  event("NotAdopted", { step: Id, ...atMeeting }),
  event("ClearanceRequested", {}),
  event("DraftCleared", {}),
  event("SilenceOpened", { draft: Nth, until: Deadline, addressees: z.array(Voice) }),
  event("SilenceExtended", { until: Deadline }),
  /** The day on which it ends has become one on which nobody works; its end stays as it is. */
  event("SilenceEndClosed", { day: Day }),
  event("SilenceVoided", {}),
  event("SilenceBroken", {}),
  /** A silence ended without being broken, and is not the last step, or left objections to answer. */
  event("StepPassed", {}),
  event("SilencePassed", {}),
  event("MoreTimeRequested", { voice: Voice, text: TextHash, until: Line.optional() }),
  event("MoreTimeDeclined", {}),
  event("ObjectionRaised", {
    objection: Nth,
    party: Voice.optional(),
    paragraphs: z.array(Line),
    text: TextHash,
    /** The version that ended the silence it is about, where that stands as ended. */
    outcome: Nth.optional(),
  }),
  event("LateObjectionRecorded", {
    party: Voice.optional(),
    paragraphs: z.array(Line),
    text: TextHash,
    /** The draft it is about, where that is not the latest that was under silence. */
    draft: Nth.optional(),
  }),
  event("ObjectionWithdrawn", { objection: Nth }),
  event("ObjectionResolved", { objection: Nth, how: Line }),
  event("SupportGiven", { party: Voice.optional() }),
  /** A comment or, with a number, a statement: whose it is, and the draft that it is about, where there was one. */
  event("CommentMade", {
    text: TextHash,
    as: Statement.optional(),
    draft: Nth.optional(),
    statement: Nth.optional(),
    party: Voice.optional(),
  }),
  /** The last step of the path was taken. */
  event("Agreed", { path: Id, step: Id.optional(), issued: z.literal(true).optional(), ...atMeeting }),
  /** An error in what was agreed is put right, of one language or of all; what was agreed stays as it is. */
  event("CorrigendumIssued", {
    draft: Nth,
    corrigendum: Nth,
    text: TextHash,
    language: z.string().optional(),
    symbol: DocumentSymbol.optional(),
  }),
  event("ReturnedToConsultation", {}),
  event("Reopened", { meeting: Id.optional(), decision: Line.optional() }),
  event("ProgressReported", { period: Period, text: TextHash }),
  event("Concluded", { summary: TextHash }),
  event("MilestoneReached", { milestone: Line, from: Day.optional(), to: Day.optional(), place: Line.optional() }),
  event("DueSet", { rules: z.array(DueRule), due: Due.nullable() }),
  event("DueRecorded", { due: Due.nullable(), ...movedBy }),
  event("OwnerAssigned", { owner: z.string() }),
  event("Linked", { relation: Relation, target: Line, ...waitFields }),
  /** What it waits for has ended or is done, stands open again, comes later, or has become something else. */
  event("WaitEnded", { target: Line }),
  event("WaitResumed", { target: Line }),
  event("ExpectedLater", { target: Line, expected: Day }),
  event("WaitPassed", { target: Line, to: z.array(ItemId) }),
  event("Unlinked", { relation: Relation, target: Line }),
  event("Deferred", {}),
  event("Resumed", {}),
  event("Cancelled", {}),
  event("CarriedOver", { to: Line }),
  event("Superseded", { successors: z.array(ItemId) }),
  /** An objection to a silence that ended came to light: it would have broken it. */
  event("OutcomeRetracted", { corrects: Nth }),
  /** Or not, and nothing rests on there being none; or something does, from a step on, and is undone with the agreement. */
  event("OutcomeQualified", { corrects: Nth }),
  event("StepsRetracted", { corrects: Nth, from: Id.optional() }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>
