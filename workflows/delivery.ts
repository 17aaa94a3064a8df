import {
  type Evolve,
  evolving,
  type Transitions,
  transitions,
  type UpcomingDeadline,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import { type Command, commands, type Event } from "./deliveryCommands.ts"
import type { WithMetadata, WorkplanEventMetadata } from "./metadata.ts"
import { officeGuard } from "./rules.ts"
import type { Types } from "./states.ts"

export { type Command, commands, Event } from "./deliveryCommands.ts"
export { metadata } from "./metadata.ts"

// A delivery's stream is named by the webhook and the commit, so that there is one of each.

export const version = 2

export interface Context {
  webhook?: string
  about?: string
  /** When it was first to be made. */
  begun?: string
  notBefore?: string | undefined
  /** How often it was made since it was queued or asked for anew. */
  attempts: number
  /** What the receiver answered last, or why there was no answer. */
  said?: string
}

const rules = { OFFICE: officeGuard(commands) }

const evolve: Evolve<Context, WithMetadata<Event>> = {
  DeliveryQueued: (_, { webhook, about, at, notBefore }) => ({ webhook, about, begun: at, notBefore }),
  DeliverySucceeded: attempted,
  DeliveryFailed: ({ attempts }, { said, retryAt }) => ({ attempts: attempts + 1, said, notBefore: retryAt }),
  DeliveryGivenUp: attempted,
  RedeliveryAsked: (_, { at }) => ({ attempts: 0, begun: at, notBefore: at }),
}

function attempted({ attempts }: Context, { said }: { said: string }): Partial<Context> {
  return { attempts: attempts + 1, said, notBefore: undefined }
}

const types: Types<Context, Event> = {}
const delivery = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to } = transitions(rules, "OFFICE")

const made = {
  DeliverySucceeded: to("delivered"),
  DeliveryFailed: to("failed"),
  DeliveryGivenUp: to("givenUp"),
} satisfies Transitions<typeof delivery>
const again = { RedeliveryAsked: to("queued") } satisfies Transitions<typeof delivery>

export const machine = delivery.createMachine({
  id: "delivery",
  context: { attempts: 0 },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { DeliveryQueued: to("queued") } },
    queued: { tags: "awaited", meta: { holder: "system" }, on: made },
    failed: { tags: "awaited", meta: { holder: "system" }, on: { ...made, ...again } },
    delivered: { tags: "settled", meta: { holder: "nobody" }, on: again },
    givenUp: { tags: "dropped", meta: { holder: "secretariat" }, on: again },
  },
})

/** The past-tense events a command comes to; who is called with what is the secretariat's to know. */
export function decide({ state }: View<Context>, command: Command, { at }: WorkplanEventMetadata): Event[] {
  const hidden = { visibility: "restricted" } as const
  if (command.type === "redeliver") return [{ type: "RedeliveryAsked", ...hidden }]
  const { webhook, about } = command
  const notBefore = command.type === "queue" ? command.notBefore : at
  const queued: Event = { type: "DeliveryQueued", webhook, about, notBefore, ...hidden }
  if (command.type === "queue") return [queued]
  return state === undefined ? [queued, outcomeOf(command)] : [outcomeOf(command)]
}

function outcomeOf(command: Extract<Command, { said: string }>): Event {
  const told = { said: command.said, visibility: "restricted" } as const
  switch (command.type) {
    case "succeed":
      return { type: "DeliverySucceeded", ...told }
    case "fail":
      return { type: "DeliveryFailed", retryAt: command.retryAt, ...told }
    case "giveUp":
      return { type: "DeliveryGivenUp", ...told }
  }
}

/** One that waits is due to be looked at, in its webhook's own queue; nothing is decided by that. */
export function deadlines({ context: { webhook, notBefore } }: View<Context>): UpcomingDeadline<Event>[] {
  return notBefore && webhook ? [{ at: notBefore, queue: webhook }] : []
}
