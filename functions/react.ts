import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { logSkipped, type OnSkipped, react as reactTo } from "@demarche/application/processes/react"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"
import { getLogger } from "./composition/logger.ts"

/** Carries out what a commit calls for on other streams, once, however often its message arrives. */
export function react(application: Application, onSkipped: OnSkipped) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    reactTo(application, [await commitFromMessage(application, detail)], onSkipped)
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return react(getApplication(), logSkipped(getLogger()))(event)
}
