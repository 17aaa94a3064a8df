import * as z from "zod"
import { event, union } from "../schemas.ts"
import { Day, Deadline, Due, DueRule, Id, ItemId, Line, Policy, Quarter, TextHash, textFor } from "../terms.ts"
import { ActivityChanges, ActivityKind, Check, Nth, Planned, Relation } from "./fields.ts"

// Names and fields are the storage format: they may gain optional fields, never lose or rename one.

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
  event("ConsultationOpened", {
    round: Nth,
    closes: Deadline,
    invited: z.array(Id),
    /** Groups all of whose members are among the invited. */
    groups: z.array(Id).optional(),
    chathamHouse: z.literal(true).optional(),
  }),
  event("InputRecorded", { round: Nth, party: Id.optional(), text: TextHash, late: z.literal(true).optional() }),
  /** Parties that are asked for an answer and that no letter can reach; of a consultation, where there is a round. */
  event("PartiesUnreached", { parties: z.array(Id), round: Nth.optional() }),
  event("ConsultationClosed", { round: Nth, summary: TextHash }),
  event("ConsultationWaived", {}),
  event("DraftingStarted", {}),
  /** What a draft says is the committee's until it is agreed. */
  event("DraftAdded", { draft: Nth, text: textFor("committee"), languages: z.array(z.string()) }),
  event("CheckRecorded", { check: Check }),
  event("ClearanceRequested", {}),
  event("DraftCleared", {}),
  event("SilenceOpened", { draft: Nth, until: Deadline, addressees: z.array(Id) }),
  event("SilenceExtended", { until: Deadline }),
  event("SilenceVoided", {}),
  event("SilenceBroken", {}),
  event("SilencePassed", {}),
  event("ObjectionRaised", {
    objection: Nth,
    party: Id.optional(),
    paragraphs: z.array(Line),
    text: TextHash,
  }),
  event("LateObjectionRecorded", { party: Id.optional(), paragraphs: z.array(Line), text: TextHash }),
  event("ObjectionWithdrawn", { objection: Nth }),
  event("ObjectionResolved", { objection: Nth, how: Line }),
  event("SupportGiven", { party: Id.optional() }),
  event("CommentMade", { text: TextHash }),
  event("Agreed", { policy: Policy, policyAssumed: z.boolean() }),
  event("ReturnedToConsultation", {}),
  event("Reopened", {}),
  event("ProgressReported", { quarter: Quarter, text: TextHash }),
  event("Concluded", { summary: TextHash }),
  event("MilestoneReached", { milestone: Line }),
  event("DueSet", { rules: z.array(DueRule), due: Due.nullable() }),
  event("DueRecorded", { due: Due.nullable(), because: Line }),
  event("OwnerAssigned", { owner: z.string() }),
  event("Linked", { relation: Relation, target: Line, expected: Day.optional() }),
  event("Unlinked", { relation: Relation, target: Line }),
  event("Deferred", {}),
  event("Resumed", {}),
  event("Cancelled", {}),
  event("Superseded", { successors: z.array(ItemId) }),
  event("OutcomeRetracted", { corrects: Nth }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>
