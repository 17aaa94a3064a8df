import {
  type Evolve,
  eventOf,
  evolving,
  reading,
  type Transitions,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import { type Annotation, PlanWording, wordingIn } from "./document.ts"
import type { Language } from "./languages.ts"
import type { WithMetadata } from "./metadata.ts"
import { isAbove } from "./offices.ts"
import { amendmentEnded, endedIn, nextAmendment, type ProposedAmendment, proposedTo } from "./planAmendments.ts"
import { type Command, commands, type Event, type Weekday } from "./planCommands.ts"
import type { Procedure } from "./procedure.ts"
import { officeGuard, reasonGiven } from "./rules.ts"
import { defined, takenOut } from "./schemas.ts"
import type { Types } from "./states.ts"
import {
  endsAfterItBegins,
  isEndedBy,
  type Mandate,
  type Meeting,
  type ReminderSettings,
  scopeFault,
  type Vacation,
} from "./terms.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event, type Proposed } from "./planCommands.ts"

export const version = 2

export interface Person {
  id: string
  offices: Mandate[]
  name: string
  /** How they are addressed, as a text. */
  salutation?: string | undefined
  address?: string | undefined
  language?: Language | undefined
  zone?: string | undefined
  deputy?: string | undefined
  vacation?: Vacation[] | undefined
  wants?: string[] | undefined
  /** Mail to the address came back for good; until it is changed nothing is sent there. */
  failed?: true
  annotations?: Annotation[]
}

/** What other streams' commands ask of their plan: its calendar, meetings, bodies, people and their mandates. */
export interface Context {
  zone: string
  weekend: Weekday[]
  closures: string[]
  meetings: Meeting[]
  /** The meeting with which the cycle ends, and the instant (UTC) at which the plan was adopted. */
  ends?: string
  adopted?: string
  parties: string[]
  bodies: { id: string; members: string[] }[]
  people: Person[]
  reminders?: ReminderSettings
  /** The body's rules of procedure; where there are none, everything has its default. */
  procedure?: Procedure
  /** What kind of actor each party is, where a group of the procedure may ask for it. */
  kinds?: Record<string, string>
  /** The amendments on a path, in the order of their numbers. */
  amendments?: ProposedAmendment[]
  /** The hash of the key under which names are made that would tell a person; missing until the plan has one. */
  nameKey?: string
}

const named = ({ people }: Context, { person }: { person: string }) => people.find(({ id }) => id === person)

/** The mandates of the entry that is made or changed; whoever changes their own is asked for none. */
function entered(context: Context, event: WithMetadata<Extract<Event, { type: "PersonAdded" | "PersonUpdated" }>>) {
  if (event.type === "PersonAdded") return event.offices
  return event.person === event.by.person ? [] : (named(context, event)?.offices ?? [])
}

const meets = ({ meetings }: Context, meeting: string) => meetings.some(({ id }) => id === meeting)

const reads = reading<Context, WithMetadata<Event>>()

const rules = {
  OFFICE: officeGuard(commands),
  REASON: reasonGiven,
  PROCEDURE_AUTHORITY: reads("PlanAmended", ({ event: { procedure, by, mandate } }) => {
    const decides = ["presidency", "secretariat", "system"].includes(by.office)
    return procedure === undefined || (decides && mandate !== undefined)
  }),
  MEETING_UNKNOWN: reads(
    "MeetingMoved",
    ({ context, event }) => meets(context, event.meeting),
    ({ context }) => context.meetings.length > 0,
  ),
  MEETING_EXISTS: reads("MeetingAdded", ({ context, event }) => !meets(context, event.id)),
  MEETING_ENDS_FIRST: reads(["MeetingAdded", "MeetingMoved"], ({ event }) => endsAfterItBegins(event)),
  PERSON_UNKNOWN: reads(
    ["MandateGranted", "MandateEnded", "PersonUpdated", "PersonEnded", "AddressFailed"],
    ({ context, event }) => named(context, event) !== undefined,
  ),
  PERSON_EXISTS: reads("PersonAdded", ({ context, event }) => named(context, event) === undefined),
  OFFICE_ABOVE: reads(
    ["PersonAdded", "PersonUpdated"],
    ({ context, event }) => !entered(context, event).some(({ office }) => isAbove(office, event.by.office)),
  ),
  MANDATE_SCOPE: reads(["MandateGranted", "PersonAdded"], ({ event }) =>
    ("offices" in event ? event.offices : [event]).every((mandate) => scopeFault(mandate) === undefined),
  ),
  MANDATE_UNKNOWN: reads(
    "MandateEnded",
    ({ context, event }) => named(context, event)?.offices.some((mandate) => isEndedBy(mandate, event)) === true,
  ),
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  PlanProposed: proposed,
  PlanImported: unchanged,
  PlanAdopted: (_, { at }) => ({ adopted: at }),
  PlanAmended: proposed,
  AmendmentProposed: proposedTo,
  AmendmentCarriedOut: endedIn,
  AmendmentDropped: endedIn,
  WordingRecorded: unchanged,
  MeetingAdded: ({ meetings }, { id, title, titles, from, to, month, kind }) => ({
    meetings: [...meetings, { id, title, ...defined({ titles, from, to, month, kind }) }],
  }),
  MeetingMoved: ({ meetings }, { meeting, from, to }) => ({
    meetings: meetings.map((each) => (each.id === meeting ? { ...each, from, to } : each)),
  }),
  MandateGranted: (context, event) =>
    change(context, event, (person) => {
      const { office, party, track, activity, from, to } = event
      const mandate = { office, from, ...defined({ party, track, activity, to }) }
      return { ...person, offices: [...person.offices, mandate] }
    }),
  MandateEnded: (context, event) =>
    change(context, event, (person) => ({
      ...person,
      offices: person.offices.map((mandate) => (isEndedBy(mandate, event) ? { ...mandate, to: event.on } : mandate)),
    })),
  PersonAdded: ({ people }, { person, offices, name, annotations, ...rest }) => ({
    people: [...people, { id: person, offices, name, ...preferences(rest), ...defined({ annotations }) }],
  }),
  PersonUpdated: (context, event) =>
    change(context, event, ({ failed, ...person }) => ({
      ...person,
      ...(failed && !event.address && { failed }),
      ...defined({ name: event.name }),
      ...preferences(event),
    })),
  PersonEnded: (context, event) =>
    change(context, event, (person) => {
      const on = event.facts?.day ?? event.at.slice(0, 10)
      const begun = person.offices.filter(({ from }) => from <= on)
      return {
        ...person,
        offices: begun.map((mandate) => (mandate.to && mandate.to < on ? mandate : { ...mandate, to: on })),
      }
    }),
  AddressFailed: (context, event) => change(context, event, (person) => ({ ...person, failed: true })),
  NamesKeyed: (_, { key }) => ({ nameKey: key }),
  KeyIssued: unchanged,
  KeyWithdrawn: unchanged,
  CycleClosed: unchanged,
  TextRedacted: unchanged,
}

function proposed(_: Context, event: Extract<Event, { type: "PlanProposed" | "PlanAmended" }>): Partial<Context> {
  const { zone, weekend, closures, meetings, ends, parties, bodies, reminders, procedure } = event
  return defined({
    zone,
    weekend,
    closures,
    meetings,
    ends,
    parties: parties?.map(({ id }) => id),
    bodies: bodies?.map(({ id, members }) => ({ id, members })),
    reminders,
    procedure,
    ...(procedure && parties && { kinds: Object.fromEntries(parties.map(({ id, kind }) => [id, kind])) }),
  })
}

function change({ people }: Context, { person }: { person: string }, to: (person: Person) => Person): Partial<Context> {
  return { people: people.map((each) => (each.id === person ? to(each) : each)) }
}

/** How a person is written to; what is null is taken away. */
function preferences(given: { [Field in keyof Omit<Person, "name">]?: Person[Field] | null }): Partial<Person> {
  const { salutation, address, language, zone, deputy, vacation, wants } = given
  return takenOut({ salutation, address, language, zone, deputy, vacation, wants })
}

const types: Types<Context, Event> = {}
const plan = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const keys = { NamesKeyed: inPlace(), KeyIssued: inPlace(), KeyWithdrawn: inPlace() } satisfies Transitions<typeof plan>
const ending = { AmendmentCarriedOut: inPlace(), AmendmentDropped: inPlace() } satisfies Transitions<typeof plan>
const people = {
  ...keys,
  PersonAdded: inPlace("PERSON_EXISTS", "OFFICE_ABOVE", "MANDATE_SCOPE"),
} satisfies Transitions<typeof plan>
const running = {
  ...people,
  PlanAmended: inPlace("REASON"),
  WordingRecorded: inPlace(),
  MeetingAdded: inPlace("MEETING_EXISTS", "MEETING_ENDS_FIRST"),
  MeetingMoved: inPlace("MEETING_UNKNOWN", "MEETING_ENDS_FIRST"),
  MandateGranted: inPlace("PERSON_UNKNOWN", "MANDATE_SCOPE"),
  MandateEnded: inPlace("PERSON_UNKNOWN", "MANDATE_UNKNOWN"),
  PersonUpdated: inPlace("PERSON_UNKNOWN", "OFFICE_ABOVE"),
  PersonEnded: inPlace("PERSON_UNKNOWN", "REASON"),
  AddressFailed: inPlace("PERSON_UNKNOWN"),
  TextRedacted: inPlace("REASON"),
} satisfies Transitions<typeof plan>

export const machine = plan.createMachine({
  id: "plan",
  context: { zone: "UTC", weekend: ["sat", "sun"], closures: [], meetings: [], parties: [], bodies: [], people: [] },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { PlanProposed: to("importing") } },
    importing: {
      tags: "incomplete",
      meta: { holder: "system" },
      on: { ...people, WordingRecorded: inPlace(), PlanImported: to("proposed") },
    },
    proposed: {
      tags: "paused",
      meta: { holder: "coordinator" },
      on: { ...running, PlanAdopted: to("adopted") },
    },
    adopted: {
      tags: "inForce",
      meta: { holder: "nobody" },
      on: {
        ...running,
        ...ending,
        AmendmentProposed: inPlace("REASON"),
        PlanAmended: inPlace("REASON", "PROCEDURE_AUTHORITY"),
        CycleClosed: to("closed", "REASON"),
      },
    },
    closed: {
      tags: "settled",
      meta: { holder: "nobody" },
      on: { ...keys, ...ending, TextRedacted: inPlace("REASON") },
    },
  },
})

/**
 * The past-tense event a command comes to. People are for the committee's eyes, who made which key for the secretariat's; the
 * key of the names is made once, for nobody's.
 */
export function decide({ context }: View<Context>, command: Command): Event[] {
  if (command.type === "keyNames" && context.nameKey) return []
  if (command.type === "proposeAmendment")
    return [eventOf<Event>(commands, command, { amendment: nextAmendment(context) })]
  if (command.type === "endAmendment") return amendmentEnded(context, command)
  if (command.type === "propose" || command.type === "amend") return [usedOf(command), ...recorded(command)]
  const beside = command.type === "updatePerson" ? formerAddressOf(context, command) : {}
  return [eventOf<Event>(commands, command, { ...visibilityOf(command), ...beside })]
}

function formerAddressOf(context: Context, command: Extract<Command, { type: "updatePerson" }>) {
  const { address, failed } = named(context, command) ?? {}
  const leaves = command.address !== undefined && command.address !== address && !failed
  return defined({ formerAddress: leaves ? address : undefined })
}

/** What rules use of a plan is one event; what else its document says follows. */
function usedOf(command: Command): Event {
  const used = Object.entries(command).filter(([field]) => !(field in PlanWording.shape))
  return eventOf<Event>(commands, { type: command.type, ...Object.fromEntries(used) })
}

function recorded(command: Command): Event[] {
  return wordingIn(command).map((wording) => ({ type: "WordingRecorded", ...wording }))
}

function visibilityOf(command: Command): Pick<Event, "visibility"> {
  if (["keyNames", "noteKey", "noteKeyEnd"].includes(command.type)) return { visibility: "restricted" }
  return "person" in command ? { visibility: "committee" } : {}
}

/** Nothing about a plan is decided by time alone; mandates are read against the day of the act. */
export function deadlines(): [] {
  return []
}
