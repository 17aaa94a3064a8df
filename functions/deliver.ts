import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { dispatch } from "@demarche/application/webhooks/dispatch"
import type { Webhooks } from "@demarche/application/webhooks/webhooks"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplicationWithoutTexts } from "./composition/applicationWithoutTexts.ts"
import { getWebhooks } from "./composition/webhooks.ts"

/** Delivers a commit to every subscribed webhook. */
export function deliver(application: Application, webhooks: Webhooks) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await dispatch(application, webhooks, [await commitFromMessage(application, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return deliver(getApplicationWithoutTexts(), getWebhooks())(event)
}
