import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { project as projectInto } from "@demarche/engine"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplicationWithoutTexts } from "./composition/applicationWithoutTexts.ts"

/** Projects a commit into the views; early, late or repeated messages leave them as the record has it. */
export function project(application: Application) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    projectInto(application.projection, [await commitFromMessage(application, detail)])
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return project(getApplicationWithoutTexts())(event)
}
