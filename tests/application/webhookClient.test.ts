import { createHmac } from "node:crypto"
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http"
import { createServer as createTlsServer } from "node:https"
import type { AddressInfo } from "node:net"
import { createWebhookClient } from "@demarche/application/webhooks/webhookClient"
import { Webhook } from "standardwebhooks"
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { certificate } from "../mail/certificate.ts"

const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]
const body = JSON.stringify({ type: "demarche.commit", text: "é 字" })

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A receiver on this machine's loopback address; answers where it is. */
async function receiver(listener: RequestListener, server = createServer(listener)): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

const inward = createWebhookClient({ inward: true })
const call = (url: string, caller = inward) => caller.call({ url, id: "d-1", secrets, body })

describe("a call", () => {
  test("comes as Standard Webhooks has it, signed with every secret", async () => {
    const came: { headers: IncomingHttpHeaders; raw: string; method?: string; url?: string }[] = []
    const url = await receiver(async (request, response) => {
      const raw = Buffer.concat(await Array.fromAsync(request)).toString()
      came.push({ headers: request.headers, raw, method: request.method!, url: request.url! })
      response.writeHead(204).end()
    })
    expect(await call(url)).toEqual({ taken: true, said: "204" })
    const [{ headers, raw, ...rest }] = came as [(typeof came)[0]]
    expect(rest).toEqual({ method: "POST", url: "/hook" })
    expect(raw).toBe(body)
    expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": "d-1" })
    const given = headers as Record<string, string>
    for (const secret of secrets) expect(new Webhook(secret).verify(raw, given)).toEqual(JSON.parse(body))
    expect(() => new Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").verify(raw, given)).toThrow()
    expect(() => new Webhook(secrets[0]!).verify(`${raw} `, given)).toThrow()
    const key = Buffer.from(secrets[0]!.slice(6), "base64")
    const signed = createHmac("sha256", key).update(`d-1.${given["webhook-timestamp"]}.${body}`).digest("base64")
    expect(given["webhook-signature"]?.split(" ")[0]).toBe(`v1,${signed}`)
  })

  test.each([200, 201, 202, 204, 299])("that is answered %i is taken", async (status) => {
    const url = await receiver((_, response) => response.writeHead(status).end("whatever"))
    expect(await call(url)).toEqual({ taken: true, said: String(status) })
  })

  test.each([301, 302, 307, 400, 404, 422, 429, 500, 502, 503, 504])("that is answered %i is not", async (status) => {
    let calls = 0
    const url = await receiver((_, response) => {
      calls += 1
      response.writeHead(status, { Location: "/elsewhere" }).end()
    })
    expect(await call(url)).toEqual({ taken: false, said: String(status) })
    expect(calls).toBe(1)
  })

  test("that is answered 410 says that its receiver wants no more", async () => {
    expect(await call(await receiver((_, response) => response.writeHead(410).end()))).toEqual({
      taken: false,
      said: "410",
      gone: true,
    })
  })

  test.each([
    ["120", 120_000],
    ["Mon, 01 Jun 2026 09:00:00 GMT", 3_600_000],
    ["0", undefined],
    ["soon", undefined],
    [new Date(0).toUTCString(), undefined],
  ])("that is to wait %s waits so long", async (after, pause) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-06-01T08:00:00Z") })
    onTestFinished(() => void vi.useRealTimers())
    const url = await receiver((_, response) => response.writeHead(503, { "Retry-After": after }).end())
    const answered = await call(url)
    expect(answered).toEqual({ taken: false, said: "503", ...(pause !== undefined && { pause }) })
  })

  test.each([true, false])(
    "that is answered with another protocol is not taken, be the line closed (%s) or kept",
    async (closed) => {
      const url = await receiver((request) => {
        request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
        if (closed) request.socket.end()
      })
      expect(await call(url)).toEqual({ taken: false, said: "101" })
    },
  )

  test("that nobody answers is over when its time is", async () => {
    const url = await receiver(() => {})
    const said = "no answer within 0.2 s"
    expect(await call(url, createWebhookClient({ inward: true, patience: 200 }))).toEqual({ taken: false, said })
  })

  test("whose answer never ends is taken by its status", async () => {
    const url = await receiver((_, response) => void response.writeHead(200).write("and so on"))
    expect(await call(url)).toEqual({ taken: true, said: "200" })
  })

  test("that is cut off, or finds nobody, says so", async () => {
    const cut = await call(await receiver((request) => request.socket.destroy()))
    expect(cut).toEqual({ taken: false, said: expect.stringMatching(/hang up|ECONNRESET/) })
    expect(await call("http://127.0.0.1:1/")).toEqual({ taken: false, said: expect.stringContaining("ECONNREFUSED") })
    const several = await call("http://localhost:1/")
    expect(several).toEqual({ taken: false, said: expect.stringContaining("ECONNREFUSED") })
    const nowhere = await call("https://no-such-host.invalid/")
    expect(nowhere).toEqual({ taken: false, said: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) })
  })

  test("to a server whose certificate nobody vouches for is not made", async () => {
    let calls = 0
    const url = await receiver(
      () => {},
      createTlsServer(certificate, () => {
        calls += 1
      }) as never,
    )
    const answered = await call(url.replace("http:", "https:"))
    expect(answered).toEqual({ taken: false, said: expect.stringContaining("certificate") })
    expect(calls).toBe(0)
  })

  test.each([
    "http://127.0.0.1/",
    "http://localhost/",
    "https://10.1.2.3/",
    "https://192.168.0.1/",
    "https://172.16.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://2130706433/",
    "https://0x7f.1/",
  ])("to %s, inside, is made by nobody who is not told to", async (url) => {
    expect(await call(url, createWebhookClient())).toEqual({
      taken: false,
      said: expect.stringContaining("not allowed"),
    })
  })
})
