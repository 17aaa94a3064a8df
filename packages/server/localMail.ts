import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { smtpMailer } from "@demarche/mail/smtp"

/** What a local host is told of its mail. */
export interface LocalMailSettings {
  /** Where letters are handed over, as in smtps://user:password@mail.example.org; without it nobody is written to. */
  SMTP_URL?: string | undefined
  MAIL_FROM?: string | undefined
  /** Where people reach the pages: an absolute URL without a path. */
  PUBLIC_URL: string
  /** Signs the links in letters; kept in the data folder where it is not given. */
  LETTER_KEY?: string | undefined
}

const KEY_FILE = "letter.key"

/** How a host over that folder writes to people. @throws MailError `invalid` where the sender's address is none. */
export function localMail(
  { SMTP_URL, MAIL_FROM = "", PUBLIC_URL, LETTER_KEY }: LocalMailSettings,
  folder: string,
): MailSettings {
  return {
    ...(SMTP_URL && { mailer: smtpMailer({ url: SMTP_URL, from: MAIL_FROM }) }),
    home: PUBLIC_URL,
    key: LETTER_KEY ?? keptKey(join(folder, KEY_FILE)),
  }
}

/** A key made once: with another one, the links in letters that are out would lead nowhere. */
function keptKey(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" })
  return readFileSync(file, "utf8")
}
