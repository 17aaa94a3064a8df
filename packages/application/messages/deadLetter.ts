import * as z from "zod"

const StreamBatch = z.object({
  approximateArrivalOfFirstRecord: z.string(),
  approximateArrivalOfLastRecord: z.string(),
})
const FailedEvent = z.object({ source: z.string(), "detail-type": z.string(), detail: z.looseObject({}) })

/** A pointer into the record's stream: between which instants (RFC 3339) its records arrived. */
export type StreamBatch = z.infer<typeof StreamBatch>

/** An event of the bus whose delivery failed. */
export type FailedEvent = z.infer<typeof FailedEvent>

/** What is left in a failure queue: a pointer into a stream, the event that a function failed on, or one that never arrived. */
export const DeadLetter = z.union([
  z.object({ DDBStreamBatchInfo: StreamBatch }),
  z.object({ requestPayload: FailedEvent }),
  FailedEvent,
])
