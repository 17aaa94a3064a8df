import { url } from "./api.ts"
import { environment } from "./bus.ts"
import { leaving, missed } from "./failures.ts"
import { may } from "./grants.ts"
import { letterKey, mail, sending } from "./mail.ts"
import { settings } from "./settings.ts"
import { checkpoints } from "./storage.ts"

/** A function that begins by itself. A run that cannot begin, and one that fails for good, is kept. */
function every(name: string, schedule: `rate(${string})`, { permissions, ...fn }: Run) {
  return new sst.aws.CronV2(name, {
    schedule,
    retries: 2,
    dlq: missed.arn,
    function: { environment, ...leaving(missed, 1), ...fn, permissions: [...permissions, may.leaveIn(missed)] },
  })
}
type Run = sst.aws.FunctionArgs & { permissions: (typeof may)["read"][] }

/** Time enters as a command, and the letters that are due go out. */
export const clock = every("Clock", "rate(1 minute)", {
  handler: "functions/clock.handler",
  environment: { ...environment, ...sending, ORIGIN: url, LETTER_KEY: letterKey },
  permissions: [may.append, may.see, may.keepTexts, may.sendWith(mail)],
})

/** Webhooks are called again that did not take what they were called with. */
export const retry = every("Retry", "rate(1 minute)", {
  handler: "functions/retry.handler",
  timeout: "2 minutes",
  environment: { ...environment, LETTER_KEY: letterKey },
  permissions: [may.append, may.see],
})

/** What the bus lost is found here. */
export const sweep = every("Sweep", "rate(15 minutes)", {
  handler: "functions/sweep.handler",
  timeout: "10 minutes",
  environment: { ...environment, SWEEP_SEGMENTS: String(settings.sweepSegments ?? 1) },
  permissions: [may.scan, may.append, may.project, may.keepTexts],
})

/** The record's heads, signed, where nobody can change them. The key is told to this function alone. */
export const checkpoint = every("Checkpoint", "rate(1 hour)", {
  handler: "functions/checkpoint.handler",
  timeout: "10 minutes",
  environment: {
    ...environment,
    CHECKPOINT_BUCKET: checkpoints.name,
    CHECKPOINT_KEY: new sst.Secret("CheckpointKey").value,
  },
  permissions: [may.scan, may.read, may.keepCheckpoints],
})
