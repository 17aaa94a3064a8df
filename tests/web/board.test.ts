import { csvOf } from "@demarche/web/sheet/csv"
import { xlsxOf } from "@demarche/web/sheet/xlsx"
import { strFromU8, unzipSync } from "fflate"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, circulated, ISU, type Json, openCcm, openWorld, PLAN, thematic, type World } from "../http/world.ts"
import { plain as text } from "./pageText.ts"

const BOARD = `/en/plans/${PLAN}/board`
const LIST = `/en/plans/${PLAN}/list`

/** The codes of the activities that a page links to, in its order. */
const codesIn = (html: string) => [...html.matchAll(/\/items\/[^".?]+\.([a-z0-9-]+)/g)].map(([, code]) => code)

const page = async (world: World, path: string, query?: Record<string, string>, as?: string) =>
  world.ask("GET", path, { as, query })

/** The rows of a CSV file, its mark taken off. */
function csvRows(body: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted = "", end] of body.replace(/^\uFEFF/, "").matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted.replaceAll('""', '"'))
    if (end !== ",") rows.push([])
  }
  return rows.slice(0, -1)
}

/** The rows of the first sheet of an XLSX file, as another program would read them. */
function xlsxRows(bytes: Uint8Array): string[][] {
  const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array())
  const cellText = (each: string) =>
    text(each.replace(/ /g, "\u0001")).replace(/ /g, "").replaceAll("\u0001", " ").replaceAll("_x005F_", "_")
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t [^>]*>(.*?)<\/t>/gs)].map(([, cell = ""]) => cellText(cell)),
  )
}

describe("the plan of the Convention on Cluster Munitions", () => {
  let world: World
  beforeAll(async () => {
    world = await openCcm("2026-04-20T10:00:00+02:00")
    await world.at("2026-06-01T10:00:00+02:00")
    await circulated(world)
    await world.take(AUSTRIA, "t2-a3", "defer", { reason: "The zebrafish retreat was moved" })
    await world.take(AUSTRIA, "x-q3-1", "openConsultation", {
      ...{ closes: "2026-06-12T18:00", invited: ["thematic-coordinators"], attribution: "chathamHouse" },
    })
    await world.take(thematic("a"), "x-q3-1", "recordInput", { round: 1, text: "Fine.", reason: "Sent by narwhal" })
  })
  afterAll(() => world.stop())

  test("the board has four columns with their counts, and below them what is in none", async () => {
    const { status, body } = await page(world, BOARD)
    expect(status).toBe(200)
    const { items } = await world.get("/api/activities", { query: { plan: PLAN, limit: "100" } })
    const count = (state: string) => items.filter((each: Json) => each.state === state).length
    const headings = [...body.matchAll(/<h[23] id="state-[^>]*>(.*?)<\/h[23]>/g)].map(([, each = ""]) =>
      text(each).trim(),
    )
    expect(headings).toEqual([
      `Planned (${count("planned")})`,
      `In consultation (${count("consulting")})`,
      `In drafting (${count("drafting")})`,
      `Agreed (${count("agreed")})`,
      "Deferred (1)",
    ])
    expect(body.indexOf("In no column")).toBeLessThan(body.indexOf('id="state-deferred"'))
    expect(codesIn(body).toSorted()).toEqual(items.map(({ code }: Json) => code).toSorted())
  })

  test("a card says whose turn it is, when it is due, for how long it has stood there, and what runs", async () => {
    const { body } = await page(world, BOARD)
    const card = text(body.slice(body.indexOf(`${PLAN}.t2-a2"`)).split("</ul>")[0] ?? "")
    expect(card).toContain("Under a silence procedure · Turn: Coordination Committee · Due: Q2 2026 · since today")
    expect(card).toContain("● silence procedure until Monday, 8 June 2026, 6 p.m. (Geneva time)")
    expect(text(body)).toMatch(/▲ overdue/)
    const { body: french } = await page(world, `/fr/plans/${PLAN}/board`)
    expect(text(french)).toContain("procédure d’approbation tacite jusqu’au lundi 8 juin 2026 à 18 heures")
  })

  test.each<Record<string, string>>([
    {},
    { state: "consulting" },
    { track: "t2" },
    { quarter: "2026-Q2" },
    { due: "overdue" },
    { due: "none" },
    { holder: "coordinator" },
    { holder: "coordination-committee" },
    { waiting: "true" },
    { check: "gender" },
    { action: "10" },
    { q: "UNIDIR" },
    { state: "planned", due: "quarter", q: "3RC" },
  ])("the list with %j is what the API answers, on the page and in both files", async (filters) => {
    const { items } = await world.get("/api/activities", {
      as: AUSTRIA,
      query: { plan: PLAN, limit: "100", ...filters },
    })
    const codes = items.map(({ code }: Json) => code).toSorted()
    const { body, status } = await page(world, LIST, filters, AUSTRIA)
    expect(status).toBe(200)
    expect(codesIn(body).toSorted()).toEqual(codes)
    if (codes.length > 0) expect(text(body)).toContain(`1 to ${codes.length} of ${codes.length}`)
    else expect(text(body)).toContain("No activity fits these filters.")
    const csv = await page(world, `${LIST}.csv`, filters, AUSTRIA)
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8")
    const [, ...rows] = csvRows(csv.body)
    expect(rows.map(([code]) => code)).toEqual(codesIn(body))
  })

  test("an empty field of the form asks for nothing", async () => {
    const { body } = await page(world, LIST, { state: "", track: " ", q: "", due: "overdue" })
    expect(codesIn(body)).toEqual(codesIn((await page(world, LIST, { due: "overdue" })).body))
  })

  test.each([
    ["state", "planed"],
    ["track", "t9"],
    ["quarter", "spring"],
    ["due", "soon"],
    ["holder", "nobody-known"],
    ["check", "gendre"],
    ["action", "51"],
    ["q", "x".repeat(201)],
    ["page", "0"],
  ])("a %s that there is not (%s) is refused as the API refuses it", async (name, value) => {
    const { status, body } = await page(world, LIST, { [name]: value })
    expect(status).toBe(400)
    expect(text(body)).toContain(`${name}: `)
    if (name === "page") return
    const asked = await world.ask("GET", "/api/activities", { query: { plan: PLAN, [name]: value } })
    expect(asked.status).toBe(400)
    expect(text(body)).toContain(asked.body.errors[0].message)
  })

  test("a restricted word is found, and counted, by those who may read it alone", async () => {
    for (const as of [undefined, thematic("b")]) {
      const { body } = await page(world, LIST, { q: "narwhal" }, as)
      expect(codesIn(body)).toEqual([])
      expect(text(body)).toContain("No activity fits these filters.")
      expect(csvRows((await page(world, `${LIST}.csv`, { q: "narwhal" }, as)).body)).toHaveLength(1)
      expect(codesIn((await page(world, LIST, { q: "zebrafish" }, as)).body)).toEqual(["t2-a3"])
    }
    for (const as of [AUSTRIA, ISU])
      expect(codesIn((await page(world, LIST, { q: "narwhal" }, as)).body)).toEqual(["x-q3-1"])
  })

  test("in the past it is what it was, and the files say so", async () => {
    const query = { asOf: "2026-05-01T10:00:00.000Z" }
    expect(text((await page(world, BOARD, query)).body)).not.toContain("Deferred")
    const { body, headers } = await page(world, `${LIST}.csv`, query)
    expect(headers.get("Content-Disposition")).toBe(`attachment; filename="${PLAN}-activities-2026-05-01.csv"`)
    expect(csvRows(body).find(([code]) => code === "t2-a3")?.[2]).toBe("Planned")
    const form = (await page(world, LIST, query)).body
    expect(form).toContain('<input type="hidden" name="asOf" value="2026-05-01T10:00:00.000Z"/>')
  })
})

describe("a plan of a thousand activities", () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld("2026-01-12T10:00:00+01:00")
    const more = Array.from(
      { length: 1_000 },
      (_, index) =>
        `  - id: b${index}\n    track: t1\n    title: "An activity, number ${index}"\n    kind: outreach\n    schedule: { quarters: [2026-Q2] }\n`,
    )
    await world.send(
      ISU,
      ccmFile().replace(/^activities:\n/m, (line) => line + more.join("")),
    )
  })
  afterAll(() => world.stop())

  test.each([["board"], ["list"], ["list.csv"], ["list.xlsx"], ["outputs"]])(
    "%s reads the store a few times, however many there are",
    async (section) => {
      const address = `/en/plans/${PLAN}/${section}`
      await page(world, address)
      const { views, world: own } = world.hosted.application
      const reads = [
        ...(["head", "read"] as const).map((name) => vi.spyOn(own.events, name)),
        ...(["get", "list", "page", "record"] as const).map((name) => vi.spyOn(views, name)),
        vi.spyOn(own.texts, "get"),
      ]
      await page(world, address)
      expect(reads.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(10)
      vi.restoreAllMocks()
    },
  )

  test("columns and pages are windows of 25 that say how many there are, and lead to all", async () => {
    const { body } = await page(world, BOARD)
    const planned = body.slice(body.indexOf('id="state-planned"'), body.indexOf('id="state-consulting"'))
    const [, count] = /Planned <small>\((\d+)\)/.exec(body) ?? []
    expect(codesIn(planned)).toHaveLength(25)
    expect(Number(count)).toBeGreaterThan(1_000)
    expect(planned).toContain(`list?state=planned">All ${count} in “Planned”</a>`)

    const seen: string[] = []
    let next: string | undefined = `/en/plans/${PLAN}/list?state=planned`
    while (next) {
      const { body }: { body: string } = await page(world, next)
      const codes = codesIn(body)
      expect(codes.length).toBeLessThanOrEqual(25)
      seen.push(...codes.map(String))
      next = /<a href="([^"]*)">Next<\/a>/.exec(body)?.[1]?.replaceAll("&amp;", "&")
    }
    expect(new Set(seen).size).toBe(Number(count))
    expect(seen).toHaveLength(Number(count))
    const { body: last } = await page(world, `/en/plans/${PLAN}/list`, { page: "99999" })
    expect(text(last)).toMatch(/to (\d+) of \1/)
    const csv = csvRows((await page(world, `/en/plans/${PLAN}/list.csv`, { state: "planned", page: "3" })).body)
    expect(csv).toHaveLength(Number(count) + 1)
  })
})

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1:A9)",
  "＝1＋1",
  "]]></t></is></c>",
  "_x0041_ & &amp; &lt;",
  "\u202Egnp.exe\u202C right to left",
  "نص عربي",
  "W".repeat(180),
  "../../etc/passwd",
  "{{7*7}} {select, plural, other {#}}",
]

describe("hostile titles", () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld("2026-01-12T10:00:00+01:00")
    const more = hostile.map(
      (title, index) =>
        `  - { id: b${index}, track: t1, title: ${JSON.stringify(title)}, kind: outreach, schedule: { quarters: [2026-Q2] } }\n`,
    )
    const file = ccmFile().replace(/^activities:\n/m, (line) => line + more.join(""))
    expect((await world.send(ISU, file)).state).toBe("finished")
  })
  afterAll(() => world.stop())

  test.each(hostile.map((title, index) => [index, title]))(
    "no. %i is text on each page and in each file",
    async (index, title) => {
      const spaced = String(title).replace(/\s+/g, " ")
      for (const path of [BOARD, LIST]) {
        const { body } = await page(world, path, path === LIST ? { q: `b${index}` } : {})
        expect(body).not.toMatch(/<script>alert|<img src=x|onmouseover='/)
        expect(text(body)).toContain(spaced)
        expect(body).toContain(`class="words">${escapedHtml(String(title))}</bdi>`)
      }
      const said = /^[=+\-@＝]/.test(String(title)) ? `'${title}` : title
      const csv = csvRows((await page(world, `${LIST}.csv`)).body)
      expect(csv.find(([code]) => code === `b${index}`)?.[1]).toBe(said)
      const { headers } = await page(world, `${LIST}.csv`, { q: String(title).trim() })
      expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/)
    },
  )
})

const escapedHtml = (each: string) =>
  each
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")

test("a CSV file says that it is UTF-8, and keeps quotes and lines in their cells", () => {
  const bytes = csvOf([
    ["é", 'say "no"'],
    ["a\nb", "=1"],
  ])
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe('"é","say ""no"""\r\n"a\nb","\'=1"\r\n')
})

test("an XLSX file is a workbook whose cells are texts, whatever they say", () => {
  const made = "2026-06-01T08:00:00.000Z"
  const rows = hostile.map((each) => [each, "\u0000\u000b\uFFFE\uD800ok"])
  const bytes = xlsxOf({ name: "Liste : [a]/b*?'", heads: ["A", "B"], rows, widths: [10, 20], made })
  const parts = unzipSync(bytes)
  expect(Object.keys(parts)).toContain("[Content_Types].xml")
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array())
  expect(sheet).not.toMatch(/<f>|<script|<img/)
  const [heads, ...read] = xlsxRows(bytes)
  expect(heads).toEqual(["A", "B"])
  const said = (each: string) => (/^[=+\-@＝]/.test(each) ? `'${each}` : each)
  expect(read.map(([first]) => first)).toEqual(hostile.map(said))
  expect(read[0]?.[1]).toBe("\uFFFDok")
  expect(strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array())).toMatch(/name="Liste {4}a {2}b {3}"/)
  expect(xlsxOf({ name: "Liste", heads: ["A"], rows: [], widths: [1], made })).toEqual(
    xlsxOf({ name: "Liste", heads: ["A"], rows: [], widths: [1], made }),
  )
})
