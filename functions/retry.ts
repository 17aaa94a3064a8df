import { randomUUID } from "node:crypto"
import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import { getCloud } from "./composition/cloud.ts"
import { getWebhooks } from "./composition/webhooks.ts"

/** Lambda's entry, every minute: calls the webhooks again that did not take what they were called with. It is not the clock's, so that no slow receiver holds up a letter. */
export async function handler(): Promise<{ called: number }> {
  return { called: await retryDeliveries(getCloud().application, getWebhooks(), randomUUID()) }
}
