import { eachInTurn, recordElapsed, TIME_QUEUE } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { type Application, workflowOf } from "../application.ts"
import type { MailSettings } from "../notifications/mailSettings.ts"
import { NOTIFICATION_WINDOW } from "../notifications/notify.ts"
import { nextReminderInstant, remind } from "../notifications/remind.ts"
import { sendLetters } from "../notifications/sendLetters.ts"
import { MAX_INSTANT } from "../time.ts"
import { nextRetry, retryDeliveries } from "../webhooks/dispatch.ts"
import type { Webhooks } from "../webhooks/webhooks.ts"

/** How many streams a tick settles at the most; what is left waits for the next one. */
const LIMIT = 1_000

/** How what time brings about gets out of the house. */
export interface OutboundEffects {
  /** How people are told and reminded, asked for when there is a letter; without it nobody is. */
  mail?: (() => Promise<MailSettings>) | undefined
  /** How webhooks are called; without it none is. */
  webhooks?: Webhooks | undefined
}

/** What time brings about. */
export interface Schedule {
  /** One look at the time, under a correlation id. Resolves to how much came of it. @throws what failed, once all the rest is done. */
  tick(correlation: string): Promise<number>
  /** The next instant at which a look will bring something about; undefined where nothing waits. */
  next(): Promise<string | undefined>
}

/**
 * What happens every minute: every outcome that time has decided by now is recorded, one commit each, dated at its
 * instant (whoever else writes first records the same); then what people are to be reminded of since the last look is
 * queued, letters whose time has come are sent, and webhooks called again. A clock that stops delays letters and calls,
 * and nothing else.
 */
export function createSchedule(
  application: Application,
  { mail: post, webhooks: hooks }: OutboundEffects = {},
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
      sent = await sendLetters(application, post, correlation, reminded)
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
