import type { Application } from "@demarche/application/application"
import type { Logger } from "@demarche/application/logger"
import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { logSkipped } from "@demarche/application/processes/react"
import { type SweepReport, sweep as sweepThrough } from "@demarche/application/processes/sweep"
import { getApplication } from "./composition/application.ts"
import { getLogger } from "./composition/logger.ts"
import { getSweepSettings } from "./composition/sweepSettings.ts"

const QUARTER_HOUR = 15 * 60_000

/**
 * Sweeps one segment of the table a run, a run every 15 minutes, the segments in turn. It goes back as far as a notification
 * is still worth sending, so that failed or missed runs lose nothing. Reports what it repaired and how long a full pass takes.
 */
export function sweep({ application, log, segments }: { application: Application; log: Logger; segments: number }) {
  return async (): Promise<SweepReport> => {
    const began = performance.now()
    const now = Date.parse(application.world.clock())
    const segment = Math.floor(now / QUARTER_HOUR) % segments
    const since = new Date(now - NOTIFICATION_WINDOW).toISOString()
    const swept = await sweepThrough(application, { segment, segments, since }, logSkipped(log))
    const milliseconds = Math.round(performance.now() - began)
    const report = { ...swept, milliseconds, fullPassMinutes: 15 * segments }
    if (swept.repaired.length + swept.queued > 0) log.error(report, "the sweep repaired what had been lost")
    else log.info(report, "nothing was lost")
    return swept
  }
}

/** Lambda's entry. */
export async function handler(): Promise<SweepReport> {
  return sweep({ application: getApplication(), log: getLogger(), ...getSweepSettings() })()
}
