import { createRequire } from "node:module"
import { setImmediate } from "node:timers/promises"
import type { Events } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { beforeAll, describe, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { wordDocument } from "../http/wordDocument.ts"
import { AUSTRIA, ISU, openCcm, openWorld, over, PLAN, type World } from "../http/world.ts"

describe("K9.1: a Word document", () => {
  const media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  let world: World
  beforeAll(async () => {
    world = await openCcm()
    return () => world.stop()
  })
  const uploaded = (body: ArrayBuffer) =>
    world.ask("POST", `/api/texts?plan=${PLAN}`, { as: AUSTRIA, body, headers: { "Content-Type": media } })

  /** A document with that text in its body, packed as small as it goes. */
  async function packed(body: string, more: Record<string, string> = {}): Promise<ArrayBuffer> {
    const JSZip = createRequire(import.meta.resolve("mammoth"))("jszip")
    const zip = await JSZip.loadAsync(await wordDocument("Draft", []))
    const document: string = await zip.file("word/document.xml").async("string")
    zip.file("word/document.xml", document.replace("</w:body>", `${body}</w:body>`))
    for (const [name, text] of Object.entries(more)) zip.file(name, text)
    return zip.generateAsync({ type: "arraybuffer", compression: "DEFLATE", compressionOptions: { level: 9 } })
  }
  const nested = (depth: number) =>
    `${"<w:sdt><w:sdtContent>".repeat(depth)}${paragraph("a")}${"</w:sdtContent></w:sdt>".repeat(depth)}`
  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

  test("is read as Markdown", async () => {
    const answer = await uploaded(await packed(paragraph("The norm protects civilians.")))
    expect(answer.body).toMatchObject({ hash: expect.any(String) })
  })

  test.each<[what: string, document: () => Promise<ArrayBuffer>]>([
    ["that is huge once it is unpacked", () => packed("", { "word/media/image1.bmp": " ".repeat(64 * 1024 * 1024) })],
    ["of a million elements", () => packed(paragraph("a").repeat(250_000))],
    ["nested twenty-four thousand deep", () => packed(nested(24_000))],
    ["with a text beyond what a text may be", () => packed(paragraph("a".repeat(3 * 1024 * 1024)))],
  ])("%s is refused, and the server goes on", async (_, document) => {
    const { status, body } = await uploaded(await document())
    expect({ status, body }).toMatchObject({
      status: 413,
      body: { detail: expect.any(String) },
    })
    expect((await world.ask("GET", "/healthz")).status).toBe(200)
  })
})

test("K9.3: a plan file may have its 4 MB, and no other body about a plan more than 64 KB", async () => {
  const world = await openCcm()
  const padding = (bytes: number) => `# ${"-".repeat(bytes)}\n`
  const file = (bytes: number) =>
    world.ask("POST", "/api/plans?dryRun=true", {
      as: ISU,
      body: padding(bytes) + ccmFile(),
      headers: { "Content-Type": "application/yaml" },
    })
  const person = world.ask("POST", `/api/plans/${PLAN}/transitions/addPerson`, {
    as: ISU,
    body: { name: padding(65_536) },
  })
  const answers = await Promise.all([file(3.5 * 1024 * 1024), file(4 * 1024 * 1024), person])
  expect(answers.map(({ status }) => status)).toEqual([200, 413, 413])
  await world.stop()
})

test("K9.4: a plan file is not read before it is known who sends it", async () => {
  const world = await openWorld()
  const sent = { body: "this: is: no plan", headers: { "Content-Type": "application/yaml" } }
  expect((await world.ask("POST", "/api/plans", sent)).status).toBe(401)
  await world.stop()
})

describe("K9.7: a page of the record", () => {
  /** A store that tells when a commit is read, and how many are read at the same time at most. */
  function watched() {
    const store = memoryStore()
    const seen = { now: 0, most: 0, tell() {} }
    const events: Events = {
      ...store.events,
      async *read(...of) {
        seen.now += 1
        seen.most = Math.max(seen.most, seen.now)
        try {
          await setImmediate()
          yield* store.events.read(...of)
        } finally {
          seen.now -= 1
          seen.tell()
        }
      },
    }
    return { seen, store: { ...store, events } }
  }

  test("is read side by side, at most sixteen commits at a time", async () => {
    const { seen, store } = watched()
    const world = await openCcm(undefined, over(store))
    seen.most = 0
    await world.get(`/api/history/export?plan=${PLAN}`)
    expect(seen.most).toBe(16)
    await world.stop()
  })

  test.each(["/api/history?limit=100", "/api/history?limit=100&type=CommentMade,MeetingAdded", "/api/history/export?"])(
    "%s: ends by time, and the pages together are the record",
    async (path) => {
      const { seen, store } = watched()
      const world = await openCcm(undefined, over(store))
      for (let count = 0; count < 80; count += 1) await world.take(AUSTRIA, "t2-a2", "comment", { text: `${count}` })
      const whole = await pages(world, `${path}&plan=${PLAN}`)
      seen.tell = () => world.jump(new Date(Date.parse(world.clock.now()) + 300).toISOString())
      const parts = await pages(world, `${path}&plan=${PLAN}`)
      expect(parts.length).toBeGreaterThan(whole.length)
      expect(parts.flat()).toEqual(whole.flat())
      await world.stop()
    },
  )
})

/** The pages of a list or an export, each as what identifies its entries. */
async function pages(world: World, first: string): Promise<string[][]> {
  const found: string[][] = []
  for (let path: string | undefined = first; path; ) {
    const { body, headers } = await world.ask("GET", path, { as: ISU })
    const lines =
      typeof body === "string"
        ? body
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : body.items
    found.push(lines.map(({ stream, version }: { stream: string; version: number }) => `${stream}@${version}`))
    const [, link] = headers.get("Link")?.match(/^<(.+)>/) ?? []
    path = link ?? (body.next ? `${first}&next=${body.next}` : undefined)
  }
  return found
}

test("K9.10: the history of an item and of a plan comes in pages, which together are the whole", async () => {
  const world = await openCcm()
  for (let count = 0; count < 7; count += 1) await world.take(AUSTRIA, "t2-a2", "comment", { text: `Note ${count}.` })
  for (const path of [`/api/activities/${PLAN}.t2-a2/history?`, `/api/plans/${PLAN}/history?`]) {
    const whole = await pages(world, `${path}limit=100`)
    const parts = await pages(world, `${path}limit=3`)
    expect(parts.map(({ length }) => length <= 3)).not.toContain(false)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.flat()).toEqual(whole.flat())
    expect((await world.ask("GET", `${path}next=x`)).status).toBe(400)
    expect(await world.get(`${path}next=9999`)).toEqual({ items: [], next: null })
  }
  await world.stop()
})

describe("K9.4: a forecast of reminders", () => {
  const until = "2026-04-03T00:00:00Z"

  test("comes in pages that together are the whole, however short they are", async () => {
    const world = await openCcm("2026-03-02T10:00:00+01:00")
    const forecast = async (limit: string) => {
      const found: unknown[][] = []
      for (let next: string | undefined = ""; next !== undefined; ) {
        const query = { plan: PLAN, until, limit, ...(next && { next }) }
        const page = await world.get("/api/reminders", { as: ISU, query })
        found.push(page.items)
        next = page.next ?? undefined
      }
      return found
    }
    const [whole, parts] = [await forecast("100"), await forecast("7")]
    expect(parts.length).toBeGreaterThan(whole.length)
    expect(parts.flat()).toEqual(whole.flat())
    expect(whole.flat().length).toBeGreaterThan(12)
    await world.stop()
  })

  test("ends a page by time, and lets others have their turn", async () => {
    const world = await openCcm("2026-03-02T10:00:00+01:00")
    let turns = 0
    const others = setInterval(() => {
      turns += 1
      world.jump(new Date(Date.parse(world.clock.now()) + 1_000).toISOString())
    }, 0)
    const page = await world.get("/api/reminders", { as: ISU, query: { plan: PLAN, until, limit: "100" } })
    clearInterval(others)
    expect(turns).toBeGreaterThan(3)
    expect(page.next).toEqual(expect.any(String))
    await world.stop()
  })
})
