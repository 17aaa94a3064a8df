import { type Bus, SOURCE } from "@demarche/application/messages/bus"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { DeadLetter, type FailedEvent } from "@demarche/application/messages/deadLetter"
import { republish } from "@demarche/application/messages/republish"
import { catchUp } from "@demarche/application/processes/catchUp"
import { logSkipped } from "@demarche/application/processes/react"
import { project } from "@demarche/engine"
import type { SQSBatchResponse, SQSEvent } from "aws-lambda"
import { type CloudComposition, getCloud } from "./composition/cloud.ts"
import { feedback } from "./feedback.ts"

type Work = Pick<CloudComposition, "application" | "log"> & { bus: Bus }

/**
 * Takes up what failed for good. A stream's pointer says only when: what the table recorded then is announced again. A
 * function's event says which commit: it is read again, projected and answered, its notices and calls are queued. What the
 * mail provider tells of a letter is taken up as `feedback` does. What is none of these stays.
 */
export function redrive({ application, bus, log }: Work) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = []
    for (const { messageId, body } of Records) {
      try {
        const failure = DeadLetter.parse(JSON.parse(body))
        if ("DDBStreamBatchInfo" in failure) await republish(application, bus, failure.DDBStreamBatchInfo)
        else await redriveEvent({ application, log }, "requestPayload" in failure ? failure.requestPayload : failure)
      } catch (error) {
        log.error({ error, messageId }, "a failure could not be taken up")
        failed.push(messageId)
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
}

async function redriveEvent(
  { application, log }: Pick<Work, "application" | "log">,
  event: FailedEvent,
): Promise<void> {
  if (event.source !== SOURCE) return feedback(application)(event)
  const commit = await commitFromMessage(application, event.detail)
  await project(application.projection, [commit])
  await catchUp(application, [commit], logSkipped(log))
}

/** Lambda's entry, fed by the failure queues. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const put: Bus["put"] = async (entries) => (await import("./composition/bus.ts")).getBus().put(entries)
  return redrive({ ...getCloud(), bus: { put } })(event)
}
