import { randomUUID } from "node:crypto"
import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import { getApplicationWithoutTexts } from "./composition/applicationWithoutTexts.ts"
import { getWebhooks } from "./composition/webhooks.ts"

/** Lambda's entry, every minute: retries failed webhook deliveries. Apart from the clock, so that a slow receiver delays no letter. */
export async function handler(): Promise<{ called: number }> {
  return { called: await retryDeliveries(getApplicationWithoutTexts(), getWebhooks(), randomUUID()) }
}
