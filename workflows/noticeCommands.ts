import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { meaning } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { Day, type Office, Said, Text, TextHash, TextRef, Utc } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const NoticeFields = z.object({
  /** The id of the person who is notified. */
  recipient: Said,
  /** The item, and where it is about a commit, its version: `plan.item@version`. */
  about: Said,
  kind: Said,
  /** Which of several reminders of the same thing it is. */
  step: Said.optional(),
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
  onBehalfOf: Said.optional(),
  /** Where it goes, if that is not the recipient's address: the hash of the address that they had before. */
  formerAddress: TextRef.optional(),
})
export type NoticeFields = z.infer<typeof NoticeFields>

export const Event = union(() => [
  event("NoticeQueued", NoticeFields.shape),
  event("NoticeClaimed", { until: Utc, messageId: Said.optional() }),
  event("NoticeReleased", {}),
  /** `reader` is who was written to, where that is not the recipient it was queued for. */
  event("NoticeSent", { letter: TextHash, messageId: Said, reader: Said.optional() }),
  event("NoticeFailed", { why: Said, retryAt: Utc.optional() }),
  event("NoticeSuppressed", { why: Said }),
  event("NoticeCancelled", { why: Said }),
  event("NoticeReturned", { why: Said }),
  /** The links in the letter lead nowhere any more: somebody of the delegation did not know of what was said by one of them. */
  event("LinksEnded", {}),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

const offices: readonly Office[] = ["system"]

/** A letter as it went out, whatever it quotes. */
const LetterText = meaning(Text, { is: "opaque" })

export const commands = {
  queue: { fields: () => NoticeFields.shape, emits: ["NoticeQueued"], offices },
  claim: { fields: () => ({ until: Utc, messageId: Said }), emits: ["NoticeClaimed"], offices },
  send: {
    fields: () => ({ letter: LetterText, messageId: Said, reader: Said.optional() }),
    emits: ["NoticeSent"],
    offices,
  },
  fail: { fields: () => ({ why: Said, retryAt: Utc }), emits: ["NoticeFailed"], offices },
  suppress: { fields: () => ({ why: Said }), emits: ["NoticeSuppressed"], offices },
  cancel: { fields: () => ({ why: Said }), emits: ["NoticeCancelled"], offices },
  return: { fields: () => ({ why: Said }), emits: ["NoticeReturned"], offices },
  endLinks: { fields: () => ({}), emits: ["LinksEnded"], offices },
  redact: { fields: () => ({ text: TextRef }), emits: ["TextRedacted"], offices },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
