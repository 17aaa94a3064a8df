import MailComposer from "nodemailer/lib/mail-composer"
import * as z from "zod"
import { MailError } from "./errors.ts"
import { type Message, validAddress } from "./message.ts"
import { oneLine, subjectLine } from "./sanitize.ts"

/** RFC 5322, 3.6.4, in its common form. Like the URL, short enough that its header line stays under 998 octets. */
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

/** RFC 5545 by mail (RFC 6047). With PUBLISH a mail program offers to add the entry and sends no reply. */
const calendar = "text/calendar; charset=utf-8; method=PUBLISH"

/**
 * The message in its transfer format (RFC 5322, MIME, ASCII with CRLF), and the one recipient for the SMTP envelope,
 * whatever the headers hold. Every transport sends this.
 * @throws MailError `never` where the recipient's address is not valid, `invalid` where another field is not; it is named.
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
    subject: subjectLine(message.subject),
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

/** Makes every line break a CRLF: RFC 5322 (2.3) allows CR and LF together only. */
function canonical(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n")
}
