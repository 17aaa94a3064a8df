import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import { dispatch } from "@demarche/application/webhooks/dispatch"
import type { Webhooks } from "@demarche/application/webhooks/webhooks"
import type { EventBridgeEvent } from "aws-lambda"
import { getCloud } from "./composition/cloud.ts"
import { getWebhooks } from "./composition/webhooks.ts"

/** A commit to the webhooks that listen to it, at once. */
export function deliver(application: Application, hooks: Webhooks) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await dispatch(application, hooks, [await commitFromMessage(application, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return deliver(getCloud().application, getWebhooks())(event)
}
