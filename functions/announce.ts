import type { EventBridgeEvent } from "aws-lambda"
import { announce as announceTo } from "./house/callWebhooks.ts"
import { heard } from "./house/heard.ts"
import type { House } from "./house/house.ts"
import type { Hooks } from "./house/webhooks.ts"
import { wired } from "./wiring/cloud.ts"
import { wiredHooks } from "./wiring/hooks.ts"

/** A commit to the webhooks that listen to it, at once. */
export function announce(house: House, hooks: Hooks) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await announceTo(house, hooks, [await heard(house, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return announce(wired().house, wiredHooks())(event)
}
