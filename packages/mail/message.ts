import * as z from "zod"
import { MailError, type MailFault } from "./errors.ts"

export { MailError, type MailFault } from "./errors.ts"

/** A letter to one person. Instants are RFC 3339. */
export interface Message {
  /** The notice's stream, by which news of the letter finds it again. */
  stream: string
  /** With its angle brackets (RFC 5322, 3.6.4); the same at every attempt, so that a duplicate shows as one. SES puts its own in its place. */
  messageId: string
  /** The name is shortened and cleaned; the address must be one that `validAddress` lets pass. */
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** For the Date header. */
  sent: string
  inReplyTo?: string
  references?: string[]
  /** Answers a POST with the unsubscription (RFC 8058). */
  unsubscribe?: { url: string }
  ics?: { name: string; text: string }
}

/** A way to send. */
export interface Mailer {
  /**
   * Resolves when the provider has taken the letter, which is not yet the recipient.
   * @throws MailError `later`, `never` or `invalid`. After `later` the provider may have taken it all the same.
   */
  send(message: Message): Promise<void>
}

/** RFC 5321, 4.5.3.1: 64 octets before the @; 254 in all, since a path of 256 has its angle brackets. */
const Address = z
  .email()
  .max(254)
  .regex(/^[^@]{1,64}@/)

/**
 * The one address that the text is, unchanged: plain ASCII as in `name@host.org`. No list, group, comment, quotes, white
 * space or IP literal, since what looks like one address to us must not be two to a mail server.
 * @throws MailError of that code, without the text.
 */
export function validAddress(text: string | undefined, code: MailFault = "invalid"): string {
  if (!text) throw new MailError(code, "there is no e-mail address")
  const { success, data } = Address.safeParse(text)
  if (!success) throw new MailError(code, "this is not exactly one valid e-mail address")
  return data
}
