import {
  type Evolve,
  eventOf,
  evolving,
  type Transitions,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import type { WithMetadata } from "./metadata.ts"
import { type Command, commands, type Event } from "./requestCommands.ts"
import { officeGuard, reasonGiven } from "./rules.ts"
import { defined } from "./schemas.ts"
import type { Types } from "./states.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event } from "./requestCommands.ts"

export const version = 2

export interface Context {
  title?: string
  neededBy?: string
  /** The code of the activity it became. */
  activity?: string
}

const rules = {
  OFFICE: officeGuard(commands),
  REASON: reasonGiven,
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  RequestSubmitted: (_, { title, neededBy }) => defined({ title, neededBy }),
  RequestAccepted: (_, { code }) => ({ activity: code }),
  RequestDeclined: unchanged,
  RequestDelivered: unchanged,
  DeliveryAcknowledged: unchanged,
  RequestWithdrawn: unchanged,
  RequestEnded: unchanged,
  TextRedacted: unchanged,
}

const types: Types<Context, Event> = {}
const request = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const anytime = { TextRedacted: inPlace("REASON") } satisfies Transitions<typeof request>

export const machine = request.createMachine({
  id: "request",
  context: {},
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { RequestSubmitted: to("submitted") } },
    submitted: {
      tags: "awaited",
      meta: { holder: "coordinator", asks: "accept" },
      on: {
        ...anytime,
        RequestAccepted: to("accepted"),
        RequestDeclined: to("declined", "REASON"),
        RequestWithdrawn: to("ended", "REASON"),
      },
    },
    accepted: {
      tags: "settled",
      meta: { holder: "coordinator", asks: "deliver" },
      on: {
        ...anytime,
        RequestDelivered: to("delivered"),
        RequestWithdrawn: to("ended", "REASON"),
        RequestEnded: to("ended"),
      },
    },
    declined: { tags: "settled", meta: { holder: "nobody" }, on: anytime },
    delivered: {
      tags: "settled",
      meta: { holder: "presidency", asks: "acknowledge" },
      on: { ...anytime, DeliveryAcknowledged: to("acknowledged") },
    },
    acknowledged: { tags: "settled", meta: { holder: "nobody" }, on: anytime },
    ended: { tags: "dropped", meta: { holder: "nobody" }, on: anytime },
  },
})

/** The past-tense event a command comes to; an acceptance carries what the activity it becomes must know. */
export function decide({ context }: View<Context>, command: Command): Event[] {
  return [eventOf<Event>(commands, command, command.type === "accept" ? defined(context) : {})]
}

/** Nothing about a request is decided by time alone. */
export function deadlines(): [] {
  return []
}
