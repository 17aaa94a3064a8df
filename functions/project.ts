import { project as projectInto } from "@demarche/engine"
import type { EventBridgeEvent } from "aws-lambda"
import { heard } from "./house/heard.ts"
import type { House } from "./house/house.ts"
import { wired } from "./wiring/cloud.ts"

/** A commit into the views; one that comes early, late or again leaves them as the record has it. */
export function project(house: House) {
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> =>
    projectInto(house.projection, [await heard(house, detail)])
}

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const { house } = wired()
  return project(house)(event)
}
