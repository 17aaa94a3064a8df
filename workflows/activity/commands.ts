import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, coordination, importing, invited, members, steering } from "../commandList.ts"
import { Day, DueRule, Id, ItemId, Line, Quarter, Text, TextHash } from "../terms.ts"
import type { Event } from "./events.ts"
import { ActivityChanges, ActivityKind, Check, Nth, Planned, Relation, Until } from "./fields.ts"

/** What may be asked of an activity: the fields of each command, the events it may come to (likeliest first), who may. */
export const commands = {
  plan: { fields: () => Planned.shape, emits: ["ActivityPlanned"], offices: importing },
  amend: { fields: () => ActivityChanges.shape, emits: ["ActivityAmended"], offices: importing },
  decideFeasibility: {
    fields: () => ({ feasible: z.boolean() }),
    emits: ["FoundFeasible", "FoundNotFeasible"],
    offices: ["coordinator"],
  },
  expandPlaceholder: {
    fields: () => ({
      children: z
        .array(z.strictObject({ code: Id, title: Line, kind: ActivityKind }))
        .min(1)
        .max(20),
    }),
    emits: ["PlaceholderExpanded"],
    offices: ["coordinator"],
  },
  openConsultation: {
    fields: () => ({
      closes: Until,
      invited: z.array(Id).min(1).max(200),
      attribution: z.enum(["attributed", "chathamHouse"]).default("attributed"),
    }),
    emits: ["ConsultationOpened"],
    offices: ["coordinator"],
  },
  recordInput: { fields: () => ({ round: Nth, text: Text }), emits: ["InputRecorded"], offices: invited },
  closeConsultation: {
    fields: () => ({ round: Nth, summary: Text }),
    emits: ["ConsultationClosed"],
    offices: coordination,
  },
  waiveConsultation: { fields: () => ({}), emits: ["ConsultationWaived"], offices: ["coordinator"] },
  startDrafting: { fields: () => ({}), emits: ["DraftingStarted"], offices: ["coordinator"] },
  addDraft: {
    fields: () => ({
      text: Text,
      languages: z
        .array(z.enum(["en", "fr", "es"]))
        .min(1)
        .default(["en"]),
      confirmVoid: z.boolean().default(false),
    }),
    emits: ["DraftAdded", "SilenceVoided"],
    offices: coordination,
  },
  recordCheck: {
    fields: () => ({ check: Check }),
    emits: ["CheckRecorded"],
    offices: ["coordinator", "presidency", "isu", "genderFocalPoint"],
  },
  requestClearance: { fields: () => ({}), emits: ["ClearanceRequested"], offices: ["coordinator"] },
  clearDraft: { fields: () => ({}), emits: ["DraftCleared"], offices: coordination },
  circulate: { fields: () => ({ until: Until }), emits: ["SilenceOpened"], offices: coordination },
  noteUnreached: {
    fields: () => ({ parties: z.array(Id).min(1).max(300), round: Nth.optional() }),
    emits: ["PartiesUnreached"],
    offices: ["system"],
  },
  extendSilence: {
    fields: () => ({ until: Until }),
    emits: ["SilenceExtended"],
    offices: ["coordinator", "presidency", "isu"],
  },
  voidSilence: { fields: () => ({}), emits: ["SilenceVoided"], offices: ["coordinator"] },
  object: {
    fields: () => ({ paragraphs: z.array(Line).max(50).default([]), text: Text }),
    emits: ["SilenceBroken", "ObjectionRaised", "LateObjectionRecorded"],
    offices: members,
  },
  withdrawObjection: { fields: () => ({ objection: Nth }), emits: ["ObjectionWithdrawn"], offices: members },
  resolveObjection: {
    fields: () => ({ objection: Nth, how: Line }),
    emits: ["ObjectionResolved"],
    offices: ["coordinator"],
  },
  support: { fields: () => ({}), emits: ["SupportGiven"], offices: members },
  comment: { fields: () => ({ text: Text }), emits: ["CommentMade"], offices: [...invited, "observer"] },
  agree: { fields: () => ({}), emits: ["Agreed"], offices: ["coordinator"] },
  returnToConsultation: { fields: () => ({}), emits: ["ReturnedToConsultation"], offices: ["coordinator"] },
  reopen: { fields: () => ({}), emits: ["Reopened"], offices: steering },
  reportProgress: {
    fields: () => ({ quarter: Quarter, text: Text }),
    emits: ["ProgressReported"],
    offices: coordination,
  },
  conclude: { fields: () => ({ summary: Text }), emits: ["Concluded"], offices: ["coordinator"] },
  reachMilestone: { fields: () => ({ milestone: Line }), emits: ["MilestoneReached"], offices: coordination },
  setDue: { fields: () => ({ rules: z.array(DueRule).max(10) }), emits: ["DueSet"], offices: steering },
  recordDue: { fields: () => ({ because: Line }), emits: ["DueRecorded"], offices: ["system"] },
  assignOwner: { fields: () => ({ owner: z.string().max(100) }), emits: ["OwnerAssigned"], offices: ["coordinator"] },
  linkTo: {
    fields: () => ({ relation: Relation, target: Line, expected: Day.optional() }),
    emits: ["Linked"],
    offices: coordination,
  },
  unlink: { fields: () => ({ relation: Relation, target: Line }), emits: ["Unlinked"], offices: coordination },
  defer: { fields: () => ({}), emits: ["Deferred"], offices: steering },
  resume: { fields: () => ({}), emits: ["Resumed"], offices: steering },
  cancel: { fields: () => ({}), emits: ["Cancelled"], offices: steering },
  supersede: {
    fields: () => ({ successors: z.array(ItemId).min(1).max(20) }),
    emits: ["Superseded"],
    offices: steering,
  },
  correct: {
    fields: () => ({ outcome: Nth, paragraphs: z.array(Line).max(50).default([]), text: Text }),
    emits: ["OutcomeRetracted"],
    offices: coordination,
  },
  redact: { fields: () => ({ text: TextHash }), emits: ["TextRedacted"], offices: ["isu"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
