import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { logSkipped, type OnSkipped, react as reactTo } from "@demarche/application/processes/react"
import type { EventBridgeEvent } from "aws-lambda"
import { getCloud } from "./composition/cloud.ts"

/** What a commit calls for on other streams, done once however often it is announced. */
export function react(application: Application, passedOver: OnSkipped) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    reactTo(application, [await commitFromMessage(application, detail)], passedOver)
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { application, log } = getCloud()
  return react(application, logSkipped(log))(event)
}
