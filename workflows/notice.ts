import {
  type Evolve,
  eventOf,
  evolving,
  readsPayload,
  type Transitions,
  transitions,
  type UpcomingDeadline,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import type { WithMetadata } from "./metadata.ts"
import { type Command, commands, type Event } from "./noticeCommands.ts"
import { officeGuard, type RuleInput } from "./rules.ts"
import { defined } from "./schemas.ts"
import { means, metaOf, type Types } from "./states.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event, type NoticeFields } from "./noticeCommands.ts"

// A notice's stream is named by its dedupe key, so that its first append can only happen once (docs/architecture.md#ids-make-things-happen-once).

export const version = 2

export interface Context {
  notBefore?: string | undefined
  claimedUntil?: string
  /** The letter that was last begun with it: whoever takes it up after a crash sends the same one. */
  messageId?: string | undefined
  attempts: number
  /** The letter as it was sent, by its text's hash. */
  letter?: string
  /** Who was written to, where that is not the recipient it was queued for. */
  reader?: string
  /** The links in the letter were ended. */
  linksEnded?: true
  /** Why it was not sent, or not received. */
  why?: string | undefined
}

const rules = {
  OFFICE: officeGuard(commands),
  NOT_BEFORE: readsPayload(({ context, event }: RuleInput<Context>) => event.at >= (context.notBefore ?? "")),
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  NoticeQueued: (_, { notBefore }) => ({ notBefore }),
  NoticeClaimed: ({ attempts }, { until, messageId }) => ({ claimedUntil: until, messageId, attempts: attempts + 1 }),
  NoticeReleased: unchanged,
  NoticeSent: (_, { letter, messageId, reader }) => ({ letter, messageId, why: undefined, ...defined({ reader }) }),
  NoticeFailed: ({ notBefore }, { retryAt, why }) => ({ notBefore: retryAt ?? notBefore, why }),
  NoticeSuppressed: because,
  NoticeCancelled: because,
  NoticeReturned: because,
  LinksEnded: () => ({ linksEnded: true }),
  TextRedacted: unchanged,
}

function because(_: Context, { why }: { why: string }): Partial<Context> {
  return { why }
}

const types: Types<Context, Event> = {}
const notice = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const written = { LinksEnded: inPlace(), TextRedacted: inPlace() } satisfies Transitions<typeof notice>
const waiting = {
  NoticeSuppressed: to("suppressed"),
  NoticeCancelled: to("cancelled"),
  NoticeClaimed: to("claimed", "NOT_BEFORE"),
} satisfies Transitions<typeof notice>

export const machine = notice.createMachine({
  id: "notice",
  context: { attempts: 0 },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { NoticeQueued: to("queued") } },
    queued: { tags: "awaited", meta: { holder: "system" }, on: waiting },
    claimed: {
      tags: "awaited",
      meta: { holder: "system", deadline: "NoticeReleased" },
      on: {
        NoticeSent: to("sent"),
        NoticeFailed: to("failed"),
        NoticeSuppressed: to("suppressed"),
        NoticeReleased: to("queued"),
      },
    },
    failed: { tags: "awaited", meta: { holder: "system" }, on: waiting },
    sent: { tags: "settled", meta: { holder: "nobody" }, on: { ...written, NoticeReturned: to("suppressed") } },
    suppressed: { tags: "dropped", meta: { holder: "nobody" }, on: written },
    cancelled: { tags: "dropped", meta: { holder: "nobody" } },
  },
})

/** The past-tense event a command comes to; who was written to is not for everyone to see. */
export function decide(_: View<Context>, command: Command): Event[] {
  return [eventOf<Event>(commands, command, { visibility: "restricted" })]
}

/**
 * A claim that nobody followed up ends at its instant, so that another sender may take the notice. One that waits is due
 * to be looked at; nothing is decided by that.
 */
export function deadlines(view: View<Context>): UpcomingDeadline<Event>[] {
  const { claimedUntil, notBefore } = view.context
  if (metaOf(view).deadline)
    return claimedUntil ? [{ at: claimedUntil, event: { type: "NoticeReleased", visibility: "restricted" } }] : []
  return means(view, "awaited") && notBefore ? [{ at: notBefore }] : []
}
