import { EngineError } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { MailError } from "@demarche/mail/message"
import type { plan as planWorkflow } from "@demarche/workflows"
import { type OpenItem, stillCalledFor } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { execute, planContext } from "../execute.ts"
import { SYSTEM_ACTOR } from "../executeAsSystem.ts"
import { jitter } from "../jitter.ts"
import { fromNow, timeBudget } from "../time.ts"
import { failAddress } from "./addresses.ts"
import { aboutOf, type Batch, batchesOf, type QueuedNotification, queuedNotificationOf } from "./batch.ts"
import type { MailSettings } from "./mailSettings.ts"
import { openItems } from "./remind.ts"

/** How many notices are looked at in one go. */
const LIMIT = 500
/** How long letters are sent in one go, in milliseconds. */
const TIME_BUDGET = 40_000
/** How long a sender has for what it claimed, in milliseconds. */
const CLAIM_DURATION = 5 * 60_000
/** After so many letters in a row that the carrier would not take, the rest wait for the next minute. */
const BREAKER = 3
/** How long a letter is tried that nobody takes, in milliseconds. */
const MAX_AGE = 3 * 86_400_000
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
  application: Application,
  posted: () => Promise<MailSettings>,
  correlation: string,
  queued: Row[] = [],
): Promise<number> {
  const now = application.world.clock()
  const owed: Record<string, OpenItem[]> = {}
  const due = await application.views.due("notice", now, LIMIT)
  const unseen = queued.filter(
    ({ stream, deadline = "" }) => deadline <= now && !due.some((row) => row.stream === stream),
  )
  const rows = [...due, ...unseen]
  if (rows.length === 0) return 0
  const post = await posted()
  const envelopes = batchesOf(rows.map(queuedNotificationOf), new URL(post.home).hostname)
  const left = timeBudget(application, TIME_BUDGET)
  let refused = 0
  let dealt = 0
  for (const envelope of envelopes) {
    if (!left()) break
    const plan = await planContext(application, envelope.plan)
    owed[envelope.plan] ??= await openItems(application, envelope.plan, now)
    const became = await send({ application, post, correlation, plan, owed: owed[envelope.plan] ?? [] }, envelope)
    refused = became === "refused" ? refused + 1 : 0
    dealt += envelope.notices.length
    if (refused === BREAKER) break
  }
  return dealt
}

interface SendContext {
  application: Application
  post: MailSettings
  correlation: string
  plan: planWorkflow.Context
  /** What is owed in the plan, so that nobody is reminded of what no longer is. */
  owed: OpenItem[]
}

async function send(sending: SendContext, envelope: Batch): Promise<"refused" | undefined> {
  const { application, post, plan } = sending
  const sent = await sentBefore(application, envelope)
  if (sent)
    return executeOnAll(sending, envelope, await claim(sending, envelope, envelope.notices), { type: "send", ...sent })
  const standing = await cancelIdle(sending, envelope)
  const { mailer } = post
  if (!mailer) return executeOnAll(sending, envelope, standing, { type: "suppress", why: "no way to send mail is set" })
  const person = plan.people.find(({ id }) => id === envelope.recipient)
  const stored = person?.address && !person.failed ? await application.world.texts.get(person.address) : undefined
  if (!person || typeof stored !== "object") {
    const why = person?.failed ? "mail to the address came back" : "the person has no address"
    return executeOnAll(sending, envelope, standing, { type: "suppress", why })
  }
  const { renderLetter } = await import("./renderLetter.ts")
  const claimed = await claim(sending, envelope, standing)
  if (claimed.length === 0) return undefined
  const { message, letter } = await renderLetter(application, sending, person, stored.body, {
    ...envelope,
    notices: claimed,
  }).catch(async (error: Error) => {
    const retryAt = fromNow(application, HOUR)
    await executeOnAll(sending, envelope, claimed, {
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
  return executeOnAll(sending, envelope, claimed, { type: "send", letter, messageId: envelope.messageId })
}

/** Where a crash left a letter sent and not noted on all it was for, it is noted on the rest. */
async function sentBefore(application: Application, { plan, messageId, notices }: Batch) {
  if (!notices.some(({ context }) => context.messageId)) return undefined
  const rows = (await application.views.list({ kind: "notice", scope: plan })).map(queuedNotificationOf)
  const twin = rows.find(({ context }) => context.messageId === messageId && context.letter)
  return twin?.context.letter && { letter: twin.context.letter, messageId }
}

/** Cancels what has nothing left to tell; answers the rest. */
async function cancelIdle(sending: SendContext, envelope: Batch): Promise<QueuedNotification[]> {
  const { application, plan, owed } = sending
  const now = application.world.clock()
  const idle = envelope.notices.filter(({ notice }) => {
    const item = owed.find(({ id }) => id === aboutOf(notice).id)
    return (notice.until && notice.until <= now) || !stillCalledFor(notice, item, plan)
  })
  await executeOnAll(sending, envelope, idle, { type: "cancel", why: "there is nothing left to tell" })
  return envelope.notices.filter((notice) => !idle.includes(notice))
}

/** What could not be sent now is tried again, at longer and longer intervals; an address that takes no mail is given up. */
async function refuse(
  sending: SendContext,
  envelope: Batch,
  claimed: QueuedNotification[],
  { code, message }: MailError,
) {
  const { application, correlation } = sending
  const why = message.slice(0, 400)
  if (code === "never") {
    await failAddress(application, { plan: envelope.plan, person: envelope.recipient, why, correlation })
    return executeOnAll(sending, envelope, claimed, { type: "suppress", why })
  }
  for (const waiting of claimed) {
    const { notice, context, stream } = waiting
    const now = Date.parse(application.world.clock())
    const tried = context.attempts + 1
    const pause = Math.min(60_000 * 2 ** Math.min(tried, 10), HOUR) * (0.5 + jitter(`${stream} ${tried}`) / 2)
    const retryAt = fromNow(application, pause)
    const over = now - Date.parse(notice.notBefore) > MAX_AGE
    await executeOnAll(sending, envelope, [waiting], over ? { type: "suppress", why } : { type: "fail", why, retryAt })
  }
  return "refused" as const
}

function claim(sending: SendContext, envelope: Batch, notices: QueuedNotification[]): Promise<QueuedNotification[]> {
  const until = fromNow(sending.application, CLAIM_DURATION)
  return executeOnEach(sending, envelope, notices, { type: "claim", until, messageId: envelope.messageId })
}

async function executeOnAll(
  sending: SendContext,
  envelope: Batch,
  notices: QueuedNotification[],
  command: { type: string; [field: string]: unknown },
) {
  await executeOnEach(sending, envelope, notices, command)
  return undefined
}

/** Takes a command on each notice; answers those on which nobody else was first. */
async function executeOnEach(
  { application, correlation }: SendContext,
  { plan }: Batch,
  notices: QueuedNotification[],
  command: { type: string; [field: string]: unknown },
): Promise<QueuedNotification[]> {
  const taken: QueuedNotification[] = []
  for (const waiting of notices) {
    try {
      await execute(application, {
        plan,
        stream: waiting.stream,
        command,
        by: SYSTEM_ACTOR,
        mandateImplied: true,
        correlation,
      })
      taken.push(waiting)
    } catch (error) {
      if (!(error instanceof EngineError) || (error.code !== "rejected" && error.code !== "conflict")) throw error
    }
  }
  return taken
}
