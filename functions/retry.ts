import { randomUUID } from "node:crypto"
import { callAgain } from "./house/deliveries.ts"
import { wired } from "./wiring.ts"

/** Lambda's entry, every minute: calls the webhooks again that did not take what they were called with. It is not the clock's, so that no slow receiver holds up a letter. */
export async function handler(): Promise<{ called: number }> {
  const { house, hooks } = await wired()
  return { called: await callAgain(house, await hooks(), randomUUID()) }
}
