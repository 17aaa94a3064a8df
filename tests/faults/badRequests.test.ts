import { connect } from "node:net"
import type { Events } from "@demarche/event-store"
import { apiOptionsOf, serve } from "@demarche/server/serve"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { files } from "../house/files.ts"
import { documentedApi } from "../http/documented.ts"
import { AUSTRIA, ISU, PLAN, thematic } from "../http/world.ts"
import { type LetterWorld, openLetters } from "./letters.ts"

let world: LetterWorld
let errors: unknown[]
beforeEach(async () => {
  world = await openLetters()
  errors = []
})
afterEach(() => world.stop())

const reporter = { info() {}, error: (what: object) => void errors.push(what) }
const options = () => ({ ...apiOptionsOf(world.hosted, { reporter, home: "https://plans.example" }), letterKey: "k" })
const api = (more: object = {}) => documentedApi(world.hosted.application, { ...options(), ...more })

describe("K2.7", () => {
  test("a demo answers to this machine's own names alone", async () => {
    const demo = documentedApi(
      world.hosted.application,
      apiOptionsOf(world.hosted, { reporter, home: "http://localhost", demo: world.clock }),
    )
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
      expect((await demo.request(`http://${host}/healthz`)).status).toBe(200)
    for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.2"])
      for (const path of ["/healthz", "/", "/api/plans", "/api/demo/clock", "/en/answer/x", "/nowhere"])
        expect((await demo.request(`http://${host}${path}`)).status, host + path).toBe(403)
    expect((await api().request("http://plans.example/healthz")).status).toBe(200)
  })
})

describe("K4.7", () => {
  test("no address that the API gives out is the request's own", async () => {
    const app = api({
      authenticators: apiOptionsOf(world.hosted, { reporter, home: "", demo: world.clock }).authenticators,
    })
    const headers = { Authorization: `Bearer demo:${AUSTRIA}` }
    const feed = await app.request(`http://evil.example/api/feeds?plan=${PLAN}`, { method: "POST", headers })
    const { address } = (await feed.json()) as { address: string }
    expect(address).toMatch(/^https:\/\/plans\.example\/calendar\//)
    const personal = address.replace("https://plans.example", "http://evil.example")
    for (const calendar of [`http://evil.example/calendar/${PLAN}.ics`, personal]) {
      const text = (await (await app.request(calendar)).text()).replaceAll("\r\n ", "")
      const urls = text.match(/(?<=^URL;VALUE=URI:).*(?=\r$)/gm) ?? []
      expect(urls.length).toBeGreaterThan(3)
      expect(urls.filter((url) => !/^https:\/\/plans\.example(\/en\/items\/|$)/.test(url))).toEqual([])
      for (const url of new Set(urls)) {
        const page = await app.request(url)
        const there = page.status === 302 ? await app.request(page.headers.get("Location") ?? "") : page
        expect(there.headers.get("Content-Type")).toMatch(/^text\/html/)
      }
    }
  })
  test("nothing reads the host of a request, but the demo's guard", () => {
    const reads = /\.(?:origin|href|host)\b(?! ?=[^=])|header\("(?:Host|X-Forwarded-\w+)"\)/i
    const readers = files().filter(
      ({ path, text }) =>
        /^packages\/(http|web)\/.*\.tsx?$/.test(path) && reads.test(text.replaceAll("new URL(home).origin", "")),
    )
    expect(
      readers.map(({ path }) => path),
      "where an origin is a commit's, or an address is the issuer's",
    ).toEqual(["packages/http/historyEntry.ts", "packages/http/openId.ts", "packages/web/signIn/identityActs.ts"])
  })
})

describe("K6", () => {
  test("K6.8 circulate without a draft is refused by the rules, whoever sends it", async () => {
    for (const as of [AUSTRIA, ISU, thematic("a")])
      expect(await world.refused(as, "t1-a1", "circulate", { until: "2026-06-08T18:00" })).toContain("NOT_NOW")
  })
  test("K6.9 If-Match on what does not exist is 412, and If-None-Match: * asks that it does not", async () => {
    const plan = (code: string, headers: Record<string, string>) =>
      world.ask("POST", `/api/activities/${PLAN}.${code}/transitions/plan`, {
        as: ISU,
        body: { title: "New", kind: "document" },
        headers,
      })
    for (const headers of [{ "If-Match": '"7"' }, { "If-Match": "*" }])
      expect((await plan("new-1", headers)).status).toBe(412)
    expect((await world.ask("GET", `/api/activities/${PLAN}.new-1`)).status).toBe(404)
    expect((await plan("new-1", { "If-None-Match": "*" })).status).toBe(200)
    expect((await plan("new-1", { "If-None-Match": "*" })).status).toBe(412)
    expect((await plan("new-2", { "If-None-Match": '"3"' })).status).toBe(400)
    expect((await plan("new-2", { "If-None-Match": "*", "If-Match": "*" })).status).toBe(400)
  })
})

describe("K9.5", () => {
  test("wrong keys are limited by their address, before a key is looked up", async () => {
    let now = 0
    let looked = 0
    const { events } = world.hosted.application.world
    const head: Events["head"] = (stream) => {
      looked += 1
      return events.head(stream)
    }
    const { application } = world.hosted
    const counting = { ...application, world: { ...application.world, events: { ...events, head } } }
    const base = apiOptionsOf({ ...world.hosted, application: counting }, { reporter, home: "http://localhost" })
    let address = "203.0.113.7"
    const app = documentedApi(counting, { ...base, addressOf: () => address, milliseconds: () => now })
    const wrong = async () => {
      const key = `demarche_${"a".repeat(16)}_${"b".repeat(43)}`
      return app.request("/api/plans", { headers: { Authorization: `Bearer ${key}` } })
    }
    const statuses = []
    for (let number = 0; number < 100; number++) statuses.push((await wrong()).status)
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([401]))
    expect(new Set(statuses.slice(30))).toEqual(new Set([429]))
    expect(looked).toBe(30)
    const refused = await wrong()
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0)
    expect(refused.headers.get("Content-Type")).toBe("application/problem+json")
    expect((await app.request("/api/plans")).status, "the public is not the guesser").toBe(200)
    address = "203.0.113.8"
    expect((await wrong()).status).toBe(401)
    address = "203.0.113.7"
    now += 60_000
    expect((await wrong()).status).toBe(401)
  })
})

describe("K10.4", () => {
  const form = (body: string) => ({
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
  })
  const field = (name: string, disposition: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${disposition}\r\n\r\nhello\r\n--x--\r\n`

  test("a broken form, and a file where text is asked for, are 400 and no error", async () => {
    const app = api({ demo: undefined })
    for (const body of ["nonsense", "--x\r\nContent-Disposition: form-data", field("text", '; filename="a.txt"')])
      expect((await app.request("/en/answer/x", form(body))).status, body).toBe(400)
    expect((await app.request("/en/answer/x", form(field("text", "")))).status).toBe(404)
    expect(errors).toEqual([])
  })

  test("a client that hangs up, wherever it is, is no error line", async () => {
    const served = await serve(world.hosted, {
      hostname: "127.0.0.1",
      port: 0,
      home: "http://localhost",
      reporter,
      letterKey: "k",
    })
    const { port, host } = new URL(served.url)
    const bodies = [
      "/api/plans",
      `/api/texts?plan=${PLAN}`,
      `/api/activities/${PLAN}.t1-a1/transitions/support`,
      "/en/answer/x",
    ]
    for (const path of bodies)
      for (const length of ["Content-Length: 1000", "Transfer-Encoding: chunked"]) {
        const socket = connect(Number(port), "127.0.0.1")
        const begun = length.startsWith("T") ? '5\r\n{"a":' : '{"a":'
        const type = path.startsWith("/en") ? "multipart/form-data; boundary=x" : "application/json"
        await new Promise((resolve) =>
          socket.write(
            `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n${begun}`,
            resolve,
          ),
        )
        await fetch(`${served.url}/healthz`)
        socket.destroy()
        await new Promise((resolve) => socket.once("close", resolve))
      }
    for (let turn = 0; turn < 5; turn++) await fetch(`${served.url}/healthz`)
    expect(errors).toEqual([])
    await served.stop()
    world = await openLetters()
  })

  test("bodies are read in one place, which knows what a broken one is", () => {
    const readers = files().filter(
      ({ path, text }) =>
        /^packages\/http\/.*\.ts$/.test(path) &&
        /\.req\.(?:text|json|parseBody|arrayBuffer|formData|blob)\(|req\.raw\.body/.test(text),
    )
    expect(readers.map(({ path }) => path)).toEqual(["packages/http/requestBody.ts"])
  })
})
