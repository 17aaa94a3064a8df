import { passedOverIn } from "./house/react.ts"
import { sweep } from "./house/sweep.ts"
import { wired } from "./wiring/cloud.ts"

const QUARTER_HOUR = 15 * 60_000

/** Lambda's entry, every 15 minutes: one segment of the table a time, all of them in turn; it reports what it mended and how long a full pass takes. */
export async function handler() {
  const { house, log, segments } = wired()
  const began = performance.now()
  const now = Date.parse(house.world.clock())
  const segment = Math.floor(now / QUARTER_HOUR) % segments
  const since = new Date(now - 2 * segments * QUARTER_HOUR).toISOString()
  const swept = await sweep(house, { segment, segments, since }, passedOverIn(log))
  const milliseconds = Math.round(performance.now() - began)
  const report = { ...swept, milliseconds, fullPassMinutes: 15 * segments }
  if (swept.repaired.length + swept.queued > 0) log.error(report, "the sweep mended what had been lost")
  else log.info(report, "nothing was lost")
  return report
}
