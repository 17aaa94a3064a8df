import * as z from "zod"

const Batch = z.object({ approximateArrivalOfFirstRecord: z.string(), approximateArrivalOfLastRecord: z.string() })
const Missed = z.object({ source: z.string(), "detail-type": z.string(), detail: z.looseObject({}) })

/** A pointer into the record's stream: between which instants (RFC 3339) its records arrived. */
export type Batch = z.infer<typeof Batch>

/** An event of a bus that somebody should have heard. */
export type Missed = z.infer<typeof Missed>

/** What is left in a failure queue: a pointer into a stream, the event that a function failed on, or one that never arrived. */
export const Failure = z.union([z.object({ DDBStreamBatchInfo: Batch }), z.object({ requestPayload: Missed }), Missed])
