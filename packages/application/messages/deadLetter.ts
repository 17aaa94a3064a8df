import * as z from "zod"

const StreamBatch = z.object({
  approximateArrivalOfFirstRecord: z.string(),
  approximateArrivalOfLastRecord: z.string(),
})
const FailedEvent = z.object({ source: z.string(), "detail-type": z.string(), detail: z.looseObject({}) })

/** A batch of the DynamoDB stream that failed: between which instants (RFC 3339) its records arrived. */
export type StreamBatch = z.infer<typeof StreamBatch>

/** A bus event that was not delivered. */
export type FailedEvent = z.infer<typeof FailedEvent>

/** A message in a failure queue: a stream batch, the event a function failed on, or an event that was never delivered. */
export const DeadLetter = z.union([
  z.object({ DDBStreamBatchInfo: StreamBatch }),
  z.object({ requestPayload: FailedEvent }),
  FailedEvent,
])
