import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { apiOptionsOf } from "@demarche/server/serve"
import { pages } from "@demarche/web/pages"
import { createSite } from "@demarche/web/site"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { countingReads } from "../bench/reads.ts"
import { AUSTRIA, circulated, ISU, openCcm, over, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"

const ITEM = `${PLAN}.t2-a2`
const { store, during } = countingReads(memoryStore())

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00", over(store))
  await circulated(world)
  world.jump("2026-06-01T12:00:00+02:00")
})
afterAll(() => world.stop())

const NOON = "2026-06-01T10:00:00.000Z"
const attribute = (html: string, name: string) =>
  html.match(new RegExp(` ${name}="([^"]*)"`))?.[1]?.replaceAll("&quot;", '"')

/** What the line of a page asks; undefined where it has none. */
async function lineOf(path: string, as?: string) {
  const { body } = await world.ask("GET", path, { as })
  const line = body.match(/<p id="news"[^>]*>/)?.[0]
  return (
    line && {
      pulse: attribute(line, "data-pulse"),
      news: attribute(line, "data-news"),
      version: attribute(line, "data-version"),
    }
  )
}
const since = (instant: string) => ({ "If-None-Match": `W/"${instant}"` })
const pulse = (instant: string, item?: string) =>
  world.ask("GET", `/en/plans/${PLAN}/pulse`, { headers: since(instant), ...(item && { query: { item } }) })
const news = async (
  instant: string,
  { as, item, language = "en" }: { as?: string; item?: string; language?: string } = {},
) => {
  const asked = { as, headers: since(instant), ...(item && { query: { item } }) }
  const { status, body } = await world.ask("GET", `/${language}/plans/${PLAN}/news`, asked)
  return status === 204 ? undefined : body.said.replaceAll("\u00a0", " ")
}

/** An act, at an instant. */
async function doing(instant: string, act: () => Promise<unknown>) {
  world.jump(instant)
  await act()
}

describe("a page", () => {
  test.each([`/plans/${PLAN}`, `/plans/${PLAN}/board`, `/plans/${PLAN}/list`, `/plans/${PLAN}/outputs`])(
    "at %s asks of the whole plan, in its language",
    async (path) => {
      expect(await lineOf(`/fr${path}`, AUSTRIA)).toEqual({
        ...{
          pulse: `/fr/plans/${PLAN}/pulse`,
          news: `/fr/plans/${PLAN}/news`,
          version: 'W/"2026-06-01T09:59:55.000Z"',
        },
      })
    },
  )

  test("of an item asks of that", async () => {
    expect(await lineOf(`/en/items/${ITEM}`)).toMatchObject({ news: `/en/plans/${PLAN}/news?item=${ITEM}` })
  })

  test("of the past asks nothing, nor does any other", async () => {
    for (const path of [`/plans/${PLAN}/board`, `/items/${ITEM}`])
      expect(await lineOf(`/en${path}?asOf=2026-06-01T09:00:00Z`)).toBeUndefined()
    const others = Object.keys(pages).filter(
      (path) => !/^\/(plans\/:plan(\/(board|list|desk|outputs(\/:code)?))?|items\/:id)$/.test(path),
    )
    expect(others.length).toBeGreaterThan(10)
    for (const path of others) {
      const address = path.replace(":plan", PLAN).replace(":id", ITEM).replace(":number", "1").replace(":token", "none")
      expect(await lineOf(`/en${address}`, AUSTRIA)).toBeUndefined()
    }
    expect(await lineOf("/en/items/none.such")).toBeUndefined()
  })

  test("loads one script of ours, of at most 2 KB, that is kept for ever", async () => {
    const { body } = await world.ask("GET", `/en/plans/${PLAN}/board`)
    const scripts = [...body.matchAll(/<script src="([^"]*)"[^>]*>/g)].map(([, src]) => src)
    expect(scripts).toEqual([expect.stringMatching(/^\/assets\/live\.[\w-]{12}\.js$/)])
    const { status, body: script, headers } = await world.ask("GET", scripts[0] ?? "")
    expect([status, headers.get("Content-Type"), headers.get("Cache-Control")]).toEqual([
      ...[200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ])
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(2_048)
    expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|cookie|innerHTML|eval/)
  })
})

describe("while nothing happens", () => {
  test("it is 304, by one read of the store, which gives nothing, whoever asks", async () => {
    world.jump("2026-06-01T12:30:00+02:00")
    let asked: Awaited<ReturnType<typeof pulse>> | undefined
    const reads = await during(async () => {
      asked = await pulse(NOON)
    })
    expect([asked?.status, asked?.body, reads]).toEqual([304, "", { asked: 1, given: 0 }])
    expect(asked?.headers.get("ETag")).toBe('W/"2026-06-01T10:29:00.000Z"')
  })

  test("a version without which nothing can be said is asked for", async () => {
    const without = await world.ask("GET", `/fr/plans/${PLAN}/pulse`)
    expect([without.status, without.body]).toEqual([400, expect.stringContaining("If-None-Match")])
    for (const version of ['"17"', 'W/"2026"', "*"])
      expect((await world.ask("GET", `/en/plans/${PLAN}/news`, { headers: { "If-None-Match": version } })).status).toBe(
        400,
      )
  })
})

test("a room behind one address asks it ten times as often as it reads pages, and still reads them", async () => {
  const site = createSite(world.hosted.application, {
    ...apiOptionsOf(world.hosted, { reporter: { info() {}, error() {} }, home: "https://d.example" }),
    rates: { read: 4, write: 4 },
  })
  const ask = async (path: string) => (await site.request(path, { headers: since(NOON) })).status
  const beats: number[] = []
  for (let reader = 0; reader < 21; reader++) beats.push(await ask(`/en/plans/${PLAN}/pulse`))
  expect(beats).toEqual([...Array(20).fill(304), 429])
  const read = [await ask("/en/help"), await ask("/en/help"), await ask("/en/help")]
  expect(read).toEqual([200, 200, 429])
})

describe("once something has changed", () => {
  test("it is told in the reader's language and zone, with the item where the page has several", async () => {
    await doing("2026-06-01T14:04:00+02:00", () => world.take(AUSTRIA, "t2-a2", "assignOwner", { owner: "isu" }))
    const { status, headers } = await pulse(NOON)
    expect([status, headers.get("ETag")]).toEqual([200, 'W/"2026-06-01T12:04:00.000Z"'])
    expect((await pulse("2026-06-01T12:04:00.000Z")).status).toBe(304)
    expect(await news(NOON, { as: thematic("a") })).toMatch(/^Changed at 2\.04 p\.m\.: t2-a2: \S.*\.$/)
    expect(await news(NOON, { as: thematic("a"), item: ITEM })).toMatch(/^Changed at 2\.04 p\.m\.: (?!t2-a2)/)
    expect(await news(NOON, { as: PRESIDENCY })).toMatch(/^Changed at 7\.04 p\.m\.: /)
    expect(await news(NOON, { as: thematic("a"), language: "fr" })).toMatch(/^Modifié à 14 h 04 : t2-a2 : \S.*\.$/)
    expect(await news(NOON, { as: thematic("a"), language: "fr" })).not.toMatch(/owner|changed/i)
  })

  test("on a later day it is told with its day", async () => {
    world.jump("2026-06-02T08:00:00+02:00")
    expect(await news(NOON, { as: thematic("a") })).toMatch(/^Changed on 1 June 2026, 2\.04 p\.m\. \(Geneva time\): /)
    expect(await news(NOON, { as: thematic("a"), language: "fr" })).toMatch(/^Modifié le 1er juin 2026/)
  })

  test("not to who did it, nor on the page of another item", async () => {
    expect(await news("2026-06-01T12:03:00.000Z", { as: AUSTRIA })).toBeUndefined()
    expect(await news("2026-06-01T12:03:00.000Z", { as: thematic("a"), item: `${PLAN}.t1-a1` })).toBeUndefined()
    expect((await pulse("2026-06-01T12:03:00.000Z", `${PLAN}.t1-a1`)).status).toBe(304)
  })

  test("what a reader may not see does not ring for them", async () => {
    await doing("2026-06-02T09:00:00+02:00", () =>
      world.take(ISU, "plan", "updatePerson", { person: "focal-point", language: "fr" }),
    )
    const moment = "2026-06-02T06:59:00.000Z"
    expect((await pulse(moment)).status).toBe(200)
    expect(await news(moment, { as: thematic("a") })).toMatch(/^Changed at 9 a\.m\.: /)
    expect(await news(moment)).toBeUndefined()
  })

  test("letters ring for nobody, however many there are", async () => {
    const row = { kind: "notice", scope: PLAN, happened: NOON, person: "system", types: [], body: {} }
    const rows = Array.from({ length: 150 }, (_, at) => ({
      ...row,
      stream: `notice:${PLAN}.n${at}` as const,
      version: 1,
      recorded: `2026-06-03T10:00:00.${String(at).padStart(3, "0")}Z`,
    }))
    await store.views.put(rows.slice(0, 50))
    expect((await pulse("2026-06-03T09:59:00.000Z")).status).toBe(304)
    await store.views.put(rows.slice(50))
    expect((await pulse("2026-06-03T09:59:00.000Z")).status).toBe(200)
    expect(await news("2026-06-03T09:59:00.000Z", { as: AUSTRIA })).toBeUndefined()
  })
})
