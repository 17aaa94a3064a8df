import { project } from "@demarche/engine"
import type { SQSBatchResponse, SQSEvent } from "aws-lambda"
import { feedback } from "./feedback.ts"
import { announceAgain } from "./house/announceAgain.ts"
import { type Bus, SOURCE } from "./house/bus.ts"
import { Failure, type Missed } from "./house/failure.ts"
import { followUp } from "./house/followUp.ts"
import { heard } from "./house/heard.ts"
import { passedOverIn } from "./house/react.ts"
import { type Cloud, wired } from "./wiring/cloud.ts"

type Work = Pick<Cloud, "house" | "log"> & { bus: Bus }

/**
 * Takes up what failed for good. A stream's pointer says only when: what the table recorded then is announced again. A
 * function's event says which commit: it is read again, projected and answered, its notices and calls are queued. What the
 * mail provider tells of a letter is taken up as `feedback` does. What is none of these stays.
 */
export function redrive({ house, bus, log }: Work) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = []
    for (const { messageId, body } of Records) {
      try {
        const failure = Failure.parse(JSON.parse(body))
        if ("DDBStreamBatchInfo" in failure) await announceAgain(house, bus, failure.DDBStreamBatchInfo)
        else await hearAgain({ house, log }, "requestPayload" in failure ? failure.requestPayload : failure)
      } catch (error) {
        log.error({ error, messageId }, "a failure could not be taken up")
        failed.push(messageId)
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
}

async function hearAgain({ house, log }: Pick<Work, "house" | "log">, event: Missed): Promise<void> {
  if (event.source !== SOURCE) return feedback(house)(event)
  const commit = await heard(house, event.detail)
  await project(house.projection, [commit])
  await followUp(house, [commit], passedOverIn(log))
}

/** Lambda's entry, fed by the failure queues. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const put: Bus["put"] = async (entries) => (await import("./wiring/bus.ts")).wiredBus().put(entries)
  return redrive({ ...wired(), bus: { put } })(event)
}
