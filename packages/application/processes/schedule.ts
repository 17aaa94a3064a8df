import { eachInTurn, recordElapsed, TIME_QUEUE } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { type Application, workflowOf } from "../application.ts"
import type { MailSettings } from "../notifications/mailSettings.ts"
import { NOTIFICATION_WINDOW } from "../notifications/notify.ts"
import { nextReminderInstant, remind } from "../notifications/remind.ts"
import { type OnUnwritten, sendLetters } from "../notifications/sendLetters.ts"
import { MAX_INSTANT } from "../time.ts"
import { nextRetry, retryDeliveries } from "../webhooks/dispatch.ts"
import type { Webhooks } from "../webhooks/webhooks.ts"

/** The most streams whose deadlines one tick records; the others wait for the next tick. */
const LIMIT = 1_000

/** Outbound effects of a clock tick. */
export interface OutboundEffects {
  /** Loads the mail settings when there is a letter to send; without it, nobody is notified. */
  mail?: (() => Promise<MailSettings>) | undefined
  /** Told of each notification that cannot be written: it is left out of its letter. */
  onUnwritten?: OnUnwritten | undefined
  /** Without it, no webhook is called. */
  webhooks?: Webhooks | undefined
}

/** Runs what is due. */
export interface Schedule {
  /** Runs one tick; resolves to the number of effects. @throws what failed, after everything else. */
  tick(correlation: string): Promise<number>
  /** The next instant at which a tick has an effect; undefined where nothing waits. */
  next(): Promise<string | undefined>
}

/**
 * What runs every minute: records the deadlines that have passed, one commit each, dated at the deadline (a writer that
 * comes first records the same); queues the reminders due since the last tick; sends the letters that are due; retries
 * webhook deliveries. A stopped clock delays letters and deliveries, and nothing else.
 */
export function createSchedule(
  application: Application,
  { mail: post, onUnwritten, webhooks: hooks }: OutboundEffects = {},
): Schedule {
  let looked: string | undefined
  async function tell(post: () => Promise<MailSettings>, now: string, correlation: string): Promise<number> {
    const after = looked ?? new Date(Date.parse(now) - NOTIFICATION_WINDOW).toISOString()
    const reminded: Row[] = []
    let sent = 0
    const queue = async () => {
      await remind(application, { after, upTo: now }, correlation, reminded)
      looked = now
    }
    const send = async () => {
      sent = await sendLetters(application, post, correlation, reminded, onUnwritten)
    }
    await eachInTurn([queue, send], (part) => part())
    return reminded.length + sent
  }
  const queues = [TIME_QUEUE, ...(post ? ["notice"] : [])]
  return {
    async tick(correlation) {
      const now = application.world.clock()
      let came = 0
      const parts = [
        () => settleDue(application, now, correlation),
        ...(post ? [() => tell(post, now, correlation)] : []),
        ...(hooks ? [() => retryDeliveries(application, hooks, correlation)] : []),
      ]
      await eachInTurn(parts, async (part) => {
        came += await part()
      })
      return came
    },
    async next() {
      const [rows, ...others] = await Promise.all([
        Promise.all(queues.map((queue) => application.views.due(queue, MAX_INSTANT, 1))),
        post && nextReminderInstant(application),
        hooks && nextRetry(application, hooks),
      ])
      const instants = [...rows.flat().map(({ deadline }) => deadline), ...others]
      return instants.filter((instant) => instant !== undefined).sort()[0]
    },
  }
}

async function settleDue(application: Application, now: string, correlation: string): Promise<number> {
  let written = 0
  await eachInTurn(await application.views.due(TIME_QUEUE, now, LIMIT), async ({ stream, kind }) => {
    try {
      written += (await recordElapsed(application.world, workflowOf(application, kind), stream, correlation)).length
    } catch (cause) {
      throw new Error(
        `what time has decided about ${stream} cannot be recorded: ${cause instanceof Error ? cause.message : cause}`,
        {
          cause,
        },
      )
    }
  })
  return written
}
