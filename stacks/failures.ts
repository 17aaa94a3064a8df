/** Queues for what failed, each kept for a fortnight and watched by an alarm. */

const fortnight = { transform: { queue: { messageRetentionSeconds: 1_209_600 } } }

/** Dead letters that redrive could not reprocess: somebody has to look. */
export const lost = new sst.aws.Queue("Lost", fortnight)

const redriven = { visibilityTimeout: "30 minutes", dlq: { queue: lost.arn, retry: 5 }, ...fortnight } as const

/** What functions failed on: pointers into the record's stream, and events with their error. */
export const failures = new sst.aws.Queue("Failures", redriven)

/** Events that the bus could not deliver. */
export const undelivered = new sst.aws.Queue("Undelivered", redriven)

/** Scheduled runs that did not start, or failed. The next run makes up for them. */
export const missed = new sst.aws.Queue("Missed", fortnight)

/** For a function that is invoked asynchronously: how often it is retried, and the queue for events it fails on. */
export const onFailure = (queue: sst.aws.Queue, retries: number) => ({
  retries,
  transform: { eventInvokeConfig: { destinationConfig: { onFailure: { destination: queue.arn } } } },
})
