import type { Mailer, Message } from "./message.ts"
import { mime } from "./mime.ts"

/** A message kept instead of sent; `eml` is the file that mail programs open. */
export interface KeptMessage extends Pick<Message, "to" | "subject" | "sent" | "text" | "html"> {
  /** Counts up from 1 over all messages of the outbox, also those no longer kept. */
  id: number
  eml: string
}

/** A mailer for the demo: it sends nothing and keeps the last `keep` messages in memory. `messages` lists them newest first. */
export function outbox(from: string, keep = 200): Mailer & { messages(): KeptMessage[] } {
  const kept: KeptMessage[] = []
  let id = 0
  return {
    async send(message) {
      const { raw } = await mime(message, from)
      const { to, subject, sent, text, html } = message
      id += 1
      kept.unshift({ id, to, subject, sent, text, html, eml: raw.toString("ascii") })
      kept.splice(keep)
    },
    messages: () => [...kept],
  }
}
