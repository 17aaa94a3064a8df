import type { CommandOf, Commands, EventMetadata, Evolve, MetadataRules, View } from "@demarche/engine/definition"
import { elapsed, event, eventOf, evolving, reading, transitions, unchanged, union } from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import * as z from "zod"

export const version = 1
const until = z.iso.datetime()
export const Event = union(() => [
  event("Lent", { to: z.string(), until }),
  event("Renewed", { until }),
  event("FellDue", {}),
  event("Returned", {}),
])
export type Event = z.infer<typeof Event>
export const commands = {
  lend: { fields: () => ({ to: z.string(), until }), emits: ["Lent"] },
  renew: { fields: () => ({ until }), emits: ["Renewed"] },
  return: { fields: () => ({}), emits: ["Returned"] },
} satisfies Commands<string, Event["type"]>
export type Command = CommandOf<typeof commands>

/** Whose card a command came with, and what was known of it then: recorded, so that a replay never asks again. */
export type Metadata = { by: string; facts: { card: "valid" | "unknown" } }
export const metadata: MetadataRules<Metadata> = { time: { by: "time", facts: { card: "valid" } } }

type Context = { until?: string }
type Recorded = Event & EventMetadata<Metadata>
const rules = {
  VALID_CARD: ({ event }: { event: Recorded }) => event.facts.card === "valid",
  LATER: reading<Context, Recorded>()("Renewed", ({ context, event }) => event.until > (context.until ?? "")),
}
const evolve: Evolve<Context, Recorded> = {
  Lent: (_, { until }) => ({ until }),
  Renewed: (_, { until }) => ({ until }),
  FellDue: unchanged,
  Returned: unchanged,
}
const types: { context?: Context; events?: Recorded } = {}
const loan = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "VALID_CARD")

export const machine = loan.createMachine({
  id: "loan",
  context: {},
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { Lent: to("out") } },
    out: { meta: {}, on: { Renewed: inPlace("LATER"), FellDue: elapsed("overdue"), Returned: to("back") } },
    overdue: { meta: {}, on: { Returned: to("back") } },
    back: { meta: {}, on: { Lent: to("out") } },
  },
})

/** What a command comes to; the machine says whether it may happen. */
export const decide = (_: View<Context>, command: Command): Event[] => [eventOf<Event>(commands, command)]
/** What time decides: nobody brings the book back, and the day comes. */
export const deadlines = ({ state, context: { until } }: View<Context>) =>
  state === "out" && until ? [{ at: until, event: { type: "FellDue" as const } }] : []
