import { getMail } from "@demarche/functions/composition/mail"
import { MailError } from "@demarche/mail/message"
import { REFUSED } from "@demarche/mail/reported"
import { localMail } from "@demarche/server/localMail"
import { createReporter } from "@demarche/server/reporter"
import { expect, onTestFinished, test, vi } from "vitest"
import { openWorld } from "../http/world.ts"
import { from, plain } from "../mail/samples.ts"
import { sesServer } from "../mail/sesServer.ts"
import { smtpSink } from "../mail/smtpServer.ts"

/** What a server's log says from here on, an object a line. */
function logged() {
  const lines: Record<string, unknown>[] = []
  return { log: createReporter("info", { write: (line) => void lines.push(JSON.parse(line)) }), lines }
}

test("K11.1: an error is logged with message, stack, cause and all that it gathers, whatever it is called", () => {
  const { log, lines } = logged()
  const cause = new TypeError("the disk is full")
  const error = new AggregateError([new Error("first", { cause }), new Error("second")], "two letters failed")
  log.error({ error, nested: { why: cause }, correlation: "c-1" }, "the clock failed")
  expect(lines).toMatchObject([
    {
      msg: "the clock failed",
      correlation: "c-1",
      error: {
        name: "AggregateError",
        message: "two letters failed",
        stack: expect.stringContaining("k11.test.ts"),
        errors: [
          { message: "first", cause: { name: "TypeError", message: "the disk is full" } },
          { message: "second" },
        ],
      },
      nested: { why: { message: "the disk is full", stack: expect.any(String) } },
    },
  ])
})

test("K11.2: the first letter that a mail server refuses is an error line on one machine", async () => {
  const { log, lines } = logged()
  await using server = await smtpSink({ MAIL: "550 5.7.1 this sender is suspended" })
  const settings = { SMTP_URL: server.url, MAIL_FROM: from, LETTER_KEY: "k".repeat(16) }
  const { mailer } = localMail({ ...settings, PUBLIC_URL: "http://127.0.0.1:3000" }, "unused", log)
  await expect(mailer!.send(plain)).rejects.toBeInstanceOf(MailError)
  expect(lines).toMatchObject([{ msg: REFUSED, error: { message: expect.stringContaining("suspended") } }])
})

test("K11.2: the first letter that SES refuses is a line of the clock's log, as its alarm counts it", async () => {
  await using server = await sesServer({ status: 400, type: "MessageRejected", message: "not verified" })
  const variables = {
    ...{ AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "nobody", AWS_SECRET_ACCESS_KEY: "nothing" },
    ...{ AWS_ENDPOINT_URL_SESV2: server.endpoint, LETTER_KEY: "k".repeat(16) },
    ...{ ORIGIN: "https://demarche.example", MAIL_FROM: from, MAIL_CONFIGURATION: "letters" },
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true)
  onTestFinished(() => {
    written.mockRestore()
    vi.unstubAllEnvs()
  })
  await expect(getMail().mailer!.send(plain)).rejects.toBeInstanceOf(MailError)
  const lines = written.mock.calls.map(([line]) => String(line)).filter((line) => line.startsWith("{"))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "error", message: REFUSED, error: { message: expect.stringContaining("not verified") } },
  ])
})

test("K11.3: HEAD answers as GET does, and an unknown address as the app does", async () => {
  const { ask } = await openWorld()
  const [get, head] = [await ask("GET", "/healthz"), await ask("HEAD", "/healthz")]
  expect([head.status, head.headers.get("Content-Type")]).toEqual([200, get.headers.get("Content-Type")])
  for (const path of ["/nothing", "/api/nothing", "/.well-known/security.txt"]) {
    const { status, headers } = await ask("GET", path)
    expect([path, status, headers.get("Content-Type")]).toEqual([path, 404, "application/problem+json"])
  }
  const browser = { headers: { Accept: "text/html,*/*;q=0.8" } }
  for (const path of ["/nothing", "/en/x/y/z"]) {
    const { status, body } = await ask("GET", path, browser)
    expect([path, status, body.match(/<h1>.*<\/h1>/)?.[0]]).toEqual([path, 404, "<h1>Nothing public is here</h1>"])
  }
  expect((await ask("GET", "/api/nothing", browser)).headers.get("Content-Type")).toBe("application/problem+json")
})
