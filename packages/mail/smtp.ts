import { createTransport } from "nodemailer"
import { MailError } from "./errors.ts"
import { type Mailer, validAddress } from "./message.ts"
import { mime } from "./mime.ts"

export interface SmtpOptions {
  /**
   * `smtps://user:password@host:port` (TLS from the start, port 465) or `smtp://…` (STARTTLS, port 587), user and password
   * percent-encoded. There is no mail without TLS (RFC 8314), but over `smtp://` to this machine's own loopback address,
   * where nothing listens in and local servers have no certificate.
   */
  url: string
  /** The sender's address, which is the envelope's as well: bounces go there. */
  from: string
  /** For so many milliseconds the server may be silent; twice that is all the time a letter gets. */
  patience?: number
}

/**
 * A mailer over SMTP. Each letter has a connection of its own: they are few, and a provider ends an idle one.
 * @throws MailError `invalid` where the URL or the sender's address is not of that form.
 */
export function smtpMailer({ url, from, patience = 20_000 }: SmtpOptions): Mailer {
  const sender = validAddress(from)
  const transport = createTransport({
    ...serverOf(url),
    // From the look-up of the name to the greeting, or the end of STARTTLS.
    connectionTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(message) {
      const { raw, recipient } = await mime(message, sender)
      const signal = AbortSignal.timeout(2 * patience)
      try {
        await transport.sendMail({ envelope: { from: sender, to: [recipient] }, raw, signal })
      } catch (error) {
        throw signal.aborted ? new MailError("later", `not done in ${2 * patience} ms`) : refusal(error as SmtpRefusal)
      }
    },
  }
}

function serverOf(text: string) {
  const { protocol, hostname, port, username, password, pathname, search, hash } = URL.parse(text) ?? {}
  const named = hostname && /^\/?$/.test(pathname ?? "") && !search && !hash
  if (!named || !/^smtps?:$/.test(protocol ?? "") || !username !== !password) throw unreadable()
  const secure = protocol === "smtps:"
  const own = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    ...(port && { port: Number(port) }),
    secure,
    ...(own ? { ignoreTLS: true } : { requireTLS: true }),
    // Without it a server that offers no login would be sent to without one, and refuse every recipient.
    ...(username && password && { auth: { user: decoded(username), pass: decoded(password) }, forceAuth: true }),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw unreadable()
  }
}

function unreadable(): MailError {
  return new MailError(
    "invalid",
    "the mail server is named as smtps://user:password@host:port or smtp://host:port, with user and password percent-encoded",
  )
}

/** What nodemailer throws: the step at which it ended, and the server's reply if there was one. */
interface SmtpRefusal extends Error {
  command?: string
  response?: string
  responseCode?: number
}

/** A reply to AUTH is not told, since a server may repeat what it was sent. */
function refusal({ command = "", response, responseCode, message }: SmtpRefusal): MailError {
  const said = command.startsWith("AUTH") ? `${responseCode ?? "no"} reply to our login` : (response ?? message)
  return new MailError(verdict(command, response ?? ""), command ? `${command}: ${said}` : said)
}

/**
 * `never` is said of an address alone, since it closes it; whatever may be our own fault, or the letter's, is `later`. So a
 * 5xx counts only after RCPT TO or the letter itself, not at the greeting, the login or MAIL FROM. Of its enhanced codes
 * (RFC 3463) the recipient's are 5.1.x, but for 5.1.7 and 5.1.8, which are the sender's address, and 5.2.0 and 5.2.1, a
 * mailbox that is closed; not 5.2.2, one that is full, nor 5.7.x, which refuses us: no login, no relaying, a reputation.
 * Without an enhanced code RFC 5321 has 550, 551 and 553 for the mailbox and RFC 7504 has 556 for its domain, in
 * reply to RCPT TO; after the letter 550 is about policy (4.3.2), 552 is read as 452 (4.5.3.1.10), and 554 says nothing.
 */
function verdict(command: string, response: string): "later" | "never" {
  if (!response.startsWith("5") || !/^(RCPT TO|DATA)$/.test(command)) return "later"
  const [, status] = /[ #-](5\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(response) ?? []
  if (status && status !== "5.0.0") return /^5\.(1\.(?![78]$)|2\.[01]$)/.test(status) ? "never" : "later"
  return command === "RCPT TO" && /^55[0136]/.test(response) ? "never" : "later"
}
