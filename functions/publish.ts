import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { type Bus, commitEntry, type Entry, type ReadImage, send, tamperingEntry } from "./house/bus.ts"
import { wiredBus } from "./wiring/bus.ts"
import { wired } from "./wiring/cloud.ts"

/**
 * The events table's stream onto the bus: one entry a commit, at most ten a call, those refused sent again. What stays
 * refused, and a record that is no commit, is answered as a failed item: Lambda comes again from the lowest one, and at
 * last leaves a pointer in the failure queue. Nothing before it is lost; what comes twice carries the same id.
 */
export function publish(bus: Bus, readImage: ReadImage) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = new Set<number>()
    const entries = Records.flatMap((record, place) => {
      try {
        return [{ place, entry: entryOf(record, readImage) }]
      } catch {
        failed.add(place)
        return []
      }
    })
    const refused = await send(
      bus,
      entries.map(({ entry }) => entry),
    )
    for (const at of refused) failed.add((entries[at] as (typeof entries)[number]).place)
    const lowest = Math.min(...failed)
    const sequence = Records[lowest]?.dynamodb?.SequenceNumber
    return { batchItemFailures: sequence === undefined ? [] : [{ itemIdentifier: sequence }] }
  }
}

function entryOf({ eventName, dynamodb }: DynamoDBRecord, readImage: ReadImage): Entry {
  if (eventName === "INSERT") return commitEntry(readImage(dynamodb?.NewImage))
  const changed = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  return tamperingEntry(eventName ?? "MODIFY", dynamodb?.Keys, changed)
}

/** Lambda's entry. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return publish(wiredBus(), wired().readImage)(event)
}
