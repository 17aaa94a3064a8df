import type { Mailer } from "@demarche/mail/message"

/** What letters go out by: who carries them, where their links lead, and what signs those. */
export interface MailSettings {
  /** Without one nobody is written to, and the record says so. */
  mailer?: Mailer
  /** An absolute URL without a path. */
  home: string
  key: string
}
