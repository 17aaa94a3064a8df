import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { project as projectInto } from "@demarche/engine"
import type { EventBridgeEvent } from "aws-lambda"
import { getCloud } from "./composition/cloud.ts"

/** A commit into the views; one that comes early, late or again leaves them as the record has it. */
export function project(application: Application) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    projectInto(application.projection, [await commitFromMessage(application, detail)])
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { application } = getCloud()
  return project(application)(event)
}
