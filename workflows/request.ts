import {
  type Evolve,
  eventOf,
  evolving,
  type PublicState,
  readsPayload,
  type Transitions,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, type StateValueFrom, setup } from "xstate"
import { officeGuard } from "./commands.ts"
import { type Command, commands, type Event } from "./requestCommands.ts"
import { known } from "./schemas.ts"
import type { Types } from "./states.ts"
import type { Act } from "./terms.ts"

export { type Command, commands, Event } from "./requestCommands.ts"
export { metadata } from "./terms.ts"

export const version = 1

export interface Context {
  title?: string
  neededBy?: string
  /** The code of the activity it became. */
  activity?: string
}

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(commands),
  REASON: readsPayload(({ event }: { event: Act }) => event.reason !== undefined),
}

const evolve: Evolve<Context, Happening> = {
  RequestSubmitted: (_, { title, neededBy }) => known({ title, neededBy }),
  RequestAccepted: (_, { code }) => ({ activity: code }),
  RequestDeclined: unchanged,
  RequestDelivered: unchanged,
  DeliveryAcknowledged: unchanged,
  TextRedacted: unchanged,
}

const types: Types<Context, Happening> = {}
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
      meta: { holder: "coordinator" },
      on: { ...anytime, RequestAccepted: to("accepted"), RequestDeclined: to("declined", "REASON") },
    },
    accepted: {
      tags: "settled",
      meta: { holder: "coordinator" },
      on: { ...anytime, RequestDelivered: to("delivered") },
    },
    declined: { tags: "settled", meta: { holder: "nobody" }, on: anytime },
    delivered: {
      tags: "settled",
      meta: { holder: "presidency" },
      on: { ...anytime, DeliveryAcknowledged: to("acknowledged") },
    },
    acknowledged: { tags: "settled", meta: { holder: "nobody" }, on: anytime },
  },
})
export type State = PublicState<StateValueFrom<typeof machine>>

/** The past-tense event a command comes to; an acceptance carries what the activity it becomes must know. */
export function decide({ context }: View<Context>, command: Command): Event[] {
  return [eventOf<Event>(commands, command, command.type === "accept" ? known(context) : {})]
}

/** Nothing about a request is decided by time alone. */
export function deadlines(): [] {
  return []
}
