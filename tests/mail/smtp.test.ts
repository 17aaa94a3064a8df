import { once } from "node:events"
import { createServer } from "node:net"
import tls from "node:tls"
import { smtpMailer } from "@demarche/mail/smtp"
import { afterEach, describe, expect, test } from "vitest"
import { certificate } from "./certificate.ts"
import { mailerContract } from "./mailer.contract.ts"
import { from, letter, plain } from "./samples.ts"
import { type Script, smtpServer, smtpSink } from "./smtpServer.ts"

mailerContract("SMTP", async () => {
  const server = await smtpServer()
  return {
    mailer: smtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from }),
    taken: () => server.letters,
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  }
})

test("bounces go to the sender", async () => {
  await using server = await smtpServer()
  await smtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from }).send(letter)
  expect(server.letters).toMatchObject([{ from, to: [letter.to.address] }])
})

describe("what a server answers", () => {
  /** What comes of one letter, in at most `patience` milliseconds of silence. */
  async function outcome(script: Script, { login = "", patience = 5_000 } = {}) {
    await using sink = await smtpSink(script)
    const url = sink.url.replace("//", `//${login}`)
    try {
      await smtpMailer({ url, from, patience }).send(plain)
      return { code: "sent", message: "" }
    } catch (error) {
      return error as { code: string; message: string }
    }
  }

  const later: Script[] = [
    { greeting: "421 4.3.2 shutting down" },
    { greeting: "554 5.7.1 your address is on a list" },
    { greeting: "521 no mail here" },
    { greeting: "cut" },
    { EHLO: "421 too many connections" },
    { MAIL: "421 4.7.0 slow down" },
    { MAIL: "451 4.3.0 aborted" },
    { MAIL: "454 4.7.0 TLS not available" },
    { MAIL: "550 5.1.8 sender unknown" },
    { MAIL: "550 5.1.1 user unknown" },
    { MAIL: "530 5.7.0 authentication required" },
    { MAIL: "553 5.7.1 not your address" },
    { MAIL: "552 5.3.4 too big" },
    { RCPT: "421 4.3.2 closing" },
    { RCPT: "450 4.2.1 greylisted" },
    { RCPT: "451 4.7.1 greylisted" },
    { RCPT: "452 4.2.2 mailbox full" },
    { RCPT: "454 4.7.1 relay access denied" },
    { RCPT: "503 5.5.1 no sender" },
    { RCPT: "530 5.7.0 authentication required" },
    { RCPT: "535 5.7.8 authentication failed" },
    { RCPT: "550 5.1.7 sender unknown" },
    { RCPT: "550 5.1.8 sender's domain unknown" },
    { RCPT: "550 5.7.1 relaying denied" },
    { RCPT: "550-5.7.26 unauthenticated sender\r\n550 5.7.26 see SPF" },
    { RCPT: "553 sorry, that domain is not in my list of allowed hosts (#5.7.1)" },
    { RCPT: "552 mailbox full" },
    { RCPT: "552 5.2.2 mailbox full" },
    { RCPT: "554 transaction failed" },
    { RCPT: "554 5.3.0 something" },
    { RCPT: "cut" },
    { DATA: "451 4.3.0 later" },
    { DATA: "554 5.5.1 no valid recipients" },
    { letter: "451 4.6.0 scanner down" },
    { letter: "452 4.3.1 disk full" },
    { letter: "550 5.7.1 looks like spam" },
    { letter: "550 message refused" },
    { letter: "552 5.3.4 too big" },
    { letter: "554 5.6.0 malformed" },
    { letter: "cut" },
  ]
  test.each(later.map((script) => ({ said: JSON.stringify(script), script })))("$said: later", async ({ script }) => {
    expect((await outcome(script)).code).toBe("later")
  })

  const never: Script[] = [
    { RCPT: "550 no such user" },
    { RCPT: "550 5.1.1 no such user" },
    { RCPT: "550-5.1.1 the account does not exist\r\n550 5.1.1 see help" },
    { RCPT: "550 5.1.10 null MX" },
    { RCPT: "550 5.2.1 mailbox disabled" },
    { RCPT: "550 5.0.0 no" },
    { RCPT: "550 sorry, no mailbox here by that name (#5.1.1)" },
    { RCPT: "550 no such user here, says 5.7.1.9" },
    { RCPT: "551 user not local" },
    { RCPT: "553 5.1.3 bad address" },
    { RCPT: "553 mailbox name not allowed" },
    { RCPT: "554 5.1.2 no such domain" },
    { RCPT: "556 domain takes no mail" },
    { letter: "550 5.1.1 no such user" },
    { letter: "554 5.2.1 mailbox disabled" },
  ]
  test.each(never.map((script) => ({ said: JSON.stringify(script), script })))("$said: never", async ({ script }) => {
    expect((await outcome(script)).code).toBe("never")
  })

  const steps = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "letter"] as const
  test.concurrent.each(steps)("silence at %s: later, when the patience is over", async (step) => {
    const { code, message } = await outcome({ [step]: "hang" }, { patience: 2_000 })
    expect([code, message]).toEqual(["later", expect.stringMatching(/^CONN: (Timeout|Greeting never received)$/)])
  })

  test.concurrent("a server that is never silent and never done: later, after twice the patience", async () => {
    const { code, message } = await outcome({ RCPT: "drip" }, { patience: 1_000 })
    expect([code, message]).toEqual(["later", "not done in 2000 ms"])
  })

  test("a server that is not there, or not known: later", async () => {
    const unused = createServer().listen(0, "127.0.0.1")
    await once(unused, "listening")
    const { port } = unused.address() as { port: number }
    await new Promise((resolve) => unused.close(resolve))
    for (const url of [`smtp://127.0.0.1:${port}`, "smtp://mail.invalid"])
      await expect(smtpMailer({ url, from }).send(plain)).rejects.toMatchObject({ code: "later" })
  })

  test("the reason is the reply on one line, without the address", async () => {
    const said = "550-5.1.1 <amelie@mission.example.org>:\r\n550 5.1.1 unknown \u001b[31m"
    const { message } = await outcome({ RCPT: said })
    expect(message).toBe("RCPT TO: 550-5.1.1 <…>: 550 5.1.1 unknown [31m")
  })

  test("a long reply is cut to 500 characters", async () => {
    expect((await outcome({ RCPT: `550 ${"no ".repeat(1_000)}` })).message).toMatch(/^.{450,499}…$/)
  })

  const login = `${encodeURIComponent("us:er")}:${encodeURIComponent("p@ss/w#rd")}@`

  test("a login that is refused is later, and its reply is not told", async () => {
    const sent = Buffer.from("\0us:er\0p@ss/w#rd").toString("base64")
    const { code, message } = await outcome({ AUTH: `535 5.7.8 bad credentials ${sent} p@ss/w#rd` }, { login })
    expect([code, message]).toEqual(["later", "AUTH PLAIN: 535 reply to our login"])
  })

  test("a login that is not offered is later: nothing goes out without it", async () => {
    const refusing = { EHLO: "250 sink", AUTH: "502 5.5.1 not here", RCPT: "550 no" }
    expect((await outcome(refusing, { login })).code).toBe("later")
  })

  test("user and password reach the server as they are", async () => {
    await using sink = await smtpSink({})
    await smtpMailer({ url: sink.url.replace("//", `//${login}`), from }).send(plain)
    expect(sink.commands).toContain(`AUTH PLAIN ${Buffer.from("\0us:er\0p@ss/w#rd").toString("base64")}`)
  })
})

describe("TLS", () => {
  const trusted = tls.getCACertificates()
  afterEach(() => tls.setDefaultCACertificates(trusted))
  const open = { disabledCommands: [], ...certificate }

  /** What comes of one letter to a server under that URL, listening on all addresses of the machine. */
  async function outcome(url: (port: number) => string, options: Parameters<typeof smtpServer>[0]) {
    let encrypted = false
    const onMailFrom = (_: unknown, session: { secure: boolean }, done: () => void) => {
      encrypted = session.secure
      done()
    }
    await using server = await smtpServer({ onMailFrom, ...options }, "0.0.0.0")
    const mailer = smtpMailer({ url: url(server.port), from, patience: 5_000 })
    const code = await mailer.send(plain).then(
      () => "sent",
      (error) => error.code,
    )
    return { code, taken: server.letters.length, encrypted }
  }

  const startTls = (port: number) => `smtp://0.0.0.0:${port}`
  const fromTheStart = (port: number) => `smtps://localhost:${port}`
  const toOneself = (port: number) => `smtp://localhost:${port}`

  test("a server whose certificate holds gets the letter encrypted", async () => {
    tls.setDefaultCACertificates([...trusted, certificate.cert])
    expect(await outcome(fromTheStart, { secure: true, ...certificate })).toEqual({
      code: "sent",
      taken: 1,
      encrypted: true,
    })
    expect(await outcome(startTls, open)).toEqual({ code: "sent", taken: 1, encrypted: true })
  })

  test("a server whose certificate does not hold gets nothing", async () => {
    expect(await outcome(fromTheStart, { secure: true, ...certificate })).toMatchObject({ code: "later", taken: 0 })
    expect(await outcome(startTls, open)).toMatchObject({ code: "later", taken: 0 })
  })

  test("a server without TLS gets nothing, unless it is on this machine's loopback address", async () => {
    expect(await outcome(startTls, {})).toMatchObject({ code: "later", taken: 0 })
    expect(await outcome(toOneself, {})).toEqual({ code: "sent", taken: 1, encrypted: false })
  })

  test("on the loopback address no certificate is asked for", async () => {
    expect(await outcome(toOneself, open)).toEqual({ code: "sent", taken: 1, encrypted: false })
  })
})

describe("the URL", () => {
  test.each([
    "",
    "mail.example.org",
    "mail.example.org:587",
    "http://mail.example.org",
    "smtp://",
    "smtp:mail.example.org",
    "smtp://mail.example.org/inbox",
    "smtp://mail.example.org?tls.rejectUnauthorized=false",
    "smtp://mail.example.org#x",
    "smtp://user@mail.example.org",
    "smtp://:secret@mail.example.org",
    "smtp://user:100%secret@mail.example.org",
    "smtp://user:secret#1@mail.example.org",
  ])("%j is refused, and not repeated", (url) => {
    try {
      smtpMailer({ url, from })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ name: "MailError", code: "invalid" })
      expect((error as Error).message).not.toContain("secret")
    }
  })

  test("the sender is one address", () => {
    expect(() => smtpMailer({ url: "smtps://mail.example.org", from: "a@b.ch, c@d.ch" })).toThrow(/e-mail address/)
  })
})
