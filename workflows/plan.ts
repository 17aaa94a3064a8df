import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import {
  type Act,
  Day,
  Id,
  Line,
  Mandate,
  Meeting,
  Office,
  Preferences,
  Reminders,
  Text,
  TextHash,
  Title,
  type Vacation,
  type View,
} from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])

const Changes = Preferences.extend({ language: z.enum(["en", "fr"]) }).partial()

const Titled = z.object({ id: Id, title: Title })

const Proposed = z.object({
  title: Title,
  cycle: Line,
  zone: z.string().max(60),
  weekend: z.array(Weekday).max(6).optional(),
  closures: z.array(Day).max(400).optional(),
  objectives: z.array(Titled.extend({ number: z.string().max(10), parent: Id.optional() })).max(100),
  tracks: z.array(Titled.extend({ number: z.string().max(10), parent: Id.optional() })).max(100),
  parties: z.array(Titled.extend({ kind: Line })).max(300),
  /** Bodies and their members; the committee's members are whom a silence procedure addresses. */
  bodies: z.array(Titled.extend({ members: z.array(Id).max(300) })).max(20),
  meetings: z.array(Meeting).max(100),
  timeline: z.array(z.object({ id: Id, quarter: z.string(), activity: Id, title: Title })).max(300),
  reminders: Reminders.optional(),
  warnings: z
    .array(z.object({ code: Line, line: z.int().optional(), quote: Title.optional(), note: Title.optional() }))
    .max(100),
})
export type Proposed = z.infer<typeof Proposed>

const Person = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and hyphens")

const Amendment = Proposed.partial()

export const Command = oneOf(() => [
  command("propose", Proposed.shape),
  command("finishImport", { activities: z.int().min(0), outputs: z.int().min(0) }),
  command("adopt", {}),
  command("amend", Amendment.shape),
  command("addMeeting", Meeting.shape),
  command("moveMeeting", { meeting: Id, from: Day, to: Day }),
  command("grantMandate", { person: Person, ...Mandate.shape }),
  command("endMandate", { person: Person, office: Office, party: Id.optional(), on: Day }),
  command("addPerson", {
    person: Person,
    name: Text,
    address: Text.optional(),
    offices: z.array(Mandate).max(20).default([]),
    ...Preferences.shape,
  }),
  command("updatePerson", {
    person: Person,
    name: Text.optional(),
    address: Text.optional(),
    ...Changes.shape,
  }),
  command("endPerson", { person: Person }),
  command("failAddress", { person: Person, why: Line }),
  command("closeCycle", {}),
  command("redact", { text: TextHash }),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("PlanProposed", Proposed.shape),
  event("PlanImported", { activities: z.int(), outputs: z.int() }),
  event("PlanAdopted", {}),
  event("PlanAmended", Amendment.shape),
  event("MeetingAdded", Meeting.shape),
  event("MeetingMoved", { meeting: Id, from: Day, to: Day }),
  event("MandateGranted", { person: Person, ...Mandate.shape }),
  event("MandateEnded", { person: Person, office: Office, party: Id.optional(), on: Day }),
  event("PersonAdded", {
    person: Person,
    name: TextHash,
    address: TextHash.optional(),
    offices: z.array(Mandate),
    ...Preferences.shape,
  }),
  event("PersonUpdated", {
    person: Person,
    name: TextHash.optional(),
    address: TextHash.optional(),
    ...Changes.shape,
  }),
  event("PersonEnded", { person: Person }),
  event("AddressFailed", { person: Person, why: Line }),
  event("CycleClosed", {}),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  propose: ["PlanProposed"],
  finishImport: ["PlanImported"],
  adopt: ["PlanAdopted"],
  amend: ["PlanAmended"],
  addMeeting: ["MeetingAdded"],
  moveMeeting: ["MeetingMoved"],
  grantMandate: ["MandateGranted"],
  endMandate: ["MandateEnded"],
  addPerson: ["PersonAdded"],
  updatePerson: ["PersonUpdated"],
  endPerson: ["PersonEnded"],
  failAddress: ["AddressFailed"],
  closeCycle: ["CycleClosed"],
  redact: ["TextRedacted"],
}

export interface Person {
  id: string
  offices: Mandate[]
  name: string
  address?: string
  language?: "en" | "fr"
  zone?: string
  deputy?: string
  vacation?: Vacation[]
  wants?: string[]
  /** Mail to the address came back for good; until it is changed nothing is sent there. */
  failed?: true
}

/** What other streams' commands ask of their plan: its calendar, meetings, bodies, people and their mandates. */
export interface Context {
  zone: string
  weekend: z.infer<typeof Weekday>[]
  closures: string[]
  meetings: Meeting[]
  parties: string[]
  bodies: { id: string; members: string[] }[]
  people: Person[]
  reminders?: Reminders
}

type Happening = Event & Act
type Case = { context: Context; event: Happening }

type Ending = Extract<Happening, { type: "MandateEnded" }>

/** Whether an end given for an office is this mandate's: one that has ended before does not end again. */
const endsWith = (mandate: Person["offices"][number], { office, party, on }: Ending) =>
  mandate.office === office && mandate.party === party && (!mandate.to || mandate.to > on)

const named = ({ context, event }: Case) => context.people.find(({ id }) => "person" in event && id === event.person)
const meets = ({ context, event }: Case) =>
  context.meetings.some(({ id }) => id === ("meeting" in event ? event.meeting : "id" in event && event.id))

const rules = {
  OFFICE: officeGuard(offices.plan),
  REASON: payload(({ event }: Case) => event.reason !== undefined),
  MEETING_UNKNOWN: payload((given: Case) => meets(given)),
  MEETING_EXISTS: payload((given: Case) => !meets(given)),
  MEETING_ENDS_FIRST: payload(({ event }: Case) => {
    const { from, to } = event as { from?: string; to?: string }
    return !from || !to || from <= to
  }),
  PERSON_UNKNOWN: payload((given: Case) => named(given) !== undefined),
  PERSON_EXISTS: payload((given: Case) => named(given) === undefined),
  MANDATE_UNKNOWN: payload((given: Case) => {
    const event = given.event as Ending
    return named(given)?.offices.some((mandate) => endsWith(mandate, event)) === true
  }),
}

const { to, inPlace } = transitions<keyof typeof rules>()

const people = { PersonAdded: inPlace("PERSON_EXISTS") }
const running = {
  ...people,
  PlanAmended: inPlace("REASON"),
  MeetingAdded: inPlace("MEETING_EXISTS", "MEETING_ENDS_FIRST"),
  MeetingMoved: inPlace("MEETING_UNKNOWN", "MEETING_ENDS_FIRST"),
  MandateGranted: inPlace("PERSON_UNKNOWN"),
  MandateEnded: inPlace("PERSON_UNKNOWN", "MANDATE_UNKNOWN"),
  PersonUpdated: inPlace("PERSON_UNKNOWN"),
  PersonEnded: inPlace("PERSON_UNKNOWN", "REASON"),
  AddressFailed: inPlace("PERSON_UNKNOWN"),
  TextRedacted: inPlace("REASON"),
}

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "plan",
    context: { zone: "UTC", weekend: ["sat", "sun"], closures: [], meetings: [], parties: [], bodies: [], people: [] },
    initial: "new",
    states: {
      new: { on: { PlanProposed: to("importing") } },
      importing: { tags: "importing", on: { ...people, PlanImported: to("proposed") } },
      proposed: { tags: "proposed", on: { ...running, PlanAdopted: to("adopted") } },
      adopted: { tags: "adopted", on: { ...running, CycleClosed: to("closed", "REASON") } },
      closed: { tags: "closed", on: { TextRedacted: inPlace("REASON") } },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  const change = (id: string, to: (person: Person) => Person) => ({
    people: context.people.map((person) => (person.id === id ? to(person) : person)),
  })
  switch (event.type) {
    case "PlanProposed":
    case "PlanAmended": {
      const { zone, weekend, closures, meetings, parties, bodies, reminders } = event
      return known({
        zone,
        weekend,
        closures,
        meetings,
        parties: parties?.map(({ id }) => id),
        bodies: bodies?.map(({ id, members }) => ({ id, members })),
        reminders,
      })
    }
    case "MeetingAdded": {
      const { id, title, from, to, month } = event
      return { meetings: [...context.meetings, { id, title, ...known({ from, to, month }) }] }
    }
    case "MeetingMoved": {
      const { meeting, from, to } = event
      return { meetings: context.meetings.map((known) => (known.id === meeting ? { ...known, from, to } : known)) }
    }
    case "PersonAdded": {
      const { person, offices, name, ...rest } = event
      return { people: [...context.people, { id: person, offices, name, ...preferences(rest) }] }
    }
    case "PersonUpdated":
      return change(event.person, ({ failed, ...person }) => ({
        ...person,
        ...(failed && !event.address && { failed }),
        ...known({ name: event.name, ...preferences(event) }),
      }))
    case "AddressFailed":
      return change(event.person, (person) => ({ ...person, failed: true }))
    case "MandateGranted": {
      const { office, party, from, to } = event
      const mandate = { office, from, ...known({ party, to }) }
      return change(event.person, (person) => ({ ...person, offices: [...person.offices, mandate] }))
    }
    case "MandateEnded":
      return change(event.person, (person) => ({
        ...person,
        offices: person.offices.map((mandate) => (endsWith(mandate, event) ? { ...mandate, to: event.on } : mandate)),
      }))
    case "PersonEnded": {
      const on = event.at.slice(0, 10)
      return change(event.person, (person) => ({
        ...person,
        offices: person.offices.map((mandate) => (mandate.to && mandate.to < on ? mandate : { ...mandate, to: on })),
      }))
    }
    default:
      return {}
  }
}

function preferences(given: Partial<Person>): Partial<Person> {
  const { address, language, zone, deputy, vacation, wants } = given
  return known({ address, language, zone, deputy, vacation, wants })
}

/** The past-tense event a command comes to. People are for the committee's eyes. */
export function decide(_: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  const personal = "person" in fields ? { visibility: "committee" } : {}
  return [{ ...fields, ...personal, type: emits[type][0] } as Event]
}

/** Nothing about a plan is decided by time alone; mandates are read against the day of the act. */
export function deadlines(): { at: string; event: Event }[] {
  return []
}
