import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { logSkipped } from "@demarche/application/processes/react"
import { type SweepReport, sweep as sweepThrough } from "@demarche/application/processes/sweep"
import { type CloudComposition, getCloud } from "./composition/cloud.ts"

const QUARTER_HOUR = 15 * 60_000

/**
 * One segment of the table a run, all of them in turn, a run every 15 minutes: what was recorded since a notice is no
 * longer too late for it, so that nothing is lost where runs failed or were left out meanwhile. Reports what it mended and how long a
 * full pass takes.
 */
export function sweep({ application, log, segments }: Pick<CloudComposition, "application" | "log" | "segments">) {
  return async (): Promise<SweepReport> => {
    const began = performance.now()
    const now = Date.parse(application.world.clock())
    const segment = Math.floor(now / QUARTER_HOUR) % segments
    const since = new Date(now - NOTIFICATION_WINDOW).toISOString()
    const swept = await sweepThrough(application, { segment, segments, since }, logSkipped(log))
    const milliseconds = Math.round(performance.now() - began)
    const report = { ...swept, milliseconds, fullPassMinutes: 15 * segments }
    if (swept.repaired.length + swept.queued > 0) log.error(report, "the sweep mended what had been lost")
    else log.info(report, "nothing was lost")
    return swept
  }
}

/** Lambda's entry. */
export async function handler(): Promise<SweepReport> {
  return sweep(getCloud())()
}
