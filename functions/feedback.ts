import type { Application } from "@demarche/application/application"
import { letterReturned } from "@demarche/application/notifications/addresses"
import { readFeedback } from "@demarche/mail/feedback"
import type { EventBridgeEvent } from "aws-lambda"
import { getCloud } from "./composition/cloud.ts"

/** What SES tells of a letter that came back for good, or that somebody complained of, into the record. */
export function feedback(application: Application) {
  return async (event: Pick<EventBridgeEvent<string, unknown>, "source" | "detail-type" | "detail">): Promise<void> => {
    const returned = readFeedback(event)
    if (returned) await letterReturned(application, returned, "feedback")
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { application } = getCloud()
  return feedback(application)(event)
}
