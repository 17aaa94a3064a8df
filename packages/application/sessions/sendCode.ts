import { type Commit, eachInTurn, loadState } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { MailError, type Mailer } from "@demarche/mail/message"
import { codeEvents } from "@demarche/workflows/catalogue"
import { usualLanguage } from "@demarche/workflows/languages"
import { isReachable } from "@demarche/workplan"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import type { MailSettings } from "../notifications/mailSettings.ts"
import { secretHash } from "../secrets.ts"
import { textBody } from "../textBody.ts"
import { createAddressBook } from "./addressBook.ts"
import { codeOf, linkSecretOf } from "./secrets.ts"
import { named } from "./sessions.ts"

/**
 * Makes the sender of codes. It sends each as long as it opens, and only to an address that somebody with a mandate has. The
 * letter is kept nowhere: code and link are made anew of the key. A crash between sending and noting it sends the same letter
 * once more. The sender throws MailError `later` where the mailer refuses for now, and what the store refuses, after all others.
 */
export function codeSender(application: Application, mail: MailSettings): (commits: Commit[]) => Promise<void> {
  const book = createAddressBook(application, mail.key)
  const { events, texts, clock } = application.world

  async function send(mailer: Mailer, stream: StreamName, correlation: string): Promise<void> {
    const found = await loadState(events, workflowOf(application, "session"), stream, clock())
    const { code, sent } = found ? viewOf(application, "session", found.snapshot).context : {}
    if (!code?.salt || sent) return
    const [holder, ...others] = (await book.holders(stream)).filter(({ person }) => isReachable(person))
    const address = holder && (await textBody(texts, holder.person.address ?? ""))
    if (!holder || address === undefined) return
    const { salt, until, language = usualLanguage } = code
    const link = named({ address: stream, secret: linkSecretOf(salt, mail.key) })
    const name = others.length === 0 ? await textBody(texts, holder.person.name) : undefined
    const { codeLetter } = await import("@demarche/mail/codeLetter")
    const letter = codeLetter({
      code: codeOf(salt, mail.key),
      url: `${mail.home}/${language}/sign-in/link/${link}`,
      reader: { name, language },
      home: mail.home,
    })
    const id = secretHash(`${stream} ${until}`).slice(0, 32)
    const messageId = `<${id}@${new URL(mail.home).hostname}>`
    try {
      await mailer.send({ ...letter, stream, messageId, to: { name: name ?? "", address }, sent: clock() })
    } catch (error) {
      if (!(error instanceof MailError) || error.code === "later") throw error
    }
    await executeAsSystem(application, { stream, command: { type: "noteSent" }, correlation })
  }

  return async (commits) => {
    const { mailer } = mail
    const asked = mailer ? commits.filter(makesCode) : []
    const streams = new Map(asked.map(({ stream, correlation }) => [stream, correlation]))
    if (mailer) await eachInTurn(streams, ([stream, correlation]) => send(mailer, stream, correlation))
  }
}

function makesCode({ events }: Commit): boolean {
  return events.some(({ value }) => codeEvents.includes(value.type))
}
