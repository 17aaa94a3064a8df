import type { CommandOf } from "@demarche/engine/definition"
import type * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { event, union } from "./schemas.ts"
import { Said, Utc } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

/** Which webhook is called, and with which commit (`stream@version`). */
const Call = { webhook: Said, about: Said }

export const Event = union(() => [
  event("DeliveryQueued", { ...Call, notBefore: Utc }),
  event("DeliverySucceeded", { said: Said }),
  event("DeliveryFailed", { said: Said, retryAt: Utc }),
  event("DeliveryGivenUp", { said: Said }),
  event("RedeliveryAsked", {}),
])
export type Event = z.infer<typeof Event>

/** The first call of a webhook begins the delivery and records its outcome, in one commit. */
export const commands = {
  queue: { fields: () => ({ ...Call, notBefore: Utc }), emits: ["DeliveryQueued"], offices: ["system"] },
  succeed: {
    fields: () => ({ ...Call, said: Said }),
    emits: ["DeliveryQueued", "DeliverySucceeded"],
    offices: ["system"],
  },
  fail: {
    fields: () => ({ ...Call, said: Said, retryAt: Utc }),
    emits: ["DeliveryQueued", "DeliveryFailed"],
    offices: ["system"],
  },
  giveUp: {
    fields: () => ({ ...Call, said: Said }),
    emits: ["DeliveryQueued", "DeliveryGivenUp"],
    offices: ["system"],
  },
  redeliver: { fields: () => ({}), emits: ["RedeliveryAsked"], offices: ["secretariat"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
