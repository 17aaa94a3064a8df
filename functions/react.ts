import type { EventBridgeEvent } from "aws-lambda"
import { heard } from "./house/heard.ts"
import type { House } from "./house/house.ts"
import { type PassedOver, passedOverIn, react as reactTo } from "./house/react.ts"
import { wired } from "./wiring/cloud.ts"

/** What a commit calls for on other streams, done once however often it is announced. */
export function react(house: House, passedOver: PassedOver) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    reactTo(house, [await heard(house, detail)], passedOver)
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { house, log } = wired()
  return react(house, passedOverIn(log))(event)
}
