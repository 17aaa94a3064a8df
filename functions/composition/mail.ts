import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { BaseUrl } from "@demarche/application/settings"
import { REFUSED, reported } from "@demarche/mail/reported"
import { sesMailer } from "@demarche/mail/ses"
import * as z from "zod"
import { variables } from "./environment.ts"
import { getLetterKey } from "./letterKey.ts"
import { getLogger } from "./logger.ts"
import { memo } from "./memo.ts"

const MailVariables = z.object({
  ORIGIN: BaseUrl,
  MAIL_FROM: z.string("is not set"),
  MAIL_CONFIGURATION: z.string("is not set"),
})

/** How letters are sent: by SES, with links to the stage's pages. @throws Error that names each variable that is missing or wrong. */
export const getMail = memo((): MailSettings => {
  const { ORIGIN: home, MAIL_FROM: from, MAIL_CONFIGURATION: configurationSet } = variables(MailVariables)
  const mailer = reported(sesMailer({ from, configurationSet }), (error) => getLogger().error({ error }, REFUSED))
  return { mailer, home, key: getLetterKey() }
})
