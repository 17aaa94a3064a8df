import { assign, createMachine } from "xstate"
import type * as z from "zod"
import { command, event, oneOf, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Line, Utc, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.
// A delivery's stream is named by the webhook and the commit, so that there is one of each.

export const version = 1

/** Which webhook is called, and with which commit (`stream@version`). */
const Call = { webhook: Line, about: Line }

export const Command = oneOf(() => [
  command("queue", { ...Call, notBefore: Utc }),
  command("succeed", { ...Call, said: Line }),
  command("fail", { ...Call, said: Line, retryAt: Utc }),
  command("giveUp", { ...Call, said: Line }),
  command("redeliver", {}),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("DeliveryQueued", { ...Call, notBefore: Utc }),
  event("DeliverySucceeded", { said: Line }),
  event("DeliveryFailed", { said: Line, retryAt: Utc }),
  event("DeliveryGivenUp", { said: Line }),
  event("RedeliveryAsked", {}),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to; the first call of a webhook queues it and tells what came of it, in one commit. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  queue: ["DeliveryQueued"],
  succeed: ["DeliveryQueued", "DeliverySucceeded"],
  fail: ["DeliveryQueued", "DeliveryFailed"],
  giveUp: ["DeliveryQueued", "DeliveryGivenUp"],
  redeliver: ["RedeliveryAsked"],
}

export interface Context {
  webhook?: string
  about?: string
  /** When it was first to be made. */
  begun?: string
  notBefore?: string
  /** How often it was made since it was queued or asked for anew. */
  attempts: number
  /** What the receiver answered last, or why there was no answer. */
  said?: string
}

type Happening = Event & Act

const rules = { OFFICE: officeGuard(offices.delivery) }

const { to } = transitions<keyof typeof rules>()
const made = {
  DeliverySucceeded: to("delivered"),
  DeliveryFailed: to("failed"),
  DeliveryGivenUp: to("givenUp"),
}
const again = { RedeliveryAsked: to("queued") }

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "delivery",
    context: { attempts: 0 },
    initial: "new",
    states: {
      new: { on: { DeliveryQueued: to("queued") } },
      queued: { tags: "queued", on: made },
      failed: { tags: "failed", on: { ...made, ...again } },
      delivered: { tags: "delivered", on: again },
      givenUp: { tags: "givenUp", on: again },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  const attempts = context.attempts + 1
  switch (event.type) {
    case "DeliveryQueued":
      return { webhook: event.webhook, about: event.about, begun: event.at, notBefore: event.notBefore }
    case "DeliverySucceeded":
    case "DeliveryGivenUp":
      return { attempts, said: event.said, notBefore: undefined }
    case "DeliveryFailed":
      return { attempts, said: event.said, notBefore: event.retryAt }
    case "RedeliveryAsked":
      return { attempts: 0, begun: event.at, notBefore: event.at }
    default:
      return {}
  }
}

/** The past-tense events a command comes to; who is called with what is the secretariat's to know. */
export function decide({ state }: View<Context>, command: Command, { at }: Act): Event[] {
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
export function deadlines({ context: { webhook, notBefore } }: View<Context>) {
  return notBefore && webhook ? [{ at: notBefore, queue: webhook }] : []
}
