import { and, assign, createMachine } from "xstate"
import * as z from "zod"

// A workflow small enough to hold in one's head: a book is lent, renewed, stamped and noted on, falls due by time alone,
// is excused where it had been renewed by letter in time, and comes back. Some commands are there to go wrong.

export const version = 1

const text = z.string().min(1).meta({ text: true })
const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape })
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), visibility: z.string().optional(), ...shape })

export const Command = z.discriminatedUnion("type", [
  command("lend", { to: z.string().max(100_000), until: z.string().optional(), lost: z.string().optional() }),
  command("renew", { until: z.string() }),
  command("stamp", {}),
  command("mark", { colour: z.string() }),
  command("note", { text, aside: text.optional() }),
  command("excuse", { outcome: z.int(), until: z.string() }),
  command("giveBack", {}),
  command("shelve", {}),
  command("tearAndNote", { text }),
  command("trip", {}),
  command("spill", {}),
  command("smudge", {}),
])
export type Command = z.infer<typeof Command>

export const Event = z.discriminatedUnion("type", [
  event("Lent", { to: z.string(), until: z.string().optional(), lost: z.string().optional() }),
  event("Renewed", { until: z.string() }),
  event("Stamped", {}),
  event("Marked", { colour: z.string() }),
  event("Noted", { text: z.string(), aside: z.string().optional() }),
  event("FellDue", {}),
  event("GivenUp", {}),
  event("Excused", { corrects: z.int(), until: z.string() }),
  event("GivenBack", {}),
  event("Shelved", {}),
  event("Torn", {}),
  event("Tripped", {}),
  event("Spilled", {}),
])
export type Event = z.infer<typeof Event>

export const emits: Record<Command["type"], readonly Event["type"][]> = {
  lend: ["Lent"],
  renew: ["Renewed"],
  stamp: ["Stamped"],
  mark: ["Marked"],
  note: ["Noted"],
  excuse: ["Excused"],
  giveBack: ["GivenBack"],
  shelve: ["Shelved"],
  tearAndNote: ["Torn", "Noted"],
  trip: ["Tripped"],
  spill: ["Spilled"],
  smudge: ["Noted"],
}

export interface Context {
  until?: string
  lost?: string
  colour?: string
  stamps: number
  notes: string[]
}

interface Case {
  context: Context
  event: Event & { facts: { mandated: boolean }; received?: string }
}

const payload = <G extends object>(guard: G): G & { payload: true } => Object.assign(guard, { payload: true as const })

const rules = {
  LIBRARIAN: ({ event }: Case) => event.facts.mandated,
  NOT_LATER: payload(({ context, event }: Case) => (event as { until: string }).until > (context.until ?? "")),
  NOT_IN_TIME: payload(
    ({ context, event }: Case) => event.received !== undefined && event.received < (context.until ?? ""),
  ),
  BROKEN: payload((): boolean => {
    throw new TypeError("this guard cannot judge")
  }),
}

const on = (target: string | undefined, ...also: (keyof typeof rules)[]) => ({
  ...(target && { target }),
  guard: and(["LIBRARIAN", ...also] as never[]) as never,
  actions: "evolve",
})

const anywhere = {
  Stamped: on(undefined),
  Marked: on(undefined),
  Noted: on(undefined),
  Torn: on(undefined),
  Tripped: on(undefined, "BROKEN"),
  Spilled: on(undefined),
  GivenBack: on("#loan.back"),
}

export const machine = createMachine(
  {
    id: "loan",
    context: { stamps: 0, notes: [] } as Context,
    initial: "new",
    states: {
      new: { on: { Lent: on("out") } },
      out: {
        tags: "out",
        on: {
          ...anywhere,
          Renewed: on(undefined, "NOT_LATER"),
          FellDue: { target: "due", actions: "evolve" },
          GivenUp: { target: "lost", actions: "evolve" },
          Excused: on("out", "NOT_IN_TIME"),
        },
      },
      due: {
        tags: "due",
        on: { ...anywhere, Excused: on("out", "NOT_IN_TIME"), GivenUp: { target: "lost", actions: "evolve" } },
      },
      lost: { tags: "lost", on: { Noted: on(undefined) } },
      back: { tags: "back", on: { Shelved: on(undefined) } },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event as Event)) } },
)

function evolve(context: Context, event: Event): Partial<Context> {
  switch (event.type) {
    case "Lent":
    case "Renewed":
    case "Excused": {
      const { until, lost } = event as { until?: string; lost?: string }
      return { ...(until && { until }), ...(lost && { lost }) }
    }
    case "Stamped":
      return { stamps: context.stamps + 1 }
    case "Marked":
      return { colour: event.colour }
    case "Noted":
      return { notes: [...context.notes, event.text] }
    case "Spilled":
      throw new RangeError("this assign cannot count")
    default:
      return {}
  }
}

export function decide({ context }: { context: Context }, command: Command): Event[] {
  switch (command.type) {
    case "mark":
      return context.colour === command.colour ? [] : [{ type: "Marked", colour: command.colour }]
    case "excuse":
      return [{ type: "Excused", corrects: command.outcome, until: command.until }]
    case "tearAndNote":
      return [{ type: "Torn" }, { type: "Noted", text: command.text }]
    case "smudge":
      return [{ type: "Noted" } as Event]
    default: {
      const { type, ...fields } = command
      return [{ ...fields, type: emits[type][0] } as Event]
    }
  }
}

export function deadlines({ state, context: { until, lost } }: { state: string | undefined; context: Context }) {
  if (state !== "out" && state !== "due") return []
  return [
    ...(lost ? [{ at: lost, event: { type: "GivenUp" as const } }] : []),
    ...(until && state === "out" ? [{ at: until, event: { type: "FellDue" as const } }] : []),
  ]
}
