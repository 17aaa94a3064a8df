import { EngineError } from "@demarche/engine"
import { MailError } from "@demarche/mail/message"
import type { Row } from "@demarche/store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { stillCalledFor, type Watched } from "@demarche/workplan"
import { act, planContext } from "./act.ts"
import { failAddress } from "./addresses.ts"
import { SYSTEM } from "./answer.ts"
import { aboutOf, type Envelope, envelopesOf, type Waiting, waitingOf } from "./envelopes.ts"
import type { House } from "./house.ts"
import { later, timer } from "./later.ts"
import { lot } from "./lot.ts"
import type { Post } from "./post.ts"
import { watched } from "./remind.ts"

/** How many notices are looked at in one go. */
const LIMIT = 500
/** How long letters are sent in one go, in milliseconds. */
const AT_ONCE = 40_000
/** How long a sender has for what it claimed, in milliseconds. */
const CLAIM = 5 * 60_000
/** After so many letters in a row that the carrier would not take, the rest wait for the next minute. */
const BREAKER = 3
/** How long a letter is tried that nobody takes, in milliseconds. */
const PATIENCE = 3 * 86_400_000
const HOUR = 3_600_000

/**
 * Sends the letters whose time has come, each claimed in the record before it is sent and noted there after. What has
 * nothing left to tell is cancelled; who has no address is passed over, as the notice records; an address that takes no
 * mail is closed, and the secretariat is told. A letter that cannot be written is put off for an hour, so that it holds up
 * no other, and what there is no time for is left to the next minute. `queued` are the rows of notices that the views may
 * not have heard of yet. Resolves to how many notices were dealt with.
 * What sends and writes letters is asked for and loaded once there is one. @throws what kept one from being written.
 */
export async function sendLetters(
  house: House,
  posted: () => Promise<Post>,
  correlation: string,
  queued: Row[] = [],
): Promise<number> {
  const now = house.world.clock()
  const owed: Record<string, Watched[]> = {}
  const due = await house.views.due("notice", now, LIMIT)
  const unseen = queued.filter(
    ({ stream, deadline = "" }) => deadline <= now && !due.some((row) => row.stream === stream),
  )
  const rows = [...due, ...unseen]
  if (rows.length === 0) return 0
  const post = await posted()
  const envelopes = envelopesOf(rows.map(waitingOf), new URL(post.home).hostname)
  const left = timer(house, AT_ONCE)
  let refused = 0
  let dealt = 0
  for (const envelope of envelopes) {
    if (!left()) break
    const plan = await planContext(house, envelope.plan)
    owed[envelope.plan] ??= await watched(house, envelope.plan, now)
    const became = await send({ house, post, correlation, plan, owed: owed[envelope.plan] ?? [] }, envelope)
    refused = became === "refused" ? refused + 1 : 0
    dealt += envelope.notices.length
    if (refused === BREAKER) break
  }
  return dealt
}

interface Sending {
  house: House
  post: Post
  correlation: string
  plan: planWorkflow.Context
  /** What is owed in the plan, so that nobody is reminded of what no longer is. */
  owed: Watched[]
}

async function send(sending: Sending, envelope: Envelope): Promise<"refused" | undefined> {
  const { house, post, plan } = sending
  const sent = await sentBefore(house, envelope)
  if (sent) return note(sending, envelope, await claim(sending, envelope, envelope.notices), { type: "send", ...sent })
  const standing = await cancelIdle(sending, envelope)
  const { mailer } = post
  if (!mailer) return note(sending, envelope, standing, { type: "suppress", why: "no way to send mail is set" })
  const person = plan.people.find(({ id }) => id === envelope.recipient)
  const stored = person?.address && !person.failed ? await house.world.texts.get(person.address) : undefined
  if (!person || typeof stored !== "object") {
    const why = person?.failed ? "mail to the address came back" : "the person has no address"
    return note(sending, envelope, standing, { type: "suppress", why })
  }
  const { compose } = await import("./compose.ts")
  const claimed = await claim(sending, envelope, standing)
  if (claimed.length === 0) return undefined
  const { message, letter } = await compose(house, sending, person, stored.body, {
    ...envelope,
    notices: claimed,
  }).catch(async (error: Error) => {
    const retryAt = later(house, HOUR)
    await note(sending, envelope, claimed, {
      type: "fail",
      why: `not written: ${error.message}`.slice(0, 400),
      retryAt,
    })
    throw error
  })
  try {
    await mailer.send(message)
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return refuse(sending, envelope, claimed, error)
  }
  return note(sending, envelope, claimed, { type: "send", letter, messageId: envelope.messageId })
}

/** Where a crash left a letter sent and not noted on all it was for, it is noted on the rest. */
async function sentBefore(house: House, { plan, messageId, notices }: Envelope) {
  if (!notices.some(({ context }) => context.messageId)) return undefined
  const rows = (await house.views.list({ kind: "notice", plan })).map(waitingOf)
  const twin = rows.find(({ context }) => context.messageId === messageId && context.letter)
  return twin?.context.letter && { letter: twin.context.letter, messageId }
}

/** Cancels what has nothing left to tell; answers the rest. */
async function cancelIdle(sending: Sending, envelope: Envelope): Promise<Waiting[]> {
  const { house, plan, owed } = sending
  const now = house.world.clock()
  const idle = envelope.notices.filter(({ notice }) => {
    const item = owed.find(({ id }) => id === aboutOf(notice).id)
    return (notice.until && notice.until <= now) || !stillCalledFor(notice, item, plan)
  })
  await note(sending, envelope, idle, { type: "cancel", why: "there is nothing left to tell" })
  return envelope.notices.filter((notice) => !idle.includes(notice))
}

/** What could not be sent now is tried again, at longer and longer intervals; an address that takes no mail is given up. */
async function refuse(sending: Sending, envelope: Envelope, claimed: Waiting[], { code, message }: MailError) {
  const { house, correlation } = sending
  const why = message.slice(0, 400)
  if (code === "never") {
    await failAddress(house, { plan: envelope.plan, person: envelope.recipient, why, correlation })
    return note(sending, envelope, claimed, { type: "suppress", why })
  }
  for (const waiting of claimed) {
    const { notice, context, stream } = waiting
    const now = Date.parse(house.world.clock())
    const tried = context.attempts + 1
    const pause = Math.min(60_000 * 2 ** Math.min(tried, 10), HOUR) * (0.5 + lot(`${stream} ${tried}`) / 2)
    const retryAt = later(house, pause)
    const over = now - Date.parse(notice.notBefore) > PATIENCE
    await note(sending, envelope, [waiting], over ? { type: "suppress", why } : { type: "fail", why, retryAt })
  }
  return "refused" as const
}

function claim(sending: Sending, envelope: Envelope, notices: Waiting[]): Promise<Waiting[]> {
  const until = later(sending.house, CLAIM)
  return take(sending, envelope, notices, { type: "claim", until, messageId: envelope.messageId })
}

async function note(
  sending: Sending,
  envelope: Envelope,
  notices: Waiting[],
  command: { type: string; [field: string]: unknown },
) {
  await take(sending, envelope, notices, command)
  return undefined
}

/** Takes a command on each notice; answers those on which nobody else was first. */
async function take(
  { house, correlation }: Sending,
  { plan }: Envelope,
  notices: Waiting[],
  command: { type: string; [field: string]: unknown },
): Promise<Waiting[]> {
  const taken: Waiting[] = []
  for (const waiting of notices) {
    try {
      await act(house, { plan, stream: waiting.stream, command, by: SYSTEM, vouched: true, correlation })
      taken.push(waiting)
    } catch (error) {
      if (!(error instanceof EngineError) || (error.code !== "rejected" && error.code !== "conflict")) throw error
    }
  }
  return taken
}
