import MailComposer from "nodemailer/lib/mail-composer"
import * as z from "zod"
import { MailError } from "./errors.ts"
import { type Message, validAddress } from "./message.ts"
import { oneLine } from "./sanitize.ts"

/** RFC 5322, 3.6.4, in the form everybody writes. Like the URL short enough that its header keeps under the 998 octets of a line. */
const MessageId = z
  .string()
  .max(250)
  .regex(/^<[!-;=?A-~]+@[!-;=?A-~]+>$/, "<id@host>")

const Headers = z.object({
  messageId: MessageId,
  inReplyTo: MessageId.optional(),
  references: z.array(MessageId).optional(),
  sent: z.iso.datetime({ offset: true }),
  unsubscribe: z.object({ url: z.url({ protocol: /^https?$/, normalize: true }).max(900) }).optional(),
})

/** RFC 5545 in a letter (RFC 6047): published, so that a mail program offers to keep it and answers nobody. */
const calendar = "text/calendar; charset=utf-8; method=PUBLISH"

/**
 * The letter as it travels (RFC 5322, MIME, ASCII with CRLF), and its one recipient, which is the envelope's whatever the
 * headers hold. Every transport sends this.
 * @throws MailError `never` where the recipient's address is none, `invalid` that names any other field.
 */
export async function mime(message: Message, from: string): Promise<{ raw: Buffer; recipient: string }> {
  const recipient = validAddress(message.to.address, "never")
  const { success, data, error } = Headers.safeParse(message)
  if (!success) throw new MailError("invalid", z.prettifyError(error))
  const { unsubscribe, ...headers } = data
  const { ics } = message
  const composer = new MailComposer({
    ...headers,
    date: new Date(headers.sent),
    from: validAddress(from),
    to: { name: oneLine(message.to.name, 100), address: recipient },
    subject: oneLine(message.subject, 250),
    text: canonical(message.text),
    html: canonical(message.html),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribe && {
        "List-Unsubscribe": `<${unsubscribe.url}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    ...(ics && { attachments: [{ filename: ics.name, content: ics.text, contentType: calendar }] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { raw: await composer.compile().build(), recipient }
}

/** Every line break is a CRLF, since one alone may be read as more than a line break (RFC 5322, 2.3). */
function canonical(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n")
}
