import { oneLine } from "./sanitize.ts"

/** `later`: may go if it is tried again · `never`: the recipient's address takes no mail · `invalid`: the letter, or our own side, is not as it should be. */
export type MailFault = "later" | "never" | "invalid"

/**
 * Why a message did not go. Test `code`, not `instanceof`. The message text may be recorded as it is (see `recordable`);
 * there is no `cause`, since what a mail library throws holds addresses and credentials.
 */
export class MailError extends Error {
  override readonly name = "MailError"
  readonly code: MailFault

  constructor(code: MailFault, reason: string) {
    super(recordable(reason))
    this.code = code
  }
}

/** What a mail server said, fit for the record, which forgets nothing: one line of at most 500 characters, without addresses. */
export function recordable(reason: string): string {
  return oneLine(reason.replace(/[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g, "…"), 500)
}
