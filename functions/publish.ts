import type { Logger } from "@demarche/application/logger"
import {
  type Bus,
  type BusEntry,
  commitEntry,
  putAll,
  type ReadImage,
  TAMPERED,
  tamperingEntry,
} from "@demarche/application/messages/bus"
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { getBus } from "./composition/bus.ts"
import { getCloud } from "./composition/cloud.ts"

/**
 * The events table's stream onto the bus: one entry a commit, at most ten a call, those refused sent again. What stays
 * refused, and a record that is no commit, is told to the log and answered as a failed item: Lambda comes again from the
 * lowest one, and at last leaves a pointer in the failure queue. Nothing before it is lost; what comes twice carries the same id.
 * @throws Error where the bus does not take the alarm of a changed or removed commit: the function's own alarm rings then.
 */
export function publish({ bus, readImage, log }: { bus: Bus; readImage: ReadImage; log: Logger }) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = new Set<number>()
    const entries = Records.flatMap((record, place) => {
      try {
        return [{ place, entry: entryOf(record, readImage) }]
      } catch (error) {
        log.error({ error, record: record.dynamodb?.Keys }, "a record of the stream is no commit")
        failed.add(place)
        return []
      }
    })
    const { refused, why } = await putAll(
      bus,
      entries.map(({ entry }) => entry),
    )
    const left = refused.flatMap((at) => entries[at] ?? [])
    const unheard = left.flatMap(({ entry }) => (entry.detailType === TAMPERED ? [entry.detail] : []))
    if (unheard.length > 0)
      throw new Error(`the record was tampered with, and the bus (${why}) takes no alarm: ${unheard}`)
    if (left.length > 0) log.error({ why, count: left.length }, "the bus refused what was recorded")
    for (const { place } of left) failed.add(place)
    const lowest = Math.min(...failed)
    const sequence = Records[lowest]?.dynamodb?.SequenceNumber
    return { batchItemFailures: sequence === undefined ? [] : [{ itemIdentifier: sequence }] }
  }
}

function entryOf({ eventName, dynamodb }: DynamoDBRecord, readImage: ReadImage): BusEntry {
  if (eventName === "INSERT") return commitEntry(readImage(dynamodb?.NewImage))
  const changed = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  return tamperingEntry(eventName ?? "MODIFY", dynamodb?.Keys, changed)
}

/** Lambda's entry. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { readImage, log } = getCloud()
  return publish({ bus: getBus(), readImage, log })(event)
}
