import type { EventBridgeEvent } from "aws-lambda"
import { heard } from "./house/heard.ts"
import type { House } from "./house/house.ts"
import { notify as notifyOf } from "./house/notify.ts"
import { wired } from "./wiring/cloud.ts"

/** What people are to be told of a commit, into the record; the letters are written from there. */
export function notify(house: House) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await notifyOf(house, [await heard(house, detail)])
  }
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { house } = wired()
  return notify(house)(event)
}
