import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { BaseUrl } from "@demarche/application/settings"
import { sesMailer } from "@demarche/mail/ses"
import * as z from "zod"
import { read } from "./environment.ts"
import { memo } from "./memo.ts"

const Sending = z.object({
  ORIGIN: BaseUrl,
  LETTER_KEY: z.string(),
  MAIL_FROM: z.string(),
  MAIL_CONFIGURATION: z.string(),
})

/** How letters go out, for the one function that sends them. @throws Error that names a variable the stacks did not set. */
export const getMail = memo((): MailSettings => {
  const { ORIGIN: home, LETTER_KEY: key, MAIL_FROM: from, MAIL_CONFIGURATION: configurationSet } = read(Sending)
  return { mailer: sesMailer({ from, configurationSet }), home, key }
})
