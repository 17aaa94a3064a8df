import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Line, TextHash, Utc, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.
// A notice's stream is named by its dedupe key, so that its first append can only happen once (architecture.md 5).

export const version = 1

export const Command = z.discriminatedUnion("type", [
  command("queue", { recipient: Line, about: Line, kind: Line, notBefore: Utc }),
  command("claim", { until: Utc }),
  command("send", { letter: TextHash, messageId: Line }),
  command("fail", { why: Line, retryAt: Utc.optional() }),
  command("suppress", { why: Line }),
  command("cancel", { why: Line }),
])
export type Command = z.infer<typeof Command>

export const Event = z.discriminatedUnion("type", [
  event("NoticeQueued", { recipient: Line, about: Line, kind: Line, notBefore: Utc }),
  event("NoticeClaimed", { until: Utc }),
  event("NoticeReleased", {}),
  event("NoticeSent", { letter: TextHash, messageId: Line }),
  event("NoticeFailed", { why: Line, retryAt: Utc.optional() }),
  event("NoticeSuppressed", { why: Line }),
  event("NoticeCancelled", { why: Line }),
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
}

export interface Context {
  notBefore?: string
  claimedUntil?: string
  attempts: number
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
      sent: { tags: "sent" },
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
      return { claimedUntil: event.until, attempts: context.attempts + 1 }
    case "NoticeFailed":
      return { notBefore: event.retryAt ?? context.notBefore }
    default:
      return {}
  }
}

/** The past-tense event a command comes to. */
export function decide(_: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  return [{ ...fields, type: emits[type][0] } as Event]
}

/** A claim that nobody followed up ends at its instant, so that another sender may take the notice. */
export function deadlines({ state, context }: View<Context>): { at: string; event: Event }[] {
  return state === "claimed" && context.claimedUntil
    ? [{ at: context.claimedUntil, event: { type: "NoticeReleased" } }]
    : []
}
