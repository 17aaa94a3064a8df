import type { CommandOf } from "@demarche/engine/definition"
import type * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { event, union } from "./schemas.ts"
import { Line, Utc } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

/** Which webhook is called, and with which commit (`stream@version`). */
const Call = { webhook: Line, about: Line }

export const Event = union(() => [
  event("DeliveryQueued", { ...Call, notBefore: Utc }),
  event("DeliverySucceeded", { said: Line }),
  event("DeliveryFailed", { said: Line, retryAt: Utc }),
  event("DeliveryGivenUp", { said: Line }),
  event("RedeliveryAsked", {}),
])
export type Event = z.infer<typeof Event>

/** The first call of a webhook queues it and tells what came of it, in one commit. */
export const commands = {
  queue: { fields: () => ({ ...Call, notBefore: Utc }), emits: ["DeliveryQueued"], offices: ["system"] },
  succeed: {
    fields: () => ({ ...Call, said: Line }),
    emits: ["DeliveryQueued", "DeliverySucceeded"],
    offices: ["system"],
  },
  fail: {
    fields: () => ({ ...Call, said: Line, retryAt: Utc }),
    emits: ["DeliveryQueued", "DeliveryFailed"],
    offices: ["system"],
  },
  giveUp: {
    fields: () => ({ ...Call, said: Line }),
    emits: ["DeliveryQueued", "DeliveryGivenUp"],
    offices: ["system"],
  },
  redeliver: { fields: () => ({}), emits: ["RedeliveryAsked"], offices: ["isu"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
