import type { Application } from "@demarche/application/application"
import type { Logger } from "@demarche/application/logger"
import { type Bus, SOURCE } from "@demarche/application/messages/bus"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { DeadLetter, type FailedEvent } from "@demarche/application/messages/deadLetter"
import { republish } from "@demarche/application/messages/republish"
import { catchUp } from "@demarche/application/processes/catchUp"
import { logSkipped } from "@demarche/application/processes/react"
import { project } from "@demarche/engine"
import type { SQSBatchResponse, SQSEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"
import { getLogger } from "./composition/logger.ts"
import { feedback } from "./feedback.ts"

interface Dependencies {
  application: Application
  bus: Bus
  log: Logger
}

/**
 * Reprocesses dead letters. A pointer into the stream says only when: commits recorded then are republished. An event says
 * which commit: it is read again and projected, its reactions run, its notifications and deliveries are queued. SES feedback
 * is handled as `feedback` does. Anything else stays in the queue.
 */
export function redrive({ application, bus, log }: Dependencies) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = []
    for (const { messageId, body } of Records) {
      try {
        const failure = DeadLetter.parse(JSON.parse(body))
        if ("DDBStreamBatchInfo" in failure) await republish(application, bus, failure.DDBStreamBatchInfo)
        else await redriveEvent({ application, log }, "requestPayload" in failure ? failure.requestPayload : failure)
      } catch (error) {
        log.error({ error, messageId }, "a dead letter could not be reprocessed")
        failed.push(messageId)
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
}

async function redriveEvent(
  { application, log }: Pick<Dependencies, "application" | "log">,
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
  return redrive({ application: getApplication(), bus: { put }, log: getLogger() })(event)
}
