import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, importing, steering } from "./commandList.ts"
import { Annotations, PlanWording } from "./document.ts"
import { meaning, partBy, refTo } from "./meanings.ts"
import { CarriedChange, RefusedChange } from "./ownItems.ts"
import { SoundProcedure } from "./procedureFaults.ts"
import { event, union } from "./schemas.ts"
import {
  Day,
  Id,
  Line,
  Mandate,
  Meeting,
  NewId,
  Office,
  Preferences,
  Quarter,
  ReaderLanguage,
  ReminderSettings,
  Said,
  Salutation,
  Text,
  TextHash,
  TextRef,
  textFor,
  titled,
  Utc,
  Written,
} from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
export type Weekday = z.infer<typeof Weekday>

/** What is null is taken away. */
const PersonChanges = Preferences.extend({ language: ReaderLanguage }).partial().extend({
  deputy: Preferences.shape.deputy.nullable(),
  wants: Preferences.shape.wants.nullable(),
})

const Titled = z.object({ id: NewId, ...titled })
const Numbering = meaning(z.string().max(10), { is: "words" })

/** What rules use of what a plan is proposed with. */
const Used = z.object({
  ...titled,
  cycle: Line,
  /** The meeting with which the cycle ends. */
  ends: refTo(Id, "meeting").optional(),
  zone: meaning(z.string().max(60), { is: "zone" }),
  weekend: z.array(Weekday).max(6).optional(),
  closures: z.array(Day).max(400).optional(),
  objectives: z.array(Titled.extend({ number: Numbering, parent: refTo(Id, "objective").optional() })).max(100),
  tracks: z.array(Titled.extend({ number: Numbering, parent: refTo(Id, "track").optional() })).max(100),
  themes: z.array(Titled).max(300).optional(),
  parties: z.array(Titled.extend({ kind: Line })).max(300),
  /** Bodies and their members; the committee's members are whom a silence procedure addresses. */
  bodies: z.array(Titled.extend({ members: z.array(refTo(Id, "actor")).max(300) })).max(20),
  meetings: z.array(Meeting).max(100),
  timeline: z.array(Titled.extend({ quarter: Quarter, activity: refTo(Id, "activity") })).max(300),
  reminders: ReminderSettings.optional(),
  /** The body's rules of procedure as they were when the plan was made; without them everything has its default. */
  procedure: SoundProcedure.optional(),
  written: Written.optional(),
})

/** What a plan is proposed with: what rules use of it, and what its document says beside that. */
export const Proposed = Used.extend(PlanWording.shape)
export type Proposed = z.infer<typeof Proposed>

const PersonId = partBy(Id, "PERSON_UNKNOWN")

/** Where a person is written to; kept as a text. */
const AddressText = meaning(Text, { is: "address" })

/** People are the committee's to know, and where they are written to is not. */
const AddressHash = textFor("restricted")

/** The key under which names are made that would tell a person; kept as a text that nobody is given. */
const NameKey = meaning(Text, { is: "opaque" })

/** Who acts by a key, as the record names it. */
const KeyHolder = meaning(z.string().regex(/^key-[0-9a-f]{16}$/, "a key as the record names it"), { is: "opaque" })

/** A key for the plan: what it is for, what it lets a program be and until when, and who made it as which office. */
const IssuedKey = z.object({
  key: KeyHolder,
  label: Line,
  office: Office,
  party: meaning(Id, { is: "opaque" }).optional(),
  expires: Utc.optional(),
  person: Said,
  as: Office,
})
const WithdrawnKey = IssuedKey.pick({ key: true, label: true, person: true, as: true })

/** What an amendment leaves out stays as it is; what is null is taken out of the plan. */
const WordingChanges = PlanWording.extend({ source: PlanWording.shape.source.nullable() })
const PlanChanges = Used.partial().extend({ ...WordingChanges.shape, titles: Used.shape.titles.nullable() })

/** Warnings were recorded with what rules use before a plan could have many. */
const WithWarnings = Used.extend({ warnings: PlanWording.shape.warnings })

export const Event = union(() => [
  event("PlanProposed", WithWarnings.shape),
  event("PlanImported", { activities: z.int(), outputs: z.int() }),
  event("PlanAdopted", {}),
  event("PlanAmended", { ...WithWarnings.partial().shape, titles: PlanChanges.shape.titles }),
  /** A change that is made once the item on which it is has been agreed, with all that it carries. */
  event("AmendmentProposed", { amendment: z.int(), changes: z.array(CarriedChange) }),
  event("AmendmentCarriedOut", { amendment: z.int(), refused: z.array(RefusedChange).optional() }),
  event("AmendmentDropped", { amendment: z.int() }),
  /** What the document says and no rule uses, as far as one event holds it. */
  event("WordingRecorded", { ...WordingChanges.shape, goesOn: z.literal(true).optional() }),
  event("MeetingAdded", Meeting.shape),
  event("MeetingMoved", { meeting: Id, from: Day, to: Day }),
  event("MandateGranted", { person: PersonId, ...Mandate.shape }),
  event("MandateEnded", {
    person: PersonId,
    office: Office,
    party: Id.optional(),
    track: Id.optional(),
    activity: Id.optional(),
    on: Day,
  }),
  event("PersonAdded", {
    person: PersonId,
    name: TextHash,
    salutation: TextHash.optional(),
    address: AddressHash.optional(),
    offices: z.array(Mandate),
    ...Preferences.shape,
    annotations: Annotations.optional(),
  }),
  event("PersonUpdated", {
    person: PersonId,
    name: TextHash.optional(),
    salutation: TextHash.nullable().optional(),
    address: AddressHash.nullable().optional(),
    /** The address that letters reached until then, where it is another one. */
    formerAddress: AddressHash.optional(),
    ...PersonChanges.shape,
  }),
  event("PersonEnded", { person: PersonId }),
  event("AddressFailed", { person: PersonId, why: Line }),
  event("NamesKeyed", { key: textFor("restricted") }),
  event("KeyIssued", IssuedKey.shape),
  event("KeyWithdrawn", WithdrawnKey.shape),
  event("CycleClosed", {}),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

const keeping: readonly Office[] = ["presidency", "secretariat"]
/** Who lets people in; a rule keeps each to offices no higher than their own. */
const inviting: readonly Office[] = ["coordinator", ...keeping]

export const commands = {
  propose: { fields: () => Proposed.shape, emits: ["PlanProposed", "WordingRecorded"], offices: importing },
  finishImport: {
    fields: () => ({ activities: z.int().min(0), outputs: z.int().min(0) }),
    emits: ["PlanImported"],
    offices: importing,
  },
  adopt: { fields: () => ({}), emits: ["PlanAdopted"], offices: [...steering, "system"] },
  amend: { fields: () => PlanChanges.shape, emits: ["PlanAmended", "WordingRecorded"], offices: importing },
  proposeAmendment: {
    fields: () => ({ changes: z.array(CarriedChange).min(1).max(50) }),
    emits: ["AmendmentProposed"],
    offices: inviting,
  },
  endAmendment: {
    fields: () => ({
      amendment: z.int().min(1),
      agreed: z.boolean(),
      refused: z.array(RefusedChange).max(50).default([]),
    }),
    emits: ["AmendmentCarriedOut", "AmendmentDropped"],
    offices: ["system"],
  },
  addMeeting: {
    fields: () => Meeting.shape,
    emits: ["MeetingAdded"],
    offices: [...inviting, "system"],
  },
  moveMeeting: {
    fields: () => ({ meeting: partBy(Id, "MEETING_UNKNOWN"), from: Day, to: Day }),
    emits: ["MeetingMoved"],
    offices: [...inviting, "system"],
  },
  grantMandate: {
    fields: () => ({ person: PersonId, ...Mandate.shape }),
    emits: ["MandateGranted"],
    offices: keeping,
  },
  endMandate: {
    fields: () => ({
      person: PersonId,
      office: Office,
      party: partBy(Id, "MANDATE_UNKNOWN").optional(),
      track: partBy(Id, "MANDATE_UNKNOWN").optional(),
      activity: partBy(Id, "MANDATE_UNKNOWN").optional(),
      on: Day,
    }),
    emits: ["MandateEnded"],
    offices: keeping,
  },
  addPerson: {
    fields: () => ({
      person: NewId,
      name: Text,
      salutation: Salutation.optional(),
      address: AddressText.optional(),
      offices: z.array(Mandate).max(20).default([]),
      ...Preferences.shape,
      annotations: Annotations.optional(),
    }),
    emits: ["PersonAdded"],
    offices: inviting,
  },
  updatePerson: {
    fields: () => ({
      person: PersonId,
      name: Text.optional(),
      salutation: Salutation.nullable().optional(),
      address: AddressText.nullable().optional(),
      ...PersonChanges.shape,
    }),
    emits: ["PersonUpdated"],
    offices: [...inviting, "system"],
  },
  endPerson: { fields: () => ({ person: PersonId }), emits: ["PersonEnded"], offices: keeping },
  failAddress: { fields: () => ({ person: PersonId, why: Said }), emits: ["AddressFailed"], offices: ["system"] },
  keyNames: { fields: () => ({ key: NameKey }), emits: ["NamesKeyed"], offices: ["system"] },
  noteKey: { fields: () => IssuedKey.shape, emits: ["KeyIssued"], offices: ["system"] },
  noteKeyEnd: { fields: () => WithdrawnKey.shape, emits: ["KeyWithdrawn"], offices: ["system"] },
  closeCycle: { fields: () => ({}), emits: ["CycleClosed"], offices: ["presidency"] },
  redact: { fields: () => ({ text: TextRef }), emits: ["TextRedacted"], offices: ["secretariat"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
