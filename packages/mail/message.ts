import { mailbox } from "@demarche/workplan/rules/mailbox"
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

/**
 * The address as the mail server gets it, in ASCII: exactly one, so that no server can read it as two.
 * @throws MailError of that code, whose message does not repeat the text.
 */
export function validAddress(text: string | undefined, code: MailFault = "invalid"): string {
  if (!text) throw new MailError(code, "there is no e-mail address")
  const address = mailbox(text)
  if (!address) throw new MailError(code, "this is not exactly one valid e-mail address")
  return address
}
