import type { AddressInfo } from "node:net"
import { streamOf, streamTag } from "@demarche/mail/feedback"
import { sesMailer } from "@demarche/mail/ses"
import standIn from "aws-ses-v2-local"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { mailerContract } from "./mailer.contract.ts"
import { from, letter, plain } from "./samples.ts"
import { type Refusal, sesServer } from "./sesServer.ts"

beforeAll(() => {
  vi.stubEnv("AWS_REGION", "eu-central-2")
  vi.stubEnv("AWS_ACCESS_KEY_ID", "none")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "none")
})
afterAll(() => {
  vi.unstubAllEnvs()
})

const configurationSet = "demarche"

mailerContract("SES", async () => {
  const server = await sesServer()
  return {
    mailer: sesMailer({ from, configurationSet, endpoint: server.endpoint }),
    taken: () => server.calls.map(({ Destination: { ToAddresses }, eml }) => ({ to: ToAddresses, eml })),
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  }
})

test("SES is told the sender, the one recipient, the configuration set and the notice's stream", async () => {
  await using server = await sesServer()
  await sesMailer({ from, configurationSet, endpoint: server.endpoint }).send(letter)
  const [call] = server.calls
  expect(call).toMatchObject({ FromEmailAddress: from, ConfigurationSetName: configurationSet })
  expect(call!.Destination).toEqual({ ToAddresses: [letter.to.address] })
  expect(call!.EmailTags).toEqual([{ Name: streamTag, Value: expect.stringMatching(/^[A-Za-z0-9_-]{1,256}$/) }])
  expect(streamOf(call!.EmailTags[0]!.Value)).toBe(letter.stream)
})

test("a stand-in that others wrote finds in the letter what was put into it", async () => {
  // Vitest hands over what a CommonJS module calls its default, TypeScript expects the module, as Node has it.
  const open = standIn as unknown as typeof standIn.default
  const server = await open({ host: "127.0.0.1", port: 0 })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await sesMailer({ from, configurationSet, endpoint }).send(letter)
  const { emails } = (await (await fetch(`${endpoint}/store`)).json()) as { emails: unknown }
  server.close()
  expect(emails).toMatchObject([
    {
      from,
      destination: { to: [`"${letter.to.name}" <${letter.to.address}>`], cc: [], bcc: [] },
      subject: letter.subject,
      body: { text: letter.text, html: letter.html },
      attachments: [{ filename: letter.ics?.name, content: Buffer.from(letter.ics?.text ?? "").toString("base64") }],
    },
  ])
})

describe("what SES refuses is later, and asked once", () => {
  const refusals: Refusal[] = [
    { status: 429, type: "TooManyRequestsException", message: "Maximum sending rate exceeded." },
    { status: 400, type: "ThrottlingException", message: "Rate exceeded" },
    { status: 400, type: "LimitExceededException", message: "Daily message quota exceeded." },
    { status: 400, type: "MessageRejected", message: "Email address is not verified." },
    { status: 400, type: "MailFromDomainNotVerifiedException", message: "not verified" },
    { status: 400, type: "SendingPausedException", message: "paused" },
    { status: 400, type: "AccountSuspendedException", message: "suspended" },
    { status: 404, type: "NotFoundException", message: "Configuration set <demarche> does not exist." },
    { status: 403, type: "AccessDeniedException", message: "not authorized to perform ses:SendEmail" },
    { status: 500, type: "InternalFailure", message: "try again" },
    { status: 503, type: "ServiceUnavailable", message: "try again" },
    "cut",
    "hang",
  ]
  test.each(refusals.map((refusal) => ({ said: JSON.stringify(refusal), refusal })))("$said", async ({ refusal }) => {
    await using server = await sesServer(refusal)
    const { endpoint } = server
    const mailer = sesMailer({ from, configurationSet, endpoint, ...(refusal === "hang" && { patience: 200 }) })
    const said = typeof refusal === "object" ? `${refusal.type}: ${refusal.message}` : expect.stringMatching(/./)
    await expect(mailer.send(plain)).rejects.toMatchObject({ name: "MailError", code: "later", message: said })
    expect(server.calls).toHaveLength(1)
  })

  test("no SES", async () => {
    const { endpoint, ...server } = await sesServer()
    await server[Symbol.asyncDispose]()
    await expect(sesMailer({ from, configurationSet, endpoint }).send(plain)).rejects.toMatchObject({ code: "later" })
  })

  test("the reason is told without addresses", async () => {
    const message = "Email address is not verified. The following identities failed: amelie@mission.example.org"
    await using server = await sesServer({ status: 400, type: "MessageRejected", message })
    const mailer = sesMailer({ from, configurationSet, endpoint: server.endpoint })
    await expect(mailer.send(plain)).rejects.toMatchObject({
      message: "MessageRejected: Email address is not verified. The following identities failed: …",
    })
  })
})

test("the sender is one address", () => {
  expect(() => sesMailer({ from: "Demarche <a@b.ch>", configurationSet })).toThrow(/e-mail address/)
})
