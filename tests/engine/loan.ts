import {
  type CommandOf,
  type Commands,
  type EventMetadata,
  type Evolve,
  elapsed,
  event,
  eventOf,
  evolving,
  type MetadataRules,
  reading,
  readsPayload,
  transitions,
  unchanged,
  union,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import * as z from "zod"

// A workflow small enough to hold in one's head: a book is lent, renewed, stamped and noted on, falls due by time alone,
// is excused where it had been renewed by letter in time, and comes back. Some commands are there to go wrong.

export const version = 1

const text = z.string().min(1).meta({ text: true })
const visibility = z.string().optional()

export const Event = union(() => [
  event("Lent", { visibility, to: z.string(), until: z.string().optional(), lost: z.string().optional() }),
  event("Renewed", { visibility, until: z.string() }),
  event("Stamped", { visibility }),
  event("Marked", { visibility, colour: z.string() }),
  event("Noted", { visibility, text: z.string(), aside: z.string().optional() }),
  event("FellDue", { visibility }),
  event("GivenUp", { visibility }),
  event("Excused", { visibility, corrects: z.int(), until: z.string() }),
  event("GivenBack", { visibility }),
  event("Shelved", { visibility }),
  event("Torn", { visibility }),
  event("Tripped", { visibility }),
  event("Spilled", { visibility }),
])
export type Event = z.infer<typeof Event>

export const commands = {
  lend: {
    fields: () => ({ to: z.string().max(100_000), until: z.string().optional(), lost: z.string().optional() }),
    emits: ["Lent"],
  },
  renew: { fields: () => ({ until: z.string() }), emits: ["Renewed"] },
  stamp: { fields: () => ({}), emits: ["Stamped"] },
  mark: { fields: () => ({ colour: z.string() }), emits: ["Marked"] },
  note: { fields: () => ({ text, aside: text.optional() }), emits: ["Noted"] },
  excuse: { fields: () => ({ outcome: z.int(), until: z.string() }), emits: ["Excused"] },
  giveBack: { fields: () => ({}), emits: ["GivenBack"] },
  shelve: { fields: () => ({}), emits: ["Shelved"] },
  tearAndNote: { fields: () => ({ text }), emits: ["Torn", "Noted"] },
  trip: { fields: () => ({}), emits: ["Tripped"] },
  spill: { fields: () => ({}), emits: ["Spilled"] },
  smudge: { fields: () => ({}), emits: ["Noted"] },
} satisfies Commands<string, Event["type"]>
export type Command = CommandOf<typeof commands>

export interface Context {
  until?: string
  lost?: string
  colour?: string
  stamps: number
  notes: string[]
}

/** Who acts in the library, on which facts and why. */
export interface Metadata {
  by: { person: string; office: string }
  facts: { mandated: boolean }
  reason?: string
  mandate?: string
}
export const metadata: MetadataRules<Metadata> = {
  time: { by: { person: "clock", office: "clock" }, facts: { mandated: true } },
  fields: ["mandate"],
}

/** Nothing is lent until later than this. */
export const lastDay = "9999-12-31T23:59:59.999Z"

type Happening = Event & EventMetadata<Metadata>
interface Case {
  context: Context
  event: EventMetadata<Metadata>
}

const reads = reading<Context, Happening>()

const rules = {
  LIBRARIAN: ({ event }: Case) => event.facts.mandated,
  NOT_LATER: reads(
    "Renewed",
    ({ context, event }) => event.until > (context.until ?? ""),
    ({ context }) => (context.until ?? "") < lastDay,
  ),
  NOT_IN_TIME: readsPayload(
    ({ context, event }: Case) => event.received !== undefined && event.received < (context.until ?? ""),
  ),
  BROKEN: readsPayload((): boolean => {
    throw new TypeError("this guard cannot judge")
  }),
}

const evolve: Evolve<Context, Happening> = {
  Lent: (_, { until, lost }) => ({ ...(until && { until }), ...(lost && { lost }) }),
  Renewed: (_, { until }) => ({ until }),
  Stamped: ({ stamps }) => ({ stamps: stamps + 1 }),
  Marked: (_, { colour }) => ({ colour }),
  Noted: ({ notes }, { text }) => ({ notes: [...notes, text] }),
  FellDue: unchanged,
  GivenUp: unchanged,
  Excused: (_, { until }) => ({ until }),
  GivenBack: unchanged,
  Shelved: unchanged,
  Torn: unchanged,
  Tripped: unchanged,
  Spilled: () => {
    throw new RangeError("this assign cannot count")
  },
}

const types: { context?: Context; events?: Happening } = {}
const loan = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "LIBRARIAN")

const anywhere = {
  Stamped: inPlace(),
  Marked: inPlace(),
  Noted: inPlace(),
  Torn: inPlace(),
  Tripped: inPlace("BROKEN"),
  Spilled: inPlace(),
  GivenBack: to("#loan.back"),
}

export const machine = loan.createMachine({
  id: "loan",
  context: { stamps: 0, notes: [] },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { Lent: to("out") } },
    out: {
      meta: {},
      on: {
        ...anywhere,
        Renewed: inPlace("NOT_LATER"),
        FellDue: elapsed("due"),
        GivenUp: elapsed("lost"),
        Excused: to("out", "NOT_IN_TIME"),
      },
    },
    due: { meta: {}, on: { ...anywhere, Excused: to("out", "NOT_IN_TIME"), GivenUp: elapsed("lost") } },
    lost: { meta: {}, on: { Noted: inPlace() } },
    back: { meta: {}, on: { Shelved: inPlace() } },
  },
})

export function decide({ context }: View<Context>, command: Command): Event[] {
  switch (command.type) {
    case "mark":
      return context.colour === command.colour ? [] : [{ type: "Marked", colour: command.colour }]
    case "excuse":
      return [{ type: "Excused", corrects: command.outcome, until: command.until }]
    case "tearAndNote":
      return [{ type: "Torn" }, { type: "Noted", text: command.text }]
    default:
      return [eventOf<Event>(commands, command)]
  }
}

export function deadlines({ state, context: { until, lost } }: View<Context>) {
  if (state !== "out" && state !== "due") return []
  return [
    ...(lost ? [{ at: lost, event: { type: "GivenUp" as const } }] : []),
    ...(until && state === "out" ? [{ at: until, event: { type: "FellDue" as const } }] : []),
  ]
}
