import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { event, union } from "./schemas.ts"
import { Day, Line, type Office, Text, TextHash, Utc } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const NoticeFields = z.object({
  /** The id of the person who is notified. */
  recipient: Line,
  /** The item, and where it is about a commit, its version: `plan.item@version`. */
  about: Line,
  kind: Line,
  /** Which of several reminders of the same thing it is. */
  step: Line.optional(),
  notBefore: Utc,
  /** From then on it would have nothing to say. */
  until: Utc.optional(),
  /** The due date it reminds of; it lapses where the item has another by then. */
  due: Day.optional(),
  /** It waits for the day's letter, with whatever else there is for that person. */
  digest: z.literal(true).optional(),
  /** It cannot be unsubscribed from. */
  mandatory: z.literal(true).optional(),
  /** The recipient is notified because the item is overdue, not because they are responsible. */
  escalated: z.literal(true).optional(),
  /** The person on vacation whose deputy the recipient is. */
  onBehalfOf: Line.optional(),
})
export type NoticeFields = z.infer<typeof NoticeFields>

export const Event = union(() => [
  event("NoticeQueued", NoticeFields.shape),
  event("NoticeClaimed", { until: Utc, messageId: Line.optional() }),
  event("NoticeReleased", {}),
  /** `reader` is who was written to, where that is not the recipient it was queued for. */
  event("NoticeSent", { letter: TextHash, messageId: Line, reader: Line.optional() }),
  event("NoticeFailed", { why: Line, retryAt: Utc.optional() }),
  event("NoticeSuppressed", { why: Line }),
  event("NoticeCancelled", { why: Line }),
  event("NoticeReturned", { why: Line }),
])
export type Event = z.infer<typeof Event>

const offices: readonly Office[] = ["system"]

export const commands = {
  queue: { fields: () => NoticeFields.shape, emits: ["NoticeQueued"], offices },
  claim: { fields: () => ({ until: Utc, messageId: Line }), emits: ["NoticeClaimed"], offices },
  send: { fields: () => ({ letter: Text, messageId: Line, reader: Line.optional() }), emits: ["NoticeSent"], offices },
  fail: { fields: () => ({ why: Line, retryAt: Utc }), emits: ["NoticeFailed"], offices },
  suppress: { fields: () => ({ why: Line }), emits: ["NoticeSuppressed"], offices },
  cancel: { fields: () => ({ why: Line }), emits: ["NoticeCancelled"], offices },
  return: { fields: () => ({ why: Line }), emits: ["NoticeReturned"], offices },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
