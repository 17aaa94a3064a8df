import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import * as z from "zod"
import { read } from "./environment.ts"
import { memo } from "./memo.ts"

const caller = memo(async () => (await import("@demarche/application/webhooks/webhookClient")).createWebhookClient())

/** How webhooks are called; the caller is loaded with the first call. @throws Error where the stacks did not tell the key. */
export const getWebhooks = memo(() =>
  createWebhooks(
    { call: async (call) => (await caller()).call(call) },
    read(z.object({ LETTER_KEY: z.string() })).LETTER_KEY,
  ),
)
