import type { Application } from "@demarche/application/application"
import { commitFromMessage } from "@demarche/application/messages/commitFromMessage"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { codeSender } from "@demarche/application/sessions/sendCode"
import type { EventBridgeEvent } from "aws-lambda"
import { getApplication } from "./composition/application.ts"
import { getMail } from "./composition/mail.ts"
import { memo } from "./composition/memo.ts"

/** Sends the code that somebody asked for to sign in. */
export function sendCode(application: Application, mail: MailSettings) {
  const send = codeSender(application, mail)
  return async ({ detail }: Pick<EventBridgeEvent<string, unknown>, "detail">): Promise<void> => {
    await send([await commitFromMessage(application, detail)])
  }
}

const getHandler = memo(() => sendCode(getApplication(), getMail()))

/** Lambda's entry. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  return getHandler()(event)
}
