import { readFeedback } from "@demarche/mail/feedback"
import type { EventBridgeEvent } from "aws-lambda"
import { letterReturned } from "./house/addresses.ts"
import type { House } from "./house/house.ts"
import { wired } from "./wiring/cloud.ts"

/** What SES tells of a letter that came back for good, or that somebody complained of, into the record. */
export function feedback(house: House) {
  return async (event: Pick<EventBridgeEvent<string, unknown>, "source" | "detail-type" | "detail">): Promise<void> => {
    const returned = readFeedback(event)
    if (returned) await letterReturned(house, returned, "feedback")
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { house } = wired()
  return feedback(house)(event)
}
