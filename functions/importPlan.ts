import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { runImports } from "@demarche/application/processes/runImports"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"

/** Does a piece of the import that a commit asks for or goes on with; the commit that says so brings on the next piece. */
export function importPlan(application: Application) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    runImports(application, [await commitFromMessage(application, detail)])
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return importPlan(getApplication())(event)
}
