import { MailError, type Mailer } from "./message.ts"

/** The message of the log entry for a letter that the mail service did not take. */
export const REFUSED = "a letter was refused"

/** A mailer that tells `report` of each letter that is refused, before it throws the error on. */
export function reported({ send }: Mailer, report: (error: MailError) => void): Mailer {
  return {
    async send(message) {
      try {
        await send(message)
      } catch (error) {
        if (error instanceof MailError) report(error)
        throw error
      }
    },
  }
}
