import { oneLine } from "./sanitize.ts"

/** `later`: a retry may succeed · `never`: the recipient's address permanently refuses mail · `invalid`: the message or our configuration is wrong. */
export type MailFault = "later" | "never" | "invalid"

/**
 * Why a message was not sent. Test `code`. The error's message is safe to record (see `recordable`); it has no `cause`,
 * since the errors of mail libraries contain addresses and credentials.
 */
export class MailError extends Error {
  override readonly name = "MailError"
  readonly code: MailFault

  constructor(code: MailFault, reason: string) {
    super(recordable(reason))
    this.code = code
  }
}

/** A mail server's response as it may be recorded for good: one line of at most 500 characters, without addresses. */
export function recordable(reason: string): string {
  return oneLine(reason.replace(/[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g, "…"), 500)
}
