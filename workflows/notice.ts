import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Day, Line, Text, TextHash, Utc, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.
// A notice's stream is named by its dedupe key, so that its first append can only happen once (docs/architecture.md#ids-make-things-happen-once).

export const version = 1

const Notice = z.object({
  /** The id of the person who is told. */
  recipient: Line,
  /** The item, and where a commit is told of, its version: `plan.item@version`. */
  about: Line,
  kind: Line,
  /** Which of several reminders of the same thing it is. */
  step: Line.optional(),
  notBefore: Utc,
  /** From then on it would tell of nothing. */
  until: Utc.optional(),
  /** The due date it reminds of: one of another date is not told. */
  due: Day.optional(),
  /** It waits for the day's letter, with whatever else there is for that person. */
  digest: z.literal(true).optional(),
  /** It cannot be unsubscribed from. */
  mandatory: z.literal(true).optional(),
  /** The recipient is told because what they are not responsible for is late. */
  escalated: z.literal(true).optional(),
  /** The person on vacation whose deputy the recipient is. */
  onBehalfOf: Line.optional(),
})
export type Notice = z.infer<typeof Notice>

export const Command = oneOf(() => [
  command("queue", Notice.shape),
  command("claim", { until: Utc, messageId: Line }),
  command("send", { letter: Text, messageId: Line }),
  command("fail", { why: Line, retryAt: Utc }),
  command("suppress", { why: Line }),
  command("cancel", { why: Line }),
  command("return", { why: Line }),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("NoticeQueued", Notice.shape),
  event("NoticeClaimed", { until: Utc, messageId: Line.optional() }),
  event("NoticeReleased", {}),
  event("NoticeSent", { letter: TextHash, messageId: Line }),
  event("NoticeFailed", { why: Line, retryAt: Utc.optional() }),
  event("NoticeSuppressed", { why: Line }),
  event("NoticeCancelled", { why: Line }),
  event("NoticeReturned", { why: Line }),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  queue: ["NoticeQueued"],
  claim: ["NoticeClaimed"],
  send: ["NoticeSent"],
  fail: ["NoticeFailed"],
  suppress: ["NoticeSuppressed"],
  cancel: ["NoticeCancelled"],
  return: ["NoticeReturned"],
}

export interface Context {
  notBefore?: string
  claimedUntil?: string
  /** The letter that was last begun with it: whoever takes it up after a crash sends the same one. */
  messageId?: string
  attempts: number
  /** The letter as it was sent, by its text's hash. */
  letter?: string
  /** Why it was not sent, or not received. */
  why?: string
}

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(offices.notice),
  NOT_BEFORE: payload(
    ({ context, event }: { context: Context; event: Happening }) => event.at >= (context.notBefore ?? ""),
  ),
}

const { to } = transitions<keyof typeof rules>()
const stopping = { NoticeSuppressed: to("suppressed"), NoticeCancelled: to("cancelled") }

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "notice",
    context: { attempts: 0 },
    initial: "new",
    states: {
      new: { on: { NoticeQueued: to("queued") } },
      queued: { tags: "queued", on: { ...stopping, NoticeClaimed: to("claimed", "NOT_BEFORE") } },
      claimed: {
        tags: "claimed",
        on: {
          NoticeSent: to("sent"),
          NoticeFailed: to("failed"),
          NoticeSuppressed: to("suppressed"),
          NoticeReleased: to("queued"),
        },
      },
      failed: { tags: "failed", on: { ...stopping, NoticeClaimed: to("claimed", "NOT_BEFORE") } },
      sent: { tags: "sent", on: { NoticeReturned: to("suppressed") } },
      suppressed: { tags: "suppressed" },
      cancelled: { tags: "cancelled" },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  switch (event.type) {
    case "NoticeQueued":
      return { notBefore: event.notBefore }
    case "NoticeClaimed":
      return { claimedUntil: event.until, messageId: event.messageId, attempts: context.attempts + 1 }
    case "NoticeSent":
      return { letter: event.letter, messageId: event.messageId, why: undefined }
    case "NoticeFailed":
      return { notBefore: event.retryAt ?? context.notBefore, why: event.why }
    case "NoticeSuppressed":
    case "NoticeCancelled":
    case "NoticeReturned":
      return { why: event.why }
    default:
      return {}
  }
}

/** The past-tense event a command comes to; who was written to is not for everyone to see. */
export function decide(_: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  return [{ ...fields, type: emits[type][0], visibility: "restricted" } as Event]
}

/**
 * A claim that nobody followed up ends at its instant, so that another sender may take the notice. One that waits is due
 * to be looked at; nothing is decided by that.
 */
export function deadlines({ state, context }: View<Context>): { at: string; event?: Event }[] {
  if (state === "claimed" && context.claimedUntil)
    return [{ at: context.claimedUntil, event: { type: "NoticeReleased", visibility: "restricted" } }]
  return (state === "queued" || state === "failed") && context.notBefore ? [{ at: context.notBefore }] : []
}
