import * as z from "zod"
import { hooksOf } from "../house/webhooks.ts"
import { read } from "./environment.ts"
import { once } from "./once.ts"

const caller = once(async () => (await import("@demarche/mail/webhook")).webhookCaller())

/** How webhooks are called; the caller is loaded with the first call. @throws Error where the stacks did not tell the key. */
export const wiredHooks = once(() =>
  hooksOf({ call: async (call) => (await caller()).call(call) }, read(z.object({ LETTER_KEY: z.string() })).LETTER_KEY),
)
