import type { Application } from "@demarche/application/application"
import { letterReturned } from "@demarche/application/notifications/addresses"
import { readFeedback } from "@demarche/mail/feedback"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"

/** Records a letter's permanent bounce, or a complaint about it, as SES reports them. */
export function feedback(application: Application) {
  return async (event: Pick<EventBridgeEvent<string, unknown>, "source" | "detail-type" | "detail">): Promise<void> => {
    const returned = readFeedback(event)
    if (returned) await letterReturned(application, returned, "feedback")
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return feedback(getApplication())(event)
}
