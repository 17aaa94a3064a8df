import type { Logger } from "@demarche/application/logger"
import {
  type Bus,
  type BusEntry,
  entriesOf,
  putAll,
  type ReadImage,
  TAMPERED,
  tamperingEntry,
} from "@demarche/application/messages/bus"
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { getBus } from "./composition/bus.ts"
import { getLogger } from "./composition/logger.ts"
import { readImage } from "./composition/streamImage.ts"

/**
 * Publishes the events table's stream on the bus: one entry a commit, at most ten a call, refused entries retried. Entries
 * that stay refused, and records that are not commits, are logged and reported as failed items: Lambda retries from the
 * lowest one and finally leaves a pointer in the failure queue. Nothing is lost; a commit that is published twice has the same id.
 * @throws Error where the bus refuses the alarm about a changed or removed commit, so that the function's own alarm rings.
 */
export function publish({ bus, readImage, log }: { bus: Bus; readImage: ReadImage; log: Logger }) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = new Set<number>()
    const entries = Records.flatMap((record, place) => {
      try {
        return entriesIn(record, readImage).map((entry) => ({ place, entry }))
      } catch (error) {
        log.error({ error, record: record.dynamodb?.Keys }, "a record of the stream is not a commit")
        failed.add(place)
        return []
      }
    })
    const { refused, why } = await putAll(
      bus,
      entries.map(({ entry }) => entry),
    )
    const left = refused.flatMap((at) => entries[at] ?? [])
    const unreported = left.flatMap(({ entry }) => (entry.detailType === TAMPERED ? [entry.detail] : []))
    if (unreported.length > 0)
      throw new Error(`the record was tampered with, and the bus (${why}) refused the alarm: ${unreported}`)
    if (left.length > 0) log.error({ why, count: left.length }, "the bus refused commits")
    for (const { place } of left) failed.add(place)
    const lowest = Math.min(...failed)
    const sequence = Records[lowest]?.dynamodb?.SequenceNumber
    return { batchItemFailures: sequence === undefined ? [] : [{ itemIdentifier: sequence }] }
  }
}

function entriesIn({ eventName, dynamodb }: DynamoDBRecord, readImage: ReadImage): BusEntry[] {
  if (eventName === "INSERT") return entriesOf(readImage(dynamodb?.NewImage))
  const changed = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  return [tamperingEntry(eventName ?? "MODIFY", dynamodb?.Keys, changed)]
}

/** Lambda's entry. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return publish({ bus: getBus(), readImage, log: getLogger() })(event)
}
