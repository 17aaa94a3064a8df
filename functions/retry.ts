import { randomUUID } from "node:crypto"
import { callAgain } from "./house/callWebhooks.ts"
import { wired } from "./wiring/cloud.ts"
import { wiredHooks } from "./wiring/hooks.ts"

/** Lambda's entry, every minute: calls the webhooks again that did not take what they were called with. It is not the clock's, so that no slow receiver holds up a letter. */
export async function handler(): Promise<{ called: number }> {
  return { called: await callAgain(wired().house, wiredHooks(), randomUUID()) }
}
