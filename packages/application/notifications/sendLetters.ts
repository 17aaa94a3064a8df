import { eachInTurn, isEngineError } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { MailError } from "@demarche/mail/message"
import type { notice, plan as planWorkflow } from "@demarche/workflows"
import { isReachable, type OpenItem } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { execute, planContext, SYSTEM_ACTOR } from "../execute.ts"
import { jitter } from "../jitter.ts"
import type { Logger } from "../logger.ts"
import { fromNow, timeBudget } from "../time.ts"
import { failAddress } from "./addresses.ts"
import { askAgain } from "./askAgain.ts"
import { type AddressedRow, batchesOf, messageIdOf, noticeOf, progressOf } from "./batch.ts"
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

/** Told of a notification that cannot be written, and why. */
export type OnUnwritten = (stream: string, error: unknown) => void

/** Logs the notifications that cannot be written. */
export function logUnwritten(log: Logger): OnUnwritten {
  return (stream, error) =>
    log.error({ stream, error }, "a notification cannot be written and is left out of its letter")
}

/**
 * Sends the letters that are due. Of each notification it is asked again whether it has something to say and who reads it:
 * those that have nothing left are cancelled, those to people without a working address suppressed; an address that
 * permanently refuses mail is marked as failed. Each is claimed in the record before it is sent, and its outcome is recorded
 * after. What cannot be written is left out of its letter, put off for an hour and told to `onUnwritten`, and holds up no
 * other; nor does one plan hold up another. What exceeds the time budget is left to the next run. `queued` are rows that the
 * views may not have yet. `settings` is called, and rendering loaded, only when a letter is due. Resolves to the number of
 * notifications processed. @throws what the store refused, after the letters of the other plans.
 */
export async function sendLetters(
  application: Application,
  settings: () => Promise<MailSettings>,
  correlation: string,
  queued: Row[] = [],
  onUnwritten: OnUnwritten = () => {},
): Promise<number> {
  const now = application.world.clock()
  const inViews = await application.views.due("notice", now, LIMIT)
  const unseen = queued.filter(
    ({ stream, deadline = "" }) => deadline <= now && !inViews.some((row) => row.stream === stream),
  )
  const due = [...inViews, ...unseen]
  if (due.length === 0) return 0
  const mail = await settings()
  const run = { application, mail, correlation, onUnwritten, timeLeft: timeBudget(application, TIME_BUDGET) }
  const progress = { processed: 0, refusals: 0 }
  const plans = Map.groupBy(due, ({ scope }) => scope)
  await eachInTurn(plans, ([planId, rows]) => sendInPlan(run, planId, rows, progress))
  return progress.processed
}

/** What the letters of one run have in common. */
interface SendRun {
  application: Application
  mail: MailSettings
  correlation: string
  onUnwritten: OnUnwritten
  timeLeft(): boolean
}

async function sendInPlan(
  run: SendRun,
  planId: string,
  rows: Row[],
  progress: { processed: number; refusals: number },
) {
  const { application, timeLeft } = run
  if (progress.refusals >= BREAKER || !timeLeft()) return
  const plan = await planContext(application, planId)
  const context: SendContext = { ...run, planId, plan, sentLetters: sentLettersOf(application, planId) }
  const openItemsNow = await openItems(application, planId, application.world.clock())
  const called = await askAll(context, rows, openItemsNow)
  for (const batch of batchesOf(called)) {
    if (!timeLeft() || progress.refusals >= BREAKER) return
    const outcome = await send(context, batch)
    progress.refusals = outcome === "refused" ? progress.refusals + 1 : 0
    progress.processed += batch.length
  }
}

interface SendContext extends SendRun {
  planId: string
  plan: planWorkflow.Context
  /** The notifications of the plan that were sent before this run, by the Message-ID of their letter. */
  sentLetters(): Promise<Map<string, notice.Context>>
}

/** Reads the notifications of a plan once, however many letters ask for them. */
function sentLettersOf({ views }: Application, planId: string): SendContext["sentLetters"] {
  let reading: Promise<Map<string, notice.Context>> | undefined
  async function read() {
    const all = (await views.list({ kind: "notice", scope: planId })).map(progressOf)
    return new Map(all.flatMap((each) => (each.messageId && each.letter ? [[each.messageId, each] as const] : [])))
  }
  return () => {
    reading ??= read()
    return reading
  }
}

/** Asks of each again whether it is to be sent, and records of the others why not; what was sent before a crash is sent. */
async function askAll(context: SendContext, rows: Row[], openItems: OpenItem[]): Promise<AddressedRow[]> {
  const { application, plan } = context
  const called: AddressedRow[] = []
  for (const row of rows) {
    if (await sentBefore(context, row)) continue
    const asked = await askAgain(application, row, { plan, openItems }).catch(async (error: unknown) => {
      await putOff(context, row, error)
      return undefined
    })
    if (!asked) continue
    if ("why" in asked) await executeOnAll(context, [row], { type: "cancel", why: asked.why })
    else called.push({ row, ...asked })
  }
  return called
}

/** Sends the letter with those notifications to their one reader. Resolves to `refused` where it is to be tried again later. */
async function send(context: SendContext, batch: AddressedRow[]): Promise<"refused" | undefined> {
  const { mail } = context
  const all = batch.map(({ row }) => row)
  const { mailer } = mail
  const reader = batch[0]?.reader
  if (!mailer || !reader) return executeOnAll(context, all, { type: "suppress", why: "no way to send mail is set" })
  const address = await addressOf(context, batch)
  if (typeof address !== "object") {
    const why = reader.failed ? "mail to the address came back" : "the person has no address"
    return executeOnAll(context, all, { type: "suppress", why })
  }
  const { renderLetter } = await import("./renderLetter.ts")
  const render = (rows: Row[]) =>
    renderLetter(
      { ...context, messageId: messageIdFor(context, rows) },
      { reader, address: address.body, stream: rows[0]?.stream ?? "" },
      rows.map((row) => ({
        ...noticeOf(row),
        recipient: reader.id,
        onBehalfOf: batch.find((each) => each.row === row)?.onBehalfOf,
      })),
    )
  const { writable, rendered } = await writableOf(context, all, render)
  const rows = await claim(context, writable, messageIdFor(context, writable))
  if (rows.length === 0) return undefined
  const { message, letter } = rendered && rows.length === all.length ? rendered : await render(rows)
  const { messageId } = message
  try {
    await mailer.send(message)
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return refuse(context, rows, reader.id, error)
  }
  for (const row of rows) {
    const other = reader.id === noticeOf(row).recipient ? {} : { reader: reader.id }
    await executeOnAll(context, [row], { type: "send", letter, messageId, ...other })
  }
  return undefined
}

/** Where the letter goes; undefined where its reader has no address, or none that works. */
async function addressOf({ application: { world } }: SendContext, [first]: AddressedRow[]) {
  if (!first) return undefined
  const { reader, row } = first
  const { formerAddress = isReachable(reader) ? reader.address : undefined } = noticeOf(row)
  return formerAddress === undefined ? undefined : world.texts.get(formerAddress)
}

/** The notifications that can be written together, and their letter where they are all. What cannot be is put off, and told of. */
async function writableOf<Rendered>(
  context: SendContext,
  rows: Row[],
  render: (rows: Row[]) => Promise<Rendered>,
): Promise<{ writable: Row[]; rendered?: Rendered }> {
  try {
    return { writable: rows, rendered: await render(rows) }
  } catch (error) {
    const [only, ...others] = rows
    if (only && others.length === 0) {
      await putOff(context, only, error)
      return { writable: [] }
    }
  }
  const writable: Row[] = []
  for (const row of rows) writable.push(...(await writableOf(context, [row], render)).writable)
  return { writable }
}

/** Puts off what cannot be written, and tells of it. */
async function putOff(context: SendContext, row: Row, error: unknown): Promise<void> {
  context.onUnwritten(row.stream, error)
  const why = `not written: ${error instanceof Error ? error.message : error}`.slice(0, 400)
  const claimed = await claim(context, [row], messageIdFor(context, [row]))
  await executeOnAll(context, claimed, { type: "fail", why, retryAt: fromNow(context.application, HOUR) })
}

function messageIdFor({ mail }: SendContext, rows: Row[]): string {
  return messageIdOf(rows, new URL(mail.home).hostname)
}

/**
 * Records a letter as it was sent before a crash that left it recorded on some of its notifications only. Only a digest has
 * more than one, and only a digest looks for the others.
 */
async function sentBefore(context: SendContext, row: Row): Promise<boolean> {
  const { messageId } = progressOf(row)
  if (!messageId || !noticeOf(row).digest) return false
  const { letter, reader } = (await context.sentLetters()).get(messageId) ?? {}
  if (!letter) return false
  const claimed = await claim(context, [row], messageId)
  await executeOnAll(context, claimed, { type: "send", letter, messageId, ...(reader && { reader }) })
  return true
}

/** Puts off what could not be sent now, for longer each time, and gives up on an address that permanently refuses mail. */
async function refuse(context: SendContext, claimed: Row[], recipient: string, { code, message }: MailError) {
  const { application, correlation, planId } = context
  const why = message.slice(0, 400)
  if (code === "never") {
    const own = claimed.every((row) => noticeOf(row).formerAddress === undefined)
    if (own) await failAddress(application, { plan: planId, person: recipient, why, correlation })
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
function claim(context: SendContext, batch: Row[], messageId: string): Promise<Row[]> {
  const until = fromNow(context.application, CLAIM_DURATION)
  return executeOnEach(context, batch, { type: "claim", until, messageId })
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
