import type { Mailer, Message } from "./message.ts"
import { mime } from "./mime.ts"

/** A letter that was not sent: `eml` is the file a mail program opens. */
export interface KeptMessage extends Pick<Message, "to" | "subject" | "sent" | "text" | "html"> {
  /** Counts up from 1 over all the outbox was given. */
  id: number
  eml: string
}

/**
 * A mailer that sends nothing and keeps the last letters in memory, for the demo: nothing is on disk, and nobody gets mail
 * from it. `messages` gives them newest first.
 */
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
