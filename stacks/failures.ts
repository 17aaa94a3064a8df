/** Where what failed waits, a fortnight long. Every queue has an alarm. */

const fortnight = { transform: { queue: { messageRetentionSeconds: 1_209_600 } } }

/** What even the redrive could not take up: someone has to look. */
export const lost = new sst.aws.Queue("Lost", fortnight)

const taken = { visibilityTimeout: "30 minutes", dlq: { queue: lost.arn, retry: 5 }, ...fortnight } as const

/** What functions failed on: pointers into the record's stream, and events with the error. */
export const failures = new sst.aws.Queue("Failures", taken)

/** Events that the bus could not hand to anyone. */
export const undelivered = new sst.aws.Queue("Undelivered", taken)

/** Runs of the clock that did not begin, or that failed. The next run makes up for them. */
export const missed = new sst.aws.Queue("Missed", fortnight)

/** For a function that nobody waits for: how often it is tried again, and where it leaves what it failed on. */
export const leaving = (queue: sst.aws.Queue, retries: number) => ({
  retries,
  transform: { eventInvokeConfig: { destinationConfig: { onFailure: { destination: queue.arn } } } },
})
