import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, coordination, importing, steering } from "./commandList.ts"
import { AnnotatedField, Annotations, deliverableWording, OutputWording } from "./document.ts"
import { Due, DueRule, movedBy } from "./due.ts"
import { carrying, erasing, owing } from "./everyItem.ts"
import { meaning, partBy, refTo } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { Id, ItemId, Line, OwnerId, Text, TextHash, titled, Written } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const PromisedDeliverable = z
  .object({
    id: meaning(Id, { is: "name" }),
    ...titled,
    /** "At least one": how many are promised, and the most there may be where the plan says. */
    min: z.int().min(0).default(1),
    max: z.int().min(1).optional(),
    /** It is closed by an assessment, not by counting documents. */
    assessed: z.boolean().default(false),
    /** "dialogue / side event / informal briefing": one of them is to be chosen and recorded. */
    alternatives: z.array(Line).max(10).optional(),
    /** When it is due by itself; a date that counts from another item's is the output's alone. */
    rules: z.array(DueRule).max(10).optional(),
    ...deliverableWording,
  })
  .refine(({ min, max }) => max === undefined || min <= max, {
    path: ["max"],
    error: "the most is less than the least",
  })

const Promised = z.object({
  number: meaning(z.string().max(10), { is: "words" }),
  ...titled,
  deliverables: z.array(PromisedDeliverable).min(1).max(30),
  objectives: z.array(refTo(Id, "objective")).max(20).optional(),
  /** The path on which what it promises is agreed, where the plan states one; a suggestion, where it is inferred. */
  path: refTo(Id, "path").optional(),
  pathInferred: z.literal(true).optional(),
  /** Who answers for it; a suggestion, where a reader inferred it. */
  owner: OwnerId.optional(),
  rules: z.array(DueRule).max(10).optional(),
  /** What else the document says of it. */
  wording: OutputWording.optional(),
  /** Which of all this a reader inferred. */
  annotations: Annotations.optional(),
  written: Written.optional(),
})
export type Promised = z.infer<typeof Promised>

/** What shows that a deliverable exists: an activity that has ended well or an event held, by its id, or a document by title and place. */
const Evidence = z.object({
  deliverable: partBy(Id, "DELIVERABLE_UNKNOWN"),
  source: meaning(ItemId.or(Line), { is: "evidence" }),
  /** Where a document is to be found: its symbol, an address, an archive. */
  place: Line.optional(),
  alternative: partBy(Line, "ALTERNATIVE_UNKNOWN").optional(),
})

/** What is stated of an indicator, by its number in the plan, and in which words. */
const IndicatorValue = z.object({
  deliverable: partBy(Id, "DELIVERABLE_UNKNOWN"),
  indicator: z.int().min(1).max(20),
  current: z.number(),
})

/** What an amendment leaves out stays as it is; what is null is taken out of the plan. */
const OutputChanges = Promised.partial().extend({
  titles: Promised.shape.titles.nullable(),
  owner: Promised.shape.owner.nullable(),
  path: Promised.shape.path.nullable(),
  pathInferred: Promised.shape.pathInferred.nullable(),
  wording: Promised.shape.wording.nullable(),
})

/** The name of a value that a reader inferred. */
const Inferred = partBy(AnnotatedField, "NOT_INFERRED")

export const Event = union(() => [
  event("OutputPromised", { ...Promised.shape, due: Due.nullable() }),
  event("OutputAmended", { ...OutputChanges.shape, due: Due.nullable().optional() }),
  /** A value that a reader of the plan inferred is the plan's own from here. */
  event("ValueConfirmed", { field: Inferred, value: Id.optional() }),
  event("EvidenceLinked", Evidence.shape),
  event("EvidenceUnlinked", { deliverable: Id, source: z.string() }),
  /** An activity that is evidence was reopened, dropped or superseded: it counts no more until that one, itself or its successor, is agreed. */
  event("EvidenceSuspended", { deliverable: Id, source: z.string(), until: ItemId }),
  event("IndicatorReported", { ...IndicatorValue.shape, statement: TextHash }),
  /** The same, of less than the plan aims at. */
  event("IndicatorFellShort", { ...IndicatorValue.shape, statement: TextHash }),
  event("Assessed", { deliverable: Id, finding: TextHash }),
  event("FoundWanting", { deliverable: Id, finding: TextHash }),
  event("Fulfilled", {}),
  event("NotPursued", {}),
  event("CarriedOver", { to: Line }),
  event("DueSet", { rules: z.array(DueRule), due: Due.nullable() }),
  event("DueRecorded", { due: Due.nullable(), ...movedBy }),
  event("OwnerAssigned", { owner: z.string() }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

export const commands = {
  promise: { fields: () => Promised.shape, emits: ["OutputPromised"], offices: importing, beforeAdoption: true },
  amend: { fields: () => OutputChanges.shape, emits: ["OutputAmended"], offices: importing, beforeAdoption: true },
  confirm: {
    fields: () => ({ field: Inferred, value: refTo(Id, "path").optional() }),
    emits: ["ValueConfirmed"],
    offices: coordination,
    beforeAdoption: true,
  },
  linkEvidence: {
    fields: () => Evidence.shape,
    emits: ["EvidenceLinked"],
    offices: ["coordinator", "secretariat", "system"],
    beforeAdoption: true,
  },
  unlinkEvidence: {
    fields: () => ({ deliverable: Evidence.shape.deliverable, source: partBy(ItemId.or(Line), "NOT_LINKED") }),
    emits: ["EvidenceUnlinked"],
    offices: ["coordinator", "secretariat", "system"],
    beforeAdoption: true,
  },
  suspendEvidence: {
    fields: () => ({
      deliverable: Evidence.shape.deliverable,
      source: partBy(ItemId.or(Line), "NOT_LINKED"),
      until: meaning(ItemId, { is: "opaque" }),
    }),
    emits: ["EvidenceSuspended"],
    offices: ["system"],
    beforeAdoption: true,
  },
  reportIndicator: {
    fields: () => ({ ...IndicatorValue.shape, statement: Text }),
    emits: ["IndicatorReported", "IndicatorFellShort"],
    offices: coordination,
  },
  assess: {
    fields: () => ({ deliverable: Evidence.shape.deliverable, finding: Text, met: z.boolean() }),
    emits: ["Assessed", "FoundWanting"],
    offices: ["coordinator"],
  },
  fulfil: { fields: () => ({}), emits: ["Fulfilled"], offices: ["coordinator"] },
  notPursue: { fields: () => ({}), emits: ["NotPursued"], offices: steering, beforeAdoption: true },
  ...carrying,
  ...owing,
  ...erasing,
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
