import { createTransport } from "nodemailer"
import { MailError } from "./errors.ts"
import { type Mailer, validAddress } from "./message.ts"
import { mime } from "./mime.ts"

/** Options of the SMTP mailer. */
export interface SmtpOptions {
  /**
   * `smtps://user:password@host:port` (TLS from the start, port 465) or `smtp://…` (STARTTLS, port 587), user and password
   * percent-encoded. TLS is required (RFC 8314), except for `smtp://` to a loopback address, where local servers have no
   * certificate.
   */
  url: string
  /** The sender's address, also in the SMTP envelope: bounces go there. */
  from: string
  /** The socket timeout, in milliseconds; a whole letter may take twice that. */
  patience?: number
}

/**
 * A mailer over SMTP. It opens a connection for each letter: letters are few, and providers close idle connections.
 * @throws MailError `invalid` where the URL or the sender's address is not of that form.
 */
export function smtpMailer({ url, from, patience = 20_000 }: SmtpOptions): Mailer {
  const sender = validAddress(from)
  const transport = createTransport({
    ...serverOf(url),
    // Covers everything from the name look-up to the greeting, or the end of STARTTLS.
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
        if (signal.aborted) throw new MailError("later", `not done in ${2 * patience} ms`)
        throw refusal(error as SmtpRefusal) // nodemailer throws nothing else
      }
    },
  }
}

function serverOf(text: string) {
  const { protocol, hostname, port, username, password, pathname, search, hash } = URL.parse(text) ?? {}
  const named = hostname && /^\/?$/.test(pathname ?? "") && !search && !hash
  if (!named || !/^smtps?:$/.test(protocol ?? "") || !username !== !password) throw unreadable()
  const secure = protocol === "smtps:"
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    ...(port && { port: Number(port) }),
    secure,
    ...(loopback ? { ignoreTLS: true } : { requireTLS: true }),
    // Without forceAuth a server that offers no login would get the letter without one, and refuse every recipient.
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

/** An error of nodemailer: the SMTP command at which it failed, and the server's reply if there was one. */
interface SmtpRefusal extends Error {
  command?: string
  response?: string
  responseCode?: number
}

/** The MailError for an error of nodemailer. It leaves out a reply to AUTH, since a server may repeat credentials in it. */
function refusal({ command = "", response, responseCode, message }: SmtpRefusal): MailError {
  const reply = command.startsWith("AUTH") ? `${responseCode ?? "no"} reply to our login` : (response ?? message)
  return new MailError(faultOf(command, response ?? ""), command ? `${command}: ${reply}` : reply)
}

/**
 * `never` only for replies about the recipient's address, which is then marked as failed; `later` for all that may be our
 * fault or the letter's. So a 5xx reply counts after RCPT TO or DATA, not at the greeting, the login or MAIL FROM. Of the
 * enhanced codes (RFC 3463) 5.1.x are about the recipient, except 5.1.7 and 5.1.8 (the sender), and so are 5.2.0 and 5.2.1
 * (mailbox disabled); not 5.2.2 (mailbox full) nor 5.7.x (we are refused: login, relaying, reputation). Without an
 * enhanced code, in reply to RCPT TO, 550, 551 and 553 are about the mailbox (RFC 5321) and 556 about its domain (RFC
 * 7504); after DATA 550 is about policy (RFC 5321, 4.3.2), 552 is to be read as 452 (4.5.3.1.10), and 554 is unspecific.
 */
function faultOf(command: string, response: string): "later" | "never" {
  if (!response.startsWith("5") || !/^(RCPT TO|DATA)$/.test(command)) return "later"
  const [, status] = /[ #-](5\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(response) ?? []
  if (status && status !== "5.0.0") return /^5\.(1\.(?![78]$)|2\.[01]$)/.test(status) ? "never" : "later"
  return command === "RCPT TO" && /^55[0136]/.test(response) ? "never" : "later"
}
