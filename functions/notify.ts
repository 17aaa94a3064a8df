import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { notify as notifyOf } from "@demarche/application/notifications/notify"
import type { EventBridgeEvent } from "aws-lambda"
import { getCloud } from "./composition/cloud.ts"

/** What people are to be told of a commit, into the record; the letters are written from there. */
export function notify(application: Application) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await notifyOf(application, [await commitFromMessage(application, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { application } = getCloud()
  return notify(application)(event)
}
