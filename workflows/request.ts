import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Day, Id, Line, Text, TextHash, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

export const Command = oneOf(() => [
  command("submit", { title: Line, details: Text.optional(), neededBy: Day.optional() }),
  command("accept", {
    code: Id,
    track: Id.optional(),
    kind: z.enum(["document", "support", "event"]).default("document"),
  }),
  command("decline", {}),
  command("deliver", { what: Line }),
  command("acknowledge", {}),
  command("redact", { text: TextHash }),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("RequestSubmitted", { title: Line, details: TextHash.optional(), neededBy: Day.optional() }),
  event("RequestAccepted", {
    title: Line,
    code: Id,
    track: Id.optional(),
    kind: z.enum(["document", "support", "event"]),
    neededBy: Day.optional(),
  }),
  event("RequestDeclined", {}),
  event("RequestDelivered", { what: Line }),
  event("DeliveryAcknowledged", {}),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  submit: ["RequestSubmitted"],
  accept: ["RequestAccepted"],
  decline: ["RequestDeclined"],
  deliver: ["RequestDelivered"],
  acknowledge: ["DeliveryAcknowledged"],
  redact: ["TextRedacted"],
}

export interface Context {
  title?: string
  neededBy?: string
  /** The code of the activity it became. */
  activity?: string
}

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(offices.request),
  REASON: payload(({ event }: { event: Happening }) => event.reason !== undefined),
}

const { to, inPlace } = transitions<keyof typeof rules>()
const anytime = { TextRedacted: inPlace("REASON") }

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "request",
    context: {},
    initial: "new",
    states: {
      new: { on: { RequestSubmitted: to("submitted") } },
      submitted: {
        tags: "submitted",
        on: { ...anytime, RequestAccepted: to("accepted"), RequestDeclined: to("declined", "REASON") },
      },
      accepted: { tags: "accepted", on: { ...anytime, RequestDelivered: to("delivered") } },
      declined: { tags: "declined", on: anytime },
      delivered: { tags: "delivered", on: { ...anytime, DeliveryAcknowledged: to("acknowledged") } },
      acknowledged: { tags: "acknowledged", on: anytime },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  switch (event.type) {
    case "RequestSubmitted":
      return known({ title: event.title, neededBy: event.neededBy })
    case "RequestAccepted":
      return { ...context, activity: event.code }
    default:
      return {}
  }
}

/** The past-tense event a command comes to; an acceptance carries what the activity it becomes must know. */
export function decide({ context }: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  const carried = type === "accept" ? known(context) : {}
  return [{ ...fields, ...carried, type: emits[type][0] } as Event]
}

/** Nothing about a request is decided by time alone. */
export function deadlines(): { at: string; event: Event }[] {
  return []
}
