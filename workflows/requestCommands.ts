import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { erasing } from "./everyItem.ts"
import { meaning, refTo } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { Day, Id, Line, Text, TextHash } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const kinds = ["document", "support", "event"] as const

/** How the activity that a request became has ended, where nothing is to be delivered. */
const Ended = z.enum(["cancelled", "notPursued", "superseded", "carriedOver"])

export const Event = union(() => [
  event("RequestSubmitted", { title: Line, details: TextHash.optional(), neededBy: Day.optional() }),
  event("RequestAccepted", {
    title: Line,
    code: Id,
    track: Id.optional(),
    kind: z.enum(kinds),
    neededBy: Day.optional(),
  }),
  event("RequestDeclined", {}),
  event("RequestDelivered", { what: Line }),
  event("DeliveryAcknowledged", {}),
  event("RequestWithdrawn", {}),
  /** The activity that it became has ended, and nothing is delivered. */
  event("RequestEnded", { ended: Ended }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

export const commands = {
  submit: {
    fields: () => ({ title: Line, details: Text.optional(), neededBy: Day.optional() }),
    emits: ["RequestSubmitted"],
    offices: ["presidency", "secretariat"],
    beforeAdoption: true,
  },
  accept: {
    fields: () => ({
      code: meaning(Id, { is: "new item" }),
      track: refTo(Id, "track").optional(),
      kind: z.enum(kinds).default("document"),
    }),
    emits: ["RequestAccepted"],
    offices: ["coordinator"],
    beforeAdoption: true,
  },
  decline: { fields: () => ({}), emits: ["RequestDeclined"], offices: ["coordinator"], beforeAdoption: true },
  deliver: { fields: () => ({ what: Line }), emits: ["RequestDelivered"], offices: ["coordinator", "system"] },
  acknowledge: { fields: () => ({}), emits: ["DeliveryAcknowledged"], offices: ["presidency"], afterClose: true },
  withdraw: { fields: () => ({}), emits: ["RequestWithdrawn"], offices: ["presidency"], beforeAdoption: true },
  end: { fields: () => ({ ended: Ended }), emits: ["RequestEnded"], offices: ["system"], beforeAdoption: true },
  ...erasing,
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
