import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import { getLetterKey } from "./letterKey.ts"
import { memo } from "./memo.ts"

const getClient = memo(async () => (await import("@demarche/application/webhooks/webhookClient")).createWebhookClient())

/** How webhooks are called; the HTTP client is loaded with the first call. @throws Error where the stacks did not set `LETTER_KEY`. */
export const getWebhooks = memo(() =>
  createWebhooks({ call: async (call) => (await getClient()).call(call) }, getLetterKey()),
)
