import type { Mailer } from "@demarche/mail/message"

/** How letters are sent: the transport, the base URL of their links, and the key that signs action links. */
export interface MailSettings {
  /** Without one nothing is sent, and notifications are recorded as suppressed. */
  mailer?: Mailer
  /** An absolute URL without a path. */
  home: string
  key: string
}
