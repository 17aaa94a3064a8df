import { gunzipSync } from "node:zlib"
import type { Served } from "@demarche/server/serve"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { demoSite } from "../pages/sites.ts"
import { AUSTRIA, PLAN, thematic } from "./world.ts"

let site: Served
beforeAll(async () => {
  site = await demoSite()
})
afterAll(() => site.stop())

const BOARD = `/en/plans/${PLAN}/board`
const ITEM = `/api/activities/${PLAN}.t2-a2`
const DOCUMENT = `/api/plans/${PLAN}/document`

/** What comes over the wire: `fetch` says how it was packed, and unpacks it. */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const response = await fetch(site.url + path, { method, headers: { "Accept-Encoding": "gzip", ...headers } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const packedOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).headers.get("Content-Encoding")

test.each([
  ["a page", BOARD],
  ["a style sheet", "/assets/plain.css", "no"],
  ["an answer of the API", ITEM],
  ["a list to keep", `/en/plans/${PLAN}/list.csv`],
  ["an export", `/api/history/export?plan=${PLAN}`],
  ["the document as Markdown", DOCUMENT, "gzip", "text/markdown"],
  ["a workbook, which is packed already,", `/en/plans/${PLAN}/list.xlsx`, "no"],
  ["a calendar", `/calendar/${PLAN}.ics`, "no"],
  ["what is small", "/robots.txt", "no"],
])("%s at %s goes out as it should", async (_, path, packed = "gzip", accept = "*/*") => {
  const headers = { Accept: accept }
  const answer = await ask(path, headers)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("Content-Encoding") ?? "no").toBe(packed)
  expect(answer.headers.get("Vary")).toMatch(/Accept-Encoding/)
  const plain = await ask(path, { ...headers, "Accept-Encoding": "identity" })
  expect(plain.headers.has("Content-Encoding")).toBe(false)
  expect(answer.text).toBe(plain.text)
})

test("the style sheet of the pages is packed, and kept whoever asks", async () => {
  const [path = ""] = (await ask(BOARD)).text.match(/\/assets\/style\.[\w-]+\.css/) ?? []
  const { headers } = await ask(path)
  expect([headers.get("Content-Encoding"), headers.get("Vary")]).toEqual(["gzip", "Accept-Encoding"])
})

test.each([
  ["gzip, deflate, br", "gzip"],
  ["br;q=1, GZIP;q=0.2", "gzip"],
  ["gzip;q=0, br", null],
  ["br", null],
  ["", null],
])("who takes “%s” gets %s", async (accepted, packed) => {
  expect(await packedOf(BOARD, { "Accept-Encoding": accepted })).toBe(packed)
})

describe("the tag of an answer", () => {
  test("is a weak one where it is packed, and a command takes it as the version", async () => {
    const seen = (await ask(ITEM)).headers.get("ETag") ?? ""
    expect(seen).toMatch(/^W\/"\d+"$/)
    expect(`W/${(await ask(ITEM, { "Accept-Encoding": "identity" })).headers.get("ETag")}`).toBe(seen)
    const taken = async (tag: string) => {
      const { status } = await fetch(`${site.url}${ITEM}/transitions/support?dryRun=true`, {
        ...{ method: "POST", body: "{}" },
        headers: { Authorization: `Bearer demo:${thematic("a")}`, "Content-Type": "application/json", "If-Match": tag },
      })
      return status
    }
    expect([await taken(seen), await taken('W/"1"')]).toEqual([200, 412])
  })

  test.each(["gzip", "identity"])("says of the same document that nothing changed, with %s", async (accepted) => {
    const tag = (await ask(DOCUMENT, { "Accept-Encoding": accepted })).headers.get("ETag") ?? ""
    expect(tag.startsWith("W/")).toBe(accepted === "gzip")
    const { status, headers, text } = await ask(DOCUMENT, { "Accept-Encoding": accepted, "If-None-Match": tag })
    expect([status, headers.get("ETag"), text]).toEqual([304, tag, ""])
  })
})

test("HEAD is told what GET would be", async () => {
  const { headers, text } = await ask(BOARD, {}, "HEAD")
  expect([headers.get("Content-Encoding"), text]).toEqual(["gzip", ""])
})

describe("with a person's cookie", () => {
  const withCookie = (site: Record<string, string>) => packedOf(BOARD, { Cookie: "demarche=1", ...site })
  test.each(["same-origin", "none"])("a page is packed that is asked for from %s", async (from) => {
    expect(await withCookie({ "Sec-Fetch-Site": from })).toBe("gzip")
  })
  test.each([{ "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, {}])(
    "none is that another site may have made it ask for: %o",
    async (from) => {
      expect(await withCookie(from)).toBe(null)
    },
  )
  test("without one a link from elsewhere gets it packed", async () => {
    expect(await packedOf(BOARD, { "Sec-Fetch-Site": "cross-site" })).toBe("gzip")
    expect(await packedOf(BOARD, { "Sec-Fetch-Site": "cross-site", Authorization: `Bearer demo:${AUSTRIA}` })).toBe(
      "gzip",
    )
  })
})

test("what is packed is packed once", async () => {
  const { get } = await import("node:http")
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    get(`${site.url}${BOARD}`, { headers: { "Accept-Encoding": "gzip" } }, async (response) => {
      resolve(Buffer.concat(await Array.fromAsync(response)))
    }).on("error", reject)
  })
  expect(gunzipSync(bytes).toString()).toContain("<!doctype html>")
})
