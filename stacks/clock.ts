import { url } from "./api.ts"
import { missed, onFailure } from "./failures.ts"
import { may } from "./grants.ts"
import { letterKey, mail, sending } from "./mail.ts"
import { settings } from "./settings.ts"
import { allTables, checkpoints, eventsAndViews, eventsTable } from "./storage.ts"

/** A scheduled function. Runs that cannot start, or that fail for good, go to a queue. */
function every(name: string, schedule: `rate(${string})`, { permissions, ...fn }: Run) {
  return new sst.aws.CronV2(name, {
    schedule,
    retries: 2,
    dlq: missed.arn,
    function: { ...onFailure(missed, 1), ...fn, permissions: [...permissions, may.sendTo(missed)] },
  })
}
type Run = sst.aws.FunctionArgs & { permissions: (typeof may)["read"][] }

/** Records the deadlines that have passed, and sends the letters that are due. */
export const clock = every("Clock", "rate(1 minute)", {
  handler: "functions/clock.handler",
  environment: { ...allTables, ...sending, ORIGIN: url, LETTER_KEY: letterKey },
  permissions: [may.append, may.see, may.keepTexts, may.sendWith(mail)],
})

/** Retries failed webhook deliveries. */
export const retry = every("Retry", "rate(1 minute)", {
  handler: "functions/retry.handler",
  timeout: "2 minutes",
  environment: { ...eventsAndViews, LETTER_KEY: letterKey },
  permissions: [may.append, may.see],
})

/** Finds and repairs what the bus lost. */
export const sweep = every("Sweep", "rate(15 minutes)", {
  handler: "functions/sweep.handler",
  timeout: "10 minutes",
  environment: { ...allTables, SWEEP_SEGMENTS: String(settings.sweepSegments ?? 1) },
  permissions: [may.scan, may.append, may.project, may.keepTexts],
})

/** Signs the record's heads and keeps them where nobody can change them. No other function has the key. */
export const checkpoint = every("Checkpoint", "rate(1 hour)", {
  handler: "functions/checkpoint.handler",
  timeout: "10 minutes",
  environment: {
    ...eventsTable,
    CHECKPOINT_BUCKET: checkpoints.name,
    CHECKPOINT_KEY: new sst.Secret("CheckpointKey").value,
  },
  permissions: [may.scan, may.read, may.keepCheckpoints],
})
