import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Logger } from "@demarche/application/logger"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { newSecret } from "@demarche/application/secrets"
import { REFUSED, reported } from "@demarche/mail/reported"
import { smtpMailer } from "@demarche/mail/smtp"

/** The mail settings in the configuration of a local host. */
export interface LocalMailSettings {
  /** The SMTP server, as in smtps://user:password@mail.example.org; without it, no letters are sent. */
  SMTP_URL?: string | undefined
  MAIL_FROM?: string | undefined
  /** The origin at which people reach the pages: an absolute URL without a path. */
  PUBLIC_URL: string
  /** Signs action links; by default a key that is generated and stored in the data folder. */
  LETTER_KEY?: string | undefined
}

/** The name of the file with the key, in the data folder. */
export const KEY_FILE = "letter.key"

/** The mail settings of a host over that folder; each refused letter is logged. @throws MailError `invalid` where the sender's address is malformed. */
export function localMail(
  { SMTP_URL, MAIL_FROM = "", PUBLIC_URL, LETTER_KEY }: LocalMailSettings,
  folder: string,
  reporter: Logger,
): MailSettings {
  const refused = (error: Error) => reporter.error({ error }, REFUSED)
  return {
    ...(SMTP_URL && { mailer: reported(smtpMailer({ url: SMTP_URL, from: MAIL_FROM }), refused) }),
    home: PUBLIC_URL,
    key: LETTER_KEY ?? keptKey(folder),
  }
}

/** The key stored in a folder, generated once: with another one, links in letters already sent would be invalid, and sessions too. */
export function keptKey(folder: string): string {
  const file = join(folder, KEY_FILE)
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600, flag: "wx" })
  return readFileSync(file, "utf8")
}
