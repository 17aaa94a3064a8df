import { isEngineError } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { MailError } from "@demarche/mail/message"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { type OpenItem, stillCalledFor } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { execute, planContext } from "../execute.ts"
import { SYSTEM_ACTOR } from "../executeAsSystem.ts"
import { jitter } from "../jitter.ts"
import { fromNow, timeBudget } from "../time.ts"
import { failAddress } from "./addresses.ts"
import { aboutOf, batchesOf, messageIdOf, noticeOf, progressOf } from "./batch.ts"
import type { MailSettings } from "./mailSettings.ts"
import { openItems } from "./remind.ts"

/** The most notifications read in one run. */
const LIMIT = 500
/** How long one run may start new letters, in milliseconds. */
const TIME_BUDGET = 40_000
/** How long a claim on a notification lasts, in milliseconds. */
const CLAIM_DURATION = 5 * 60_000
/** After so many letters in a row that the mailer refused for now, the run ends. */
const BREAKER = 3
/** How long a letter is retried, in milliseconds. */
const MAX_AGE = 3 * 86_400_000
const HOUR = 3_600_000

/**
 * Sends the letters that are due. Each is claimed in the record before it is sent, and its outcome is recorded after.
 * Notifications that have nothing left to say are cancelled, those to people without a working address suppressed; an
 * address that permanently refuses mail is marked as failed. A letter that cannot be rendered is put off for an hour and
 * holds up no other; what exceeds the time budget is left to the next run. `queued` are rows that the views may not have
 * yet. `settings` is called, and rendering loaded, only when a letter is due. Resolves to the number of notifications
 * processed. @throws what kept a letter from being rendered.
 */
export async function sendLetters(
  application: Application,
  settings: () => Promise<MailSettings>,
  correlation: string,
  queued: Row[] = [],
): Promise<number> {
  const now = application.world.clock()
  const inViews = await application.views.due("notice", now, LIMIT)
  const unseen = queued.filter(
    ({ stream, deadline = "" }) => deadline <= now && !inViews.some((row) => row.stream === stream),
  )
  const due = [...inViews, ...unseen]
  if (due.length === 0) return 0
  const mail = await settings()
  const host = new URL(mail.home).hostname
  const openItemsOf: Record<string, OpenItem[]> = {}
  const timeLeft = timeBudget(application, TIME_BUDGET)
  let refusals = 0
  let processed = 0
  for (const batch of batchesOf(due)) {
    const [first] = batch
    if (!first || !timeLeft()) break
    const planId = first.scope
    openItemsOf[planId] ??= await openItems(application, planId, now)
    const outcome = await send(
      {
        application,
        mail,
        correlation,
        planId,
        plan: await planContext(application, planId),
        openItems: openItemsOf[planId],
        recipient: noticeOf(first).recipient,
        messageId: messageIdOf(batch, host),
      },
      batch,
    )
    refusals = outcome === "refused" ? refusals + 1 : 0
    processed += batch.length
    if (refusals === BREAKER) break
  }
  return processed
}

interface SendContext {
  application: Application
  mail: MailSettings
  correlation: string
  planId: string
  plan: planWorkflow.Context
  /** The plan's open items, by which it is known what still has something to say. */
  openItems: OpenItem[]
  /** The id of a person. */
  recipient: string
  messageId: string
}

/** Sends the letter with the notifications of those rows. Resolves to `refused` where it is to be tried again later. */
async function send(context: SendContext, batch: Row[]): Promise<"refused" | undefined> {
  const { application, mail, plan, recipient, messageId } = context
  const sent = await sentBefore(context, batch)
  if (sent) return executeOnAll(context, await claim(context, batch), { type: "send", ...sent })
  const called = await cancelIdle(context, batch)
  const { mailer } = mail
  if (!mailer) return executeOnAll(context, called, { type: "suppress", why: "no way to send mail is set" })
  const person = plan.people.find(({ id }) => id === recipient)
  const address = person?.address && !person.failed ? await application.world.texts.get(person.address) : undefined
  if (!person || typeof address !== "object") {
    const why = person?.failed ? "mail to the address came back" : "the person has no address"
    return executeOnAll(context, called, { type: "suppress", why })
  }
  const { renderLetter } = await import("./renderLetter.ts")
  const claimed = await claim(context, called)
  if (claimed.length === 0) return undefined
  const { message, letter } = await renderLetter(context, person, address.body, claimed).catch(async (error: Error) => {
    const why = `not written: ${error.message}`.slice(0, 400)
    await executeOnAll(context, claimed, { type: "fail", why, retryAt: fromNow(application, HOUR) })
    throw error
  })
  try {
    await mailer.send(message)
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return refuse(context, claimed, error)
  }
  return executeOnAll(context, claimed, { type: "send", letter, messageId })
}

/** The letter as it was sent before a crash that left it recorded on some of its notifications only; they all get the same. */
async function sentBefore({ application, planId, messageId }: SendContext, batch: Row[]) {
  if (!batch.some((row) => progressOf(row).messageId)) return undefined
  const all = (await application.views.list({ kind: "notice", scope: planId })).map(progressOf)
  const { letter } = all.find((progress) => progress.messageId === messageId && progress.letter) ?? {}
  return letter && { letter, messageId }
}

/** Cancels the notifications that have nothing left to say; resolves to the others. */
async function cancelIdle(context: SendContext, batch: Row[]): Promise<Row[]> {
  const { application, plan, openItems } = context
  const now = application.world.clock()
  const idle = batch.filter((row) => {
    const notice = noticeOf(row)
    const item = openItems.find(({ id }) => id === aboutOf(notice).id)
    return (notice.until && notice.until <= now) || !stillCalledFor(notice, item, plan)
  })
  await executeOnAll(context, idle, { type: "cancel", why: "there is nothing left to tell" })
  return batch.filter((row) => !idle.includes(row))
}

/** Puts off what could not be sent now, for longer each time, and gives up on an address that permanently refuses mail. */
async function refuse(context: SendContext, claimed: Row[], { code, message }: MailError) {
  const { application, correlation, planId, recipient } = context
  const why = message.slice(0, 400)
  if (code === "never") {
    await failAddress(application, { plan: planId, person: recipient, why, correlation })
    return executeOnAll(context, claimed, { type: "suppress", why })
  }
  for (const row of claimed) {
    const attempts = progressOf(row).attempts + 1
    const pause = Math.min(60_000 * 2 ** Math.min(attempts, 10), HOUR) * (0.5 + jitter(`${row.stream} ${attempts}`) / 2)
    const retryAt = fromNow(application, pause)
    const over = Date.parse(application.world.clock()) - Date.parse(noticeOf(row).notBefore) > MAX_AGE
    await executeOnAll(context, [row], over ? { type: "suppress", why } : { type: "fail", why, retryAt })
  }
  return "refused" as const
}

/** Claims the notifications for this sender; resolves to those that no other sender had claimed. */
function claim(context: SendContext, batch: Row[]): Promise<Row[]> {
  const until = fromNow(context.application, CLAIM_DURATION)
  return executeOnEach(context, batch, { type: "claim", until, messageId: context.messageId })
}

async function executeOnAll(context: SendContext, batch: Row[], command: notice.Command): Promise<undefined> {
  await executeOnEach(context, batch, command)
  return undefined
}

/** Executes a command on each notification; resolves to those that took it, without those where another process was first. */
async function executeOnEach(
  { application, correlation, planId }: SendContext,
  batch: Row[],
  command: notice.Command,
): Promise<Row[]> {
  const taken: Row[] = []
  for (const row of batch) {
    try {
      await execute(application, {
        plan: planId,
        stream: row.stream,
        command,
        by: SYSTEM_ACTOR,
        mandateImplied: true,
        correlation,
      })
      taken.push(row)
    } catch (error) {
      if (!isEngineError(error, "rejected", "conflict")) throw error
    }
  }
  return taken
}
