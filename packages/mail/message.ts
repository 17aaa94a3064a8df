import * as z from "zod"
import { MailError, type MailFault } from "./errors.ts"

export { MailError, type MailFault } from "./errors.ts"

/** A letter to one person, as it is handed to a mailer. Instants are RFC 3339. */
export interface Message {
  /** The stream of one of its notifications, by which a bounce is matched. */
  stream: string
  /** With its angle brackets (RFC 5322, 3.6.4); the same at every attempt, so that duplicates are recognised. SES replaces it. */
  messageId: string
  /** The name is shortened to one line; the address must be one that `validAddress` accepts. */
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** For the Date header. */
  sent: string
  inReplyTo?: string
  references?: string[]
  /** A POST to this URL unsubscribes (RFC 8058). */
  unsubscribe?: { url: string }
  /** A calendar file (RFC 5545) to attach. */
  ics?: { name: string; text: string }
}

/** A transport for messages. */
export interface Mailer {
  /**
   * Resolves when the provider has accepted the letter, which is not yet its delivery.
   * @throws MailError `later`, `never` or `invalid`. After `later` the provider may have accepted it nevertheless.
   */
  send(message: Message): Promise<void>
}

/** RFC 5321, 4.5.3.1: 64 octets before the @; 254 in all, since a path of 256 has its angle brackets. */
const Address = z
  .email()
  .max(254)
  .regex(/^[^@]{1,64}@/)

/**
 * Returns the text unchanged if it is exactly one address in plain ASCII, as in `name@host.org`: no list, group, comment,
 * quotes, white space or IP literal, so that a mail server cannot read it as two.
 * @throws MailError of that code, whose message does not repeat the text.
 */
export function validAddress(text: string | undefined, code: MailFault = "invalid"): string {
  if (!text) throw new MailError(code, "there is no e-mail address")
  const { success, data } = Address.safeParse(text)
  if (!success) throw new MailError(code, "this is not exactly one valid e-mail address")
  return data
}
