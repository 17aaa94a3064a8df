import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { notify as queueNotifications } from "@demarche/application/notifications/notify"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"

/** Queues the notifications that a commit calls for; the clock sends them as letters. */
export function notify(application: Application) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await queueNotifications(application, [await commitFromMessage(application, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return notify(getApplication())(event)
}
