import { inTurn, settle, TIME } from "@demarche/engine"
import type { Row } from "@demarche/store"
import { callAgain, nextCall } from "./callWebhooks.ts"
import { type House, workflowOf } from "./house.ts"
import { EVER } from "./later.ts"
import { LATENESS } from "./notify.ts"
import type { Post } from "./post.ts"
import { nextReminding, remind } from "./remind.ts"
import { sendLetters } from "./sendLetters.ts"
import type { Hooks } from "./webhooks.ts"

/** How many streams a tick settles at the most; what is left waits for the next one. */
const LIMIT = 1_000

/** How what time brings about gets out of the house. */
export interface Reach {
  /** How people are told and reminded, asked for when there is a letter; without it nobody is. */
  post?: (() => Promise<Post>) | undefined
  /** How webhooks are called; without it none is. */
  hooks?: Hooks | undefined
}

/** What time brings about. */
export interface Clockwork {
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
export function clockwork(house: House, { post, hooks }: Reach = {}): Clockwork {
  let looked: string | undefined
  async function tell(post: () => Promise<Post>, now: string, correlation: string): Promise<number> {
    const after = looked ?? new Date(Date.parse(now) - LATENESS).toISOString()
    const reminded: Row[] = []
    let sent = 0
    const queue = async () => {
      await remind(house, { after, upTo: now }, correlation, reminded)
      looked = now
    }
    const send = async () => {
      sent = await sendLetters(house, post, correlation, reminded)
    }
    await inTurn([queue, send], (part) => part())
    return reminded.length + sent
  }
  const queues = [TIME, ...(post ? ["notice"] : [])]
  return {
    async tick(correlation) {
      const now = house.world.clock()
      let came = 0
      const parts = [
        () => settleDue(house, now, correlation),
        ...(post ? [() => tell(post, now, correlation)] : []),
        ...(hooks ? [() => callAgain(house, hooks, correlation)] : []),
      ]
      await inTurn(parts, async (part) => {
        came += await part()
      })
      return came
    },
    async next() {
      const [rows, ...others] = await Promise.all([
        Promise.all(queues.map((queue) => house.views.due(queue, EVER, 1))),
        post && nextReminding(house),
        hooks && nextCall(house, hooks),
      ])
      const instants = [...rows.flat().map(({ deadline }) => deadline), ...others]
      return instants.filter((instant) => instant !== undefined).sort()[0]
    },
  }
}

async function settleDue(house: House, now: string, correlation: string): Promise<number> {
  let written = 0
  await inTurn(await house.views.due(TIME, now, LIMIT), async ({ stream, kind }) => {
    try {
      written += (await settle(house.world, workflowOf(house, kind), stream, correlation)).length
    } catch (cause) {
      throw new Error(`what time has decided about ${stream} cannot be recorded: ${(cause as Error).message}`, {
        cause,
      })
    }
  })
  return written
}
