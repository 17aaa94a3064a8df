import { project } from "@demarche/engine"
import type { SQSBatchResponse, SQSEvent } from "aws-lambda"
import * as z from "zod"
import { type Bus, commitEntry, type Entry, send } from "./house/bus.ts"
import { followUp } from "./house/followUp.ts"
import { heard } from "./house/heard.ts"
import { passedOverIn } from "./house/react.ts"
import { type Cloud, wired } from "./wiring/cloud.ts"

const MARGIN = 60_000

/** What is left in a failure queue: a pointer into a stream, the event that a function failed on, or one that never arrived. */
const Batch = z.object({ approximateArrivalOfFirstRecord: z.string(), approximateArrivalOfLastRecord: z.string() })
const Missed = z.object({ detail: z.looseObject({}) })
const Failure = z.union([z.object({ DDBStreamBatchInfo: Batch }), z.object({ requestPayload: Missed }), Missed])

type Work = Pick<Cloud, "house" | "log"> & { bus: Bus }

/**
 * Takes up what failed for good. A stream's pointer says only when: what the table recorded then is announced again. A
 * function's event says which commit: it is read again, projected and answered, its notices and calls are queued. What is neither stays.
 */
export function redrive({ house, bus, log }: Work) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = []
    for (const { messageId, body } of Records) {
      try {
        const failure = Failure.parse(JSON.parse(body))
        if ("DDBStreamBatchInfo" in failure) await announceAgain({ house, bus }, failure.DDBStreamBatchInfo)
        else {
          const { detail } = "requestPayload" in failure ? failure.requestPayload : failure
          const commit = await heard(house, detail)
          await project(house.projection, [commit])
          await followUp(house, [commit], passedOverIn(log))
        }
      } catch (error) {
        log.error({ error, messageId }, "a failure could not be taken up")
        failed.push(messageId)
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
}

async function announceAgain({ house, bus }: Pick<Work, "house" | "bus">, batch: z.infer<typeof Batch>): Promise<void> {
  const from = new Date(Date.parse(batch.approximateArrivalOfFirstRecord) - MARGIN).toISOString()
  const to = new Date(Date.parse(batch.approximateArrivalOfLastRecord) + MARGIN).toISOString()
  const entries: Entry[] = []
  for await (const commit of house.world.events.scan())
    if (from <= commit.recorded && commit.recorded <= to) entries.push(commitEntry(commit))
  if ((await send(bus, entries)).length > 0) throw new Error(`the bus refused some of ${entries.length} commits`)
}

/** Lambda's entry, fed by the failure queues. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const put: Bus["put"] = async (entries) => (await import("./wiring/bus.ts")).wiredBus().put(entries)
  return redrive({ ...wired(), bus: { put } })(event)
}
