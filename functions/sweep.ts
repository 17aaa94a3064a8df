import { LATENESS } from "./house/notify.ts"
import { passedOverIn } from "./house/react.ts"
import { type Swept, sweep as sweepThrough } from "./house/sweep.ts"
import { type Cloud, wired } from "./wiring/cloud.ts"

const QUARTER_HOUR = 15 * 60_000

/**
 * One segment of the table a run, all of them in turn, a run every 15 minutes: what was recorded since a notice is no
 * longer too late for it, so that nothing is lost where runs failed or were left out meanwhile. Reports what it mended and how long a
 * full pass takes.
 */
export function sweep({ house, log, segments }: Pick<Cloud, "house" | "log" | "segments">) {
  return async (): Promise<Swept> => {
    const began = performance.now()
    const now = Date.parse(house.world.clock())
    const segment = Math.floor(now / QUARTER_HOUR) % segments
    const since = new Date(now - LATENESS).toISOString()
    const swept = await sweepThrough(house, { segment, segments, since }, passedOverIn(log))
    const milliseconds = Math.round(performance.now() - began)
    const report = { ...swept, milliseconds, fullPassMinutes: 15 * segments }
    if (swept.repaired.length + swept.queued > 0) log.error(report, "the sweep mended what had been lost")
    else log.info(report, "nothing was lost")
    return swept
  }
}

/** Lambda's entry. */
export async function handler(): Promise<Swept> {
  return sweep(wired())()
}
