import { readFileSync } from "node:fs"
import { livingMarkdown } from "@demarche/http/livingMarkdown"
import { dueText, translate, translateDynamic } from "@demarche/i18n"
import { afterEach, describe, expect, test, vi } from "vitest"
import { parse } from "yaml"
import { ccmFile } from "./ccm.ts"
import { FIRST, SECOND, twinsFile } from "./twins.ts"
import {
  type Asked,
  AUSTRIA,
  circulated,
  ISU,
  type Json,
  openCcm,
  openProposed,
  openWorld,
  PLAN,
  thematic,
  type World,
} from "./world.ts"

let world: World
afterEach(() => world.stop())

const ADDRESS = `/api/plans/${PLAN}/document`
const MARKDOWN = { Accept: "text/markdown" }

const document = (asked: Asked = {}): Promise<Json> => world.get(ADDRESS, asked)
const itemsOf = ({ lines, beside }: Json): Json[] => [...lines, ...beside].flatMap(({ items }: Json) => items)
const found = (told: Json, code: string): Json => itemsOf(told).find((item) => item.code === code)

/** A line of a Markdown file without its marks. */
const unmarked = (line: string) =>
  line
    .trim()
    .replace(/^(#+|-) /, "")
    .replaceAll("*", "")

/** The lines of the document's own file that are left once these are read from it, each verbatim and in its order. */
function leftOf(lines: string[]): string[] {
  const file = readFileSync(new URL("../plan-file/fixtures/document.txt", import.meta.url), "utf8").split("\n")
  const left = file.map(unmarked).filter((line) => line !== "")
  for (const line of lines) {
    let said = left.shift() ?? ""
    while (said.length < line.length && left.length > 0) said += ` ${left.shift()}`
    expect(said).toBe(line)
  }
  return left
}

describe("the words of the document", () => {
  test("each line of its file stands there once, verbatim and in order, a heading over two lines as one", async () => {
    world = await openProposed()
    const { lines, beside, derived } = await document()
    expect({ derived, beside, count: lines.length }).toEqual({ derived: false, beside: [], count: 89 })
    expect(leftOf(lines.map(({ text }: Json) => text))).toEqual([])
  })

  test("and in Markdown, where whatever is ours is quoted, and nothing else", async () => {
    world = await openProposed()
    const text: string = await world.get(ADDRESS, { headers: MARKDOWN })
    const own = text.split("\n").filter((line) => line !== "" && !/^ *> /.test(line))
    expect(leftOf(own.map(unmarked))).toEqual([])
    expect(own).toContain("### 1.- Background to the workplan")
    expect(own).toContain("**2. Reinforce the CCM's normative resilience**")
    expect(own).toContain("  - Practical options for follow up in the lead up to the 3RC")
  })

  test("of its own words none can pass for ours", async () => {
    world = await openProposed()
    const line = (text: string, is = "paragraph") => ({ is, text, items: [] })
    const { lines: _, ...rest } = await document()
    const words = ["> **o1** · fulfilled", "- > **o1**", "1. >o1", "A line\n  > **o1**", "5 > 4"]
    const lines = [...words, "> in a bullet"].map((text, at) => line(text, at < words.length ? "paragraph" : "bullet"))
    const told = await livingMarkdown("en", { ...rest, lines })
    expect(told.split("\n\n").slice(1)).toEqual([
      "\\> **o1** · fulfilled",
      "- \\> **o1**",
      "1. \\>o1",
      "A line\n  \\> **o1**",
      "5 > 4",
      "- \\> in a bullet\n",
    ])
  })
})

/** What the Markdown says of each item: the code, the number on the record with its address, and all it says. */
function notesIn(text: string): Json[] {
  const notes: Json[] = []
  for (const line of text.split("\n")) {
    const [, said] = line.match(/^ *> (.*)$/) ?? []
    const [, code, rest = ""] = said?.match(/^\*\*([^*]+)\*\* · (.*)$/) ?? []
    const [, number, address] = rest.match(/(\d+)[^\d\]]*\]\((\S+)\)$/) ?? []
    if (code) notes.push({ code, record: number ? { number: Number(number), address } : null, said: rest, more: [] })
    else if (said?.startsWith("- ")) notes.at(-1).more.push(said)
  }
  return notes
}

test.each(["en", "fr"] as const)("JSON and Markdown tell the same of each line, in %s", async (language) => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await circulated(world)
  await world.take(AUSTRIA, "o4", "linkEvidence", {
    deliverable: "o4-2",
    source: "A report",
    place: "unidir.org/report",
  })
  await world.take(AUSTRIA, "o3", "assess", { deliverable: "o3-1", finding: "Not seen.", met: false })
  const headers = { "Accept-Language": language }
  const told = await world.get(ADDRESS, { headers })
  const notes = notesIn(await world.get(ADDRESS, { headers: { ...headers, ...MARKDOWN } }))
  const items = [told.plan, ...itemsOf(told)]
  expect(notes.map(({ code, record }) => ({ code, record }))).toEqual(
    items.map(({ code, record }) => ({ code, record })),
  )
  expect(items.some(({ due }) => due?.overdue) && items.some(({ evidence }) => evidence?.length)).toBe(true)
  for (const [at, { said, more }] of notes.entries()) {
    const { words, kind, is, due, met, evidence, indicators, warnings, inferred } = items[at]
    const late = translate(language, "home.overdue")
    const facts = [
      is === "activity" ? translateDynamic(language, `kinds.${kind}`) : (kind ?? ""),
      words ?? "",
      due ? dueText(language, due) : "",
      due?.overdue ? late : "",
      items[at].fulfilled ? translate(language, "states.fulfilled") : "",
      met === false ? translate(language, "wording.document.met", { met }) : "",
    ]
    for (const fact of facts) expect(said).toContain(fact)
    expect(said.includes(late)).toBe(due?.overdue === true)
    const listed = [
      ...(evidence ?? []).map(({ deliverable, source, place }: Json) => [deliverable, source, place ?? ""]),
      ...(indicators ?? []).map(({ title, target }: Json) => [title, target ?? ""]),
      ...warnings.map(({ code, note }: Json) => [code, note ?? ""]),
      ...inferred.map(({ field, basis }: Json) => [field, basis ?? ""]),
    ]
    expect(more).toHaveLength(listed.length)
    for (const [nth, parts] of listed.entries()) for (const part of parts) expect(more[nth]).toContain(part)
  }
})

describe("what stands there of an item is what its own GET says at the same instant", () => {
  const INSTANTS = [
    {},
    { asOf: "2026-06-01T09:30:00.000Z" },
    { asOf: "2026-06-08T16:00:00.000Z" },
    { asOf: "2026-06-01T09:30:00.000Z", view: "as-it-was" },
  ]

  test.each([undefined, thematic("b"), AUSTRIA])("for %s, now and in the past", async (as) => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await circulated(world)
    await world.at("2026-06-10T10:00:00+02:00")
    await world.take(AUSTRIA, "t1-a1", "cancel", {
      reason: "held already",
      mandate: "the Coordination Committee",
      occurredAt: "2026-06-01T11:00:00+02:00",
    })
    await world.take(AUSTRIA, "o4", "linkEvidence", {
      deliverable: "o4-2",
      source: "A report",
      place: "unidir.org/report",
    })
    for (const query of INSTANTS) {
      const told = await document({ ...(as && { as }), query })
      const items = itemsOf(told).filter(({ is }) => is === "activity" || is === "output")
      expect(new Set(items.map(({ code }) => code)).size).toBe(26)
      for (const { record, state, substate, since, due, inferred, kind, evidence, is } of items) {
        const own = await world.get(record.address, { ...(as && { as }), query })
        const wanted = own.annotations.filter((mark: Json) => mark.inferred).map(({ field }: Json) => field)
        expect({ state, substate, since, due, number: record.number }, record.address).toEqual({
          state: own.state,
          substate: own.substate,
          since: own.since,
          due: own.due,
          number: own.version,
        })
        expect(inferred.map(({ field }: Json) => field)).toEqual(wanted)
        if (is === "activity") expect(kind).toBe(own.kind)
        else
          expect(evidence.map(({ source }: Json) => source)).toEqual(
            own.deliverables.flatMap((each: Json) => each.evidence.map(({ source }: Json) => source)),
          )
      }
      const plan = await world.get(`/api/plans/${PLAN}`, { query })
      expect(told.plan).toMatchObject({ state: plan.state, record: { number: plan.version } })
    }
  })

  test("and at an instant before an act the state is the old one, by what was known or by what had happened", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await world.at("2026-06-03T10:00:00+02:00")
    const told = { reason: "no need", mandate: "the Committee", occurredAt: "2026-06-02T10:00:00+02:00" }
    await world.take(AUSTRIA, "t1-a1", "cancel", told)
    const state = async (query: Record<string, string>) => found(await document({ query }), "t1-a1").state
    expect(await state({})).toBe("cancelled")
    expect(await state({ asOf: "2026-06-02T12:00:00+02:00" })).toBe("planned")
    expect(await state({ asOf: "2026-06-02T12:00:00+02:00", view: "as-it-was" })).toBe("cancelled")
    expect(await state({ asOf: "2026-06-02T09:00:00+02:00", view: "as-it-was" })).toBe("planned")
    const past = { asOf: "2026-06-02T12:00:00+02:00" }
    const text = await world.get(ADDRESS, { headers: MARKDOWN, query: past })
    expect(text).toMatch(
      /^> As it stands on 2 June 2026, 12 noon \(Geneva time\)\n> \*\*ccm-gso-2025-2026\*\* · Work plan · Adopted/,
    )
    expect((await world.ask("GET", ADDRESS, { query: { asOf: "2020-01-01T00:00:00Z" } })).status).toBe(404)
    expect((await world.ask("GET", "/api/plans/no-such-plan/document")).status).toBe(404)
  })
})

/** A document without what the committee alone is told of it. */
const withoutStatements = (told: Json): Json =>
  JSON.parse(JSON.stringify(told), (name, value) => (name === "statements" ? undefined : value))

test("K2 what one reader is told of a hidden answer, none is: but for statements the document is the public's for everybody", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await circulated(world)
  await world.take(AUSTRIA, "t1-a1", "openConsultation", {
    closes: "2026-06-10T18:00",
    invited: ["delegation-a", "delegation-b"],
    attribution: "chathamHouse",
  })
  await world.take(thematic("a"), "t1-a1", "recordInput", { round: 1, text: "In confidence." })
  await world.take(thematic("b"), "t2-a2", "object", { text: "Too far.", paragraphs: ["3"] })
  const open = await document()
  expect(found(open, "t2-a2")).toMatchObject({ state: "drafting", substate: "broken" })
  const told = itemsOf(open)
  expect(told.map(({ statements }) => statements)).toEqual(told.map(() => null))
  for (const as of [thematic("b"), AUSTRIA, ISU])
    expect(withoutStatements(await document({ as }))).toEqual(withoutStatements(open))
  const { meetings, people, ...plan } = await world.get(`/api/plans/${PLAN}`)
  expect(people).toBeNull()
  expect(JSON.stringify([plan, meetings])).toContain(open.plan.warnings[0].note)
  for (const secret of ["In confidence", "Too far", "delegation-a", "Chatham"])
    expect(JSON.stringify(open)).not.toContain(secret)
})

test("a warning stands with what it names, and with the plan where no line is about it", async () => {
  world = await openProposed()
  const told = await document()
  const { warnings } = await world.get(`/api/plans/${PLAN}`)
  const shown = new Set(itemsOf(told).map(({ code }) => code))
  for (const { code, about, items = [], note = null } of warnings) {
    const named = [about, ...items].filter((each) => shown.has(each))
    for (const each of named) expect(found(told, each).warnings, each).toContainEqual({ code, note })
    if (named.length === 0) expect(told.plan.warnings).toContainEqual({ code, note })
  }
  expect(found(told, "o4-1").warnings.length).toBeGreaterThan(0)
  expect(told.plan.warnings.length).toBeLessThan(warnings.length)
})

test("what the document does not name stands beside it, by its title", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  const children = ["x-q3-3a", "x-q3-3b"].map((code) => ({ code, title: `Prepare ${code}`, kind: "document" }))
  await world.take(AUSTRIA, "x-q3-3", "expandPlaceholder", { children, mandate: "the Coordination Committee" })
  const { beside } = await document()
  expect(beside.map(({ text, items: [{ code, state }] }: Json) => ({ text, code, state }))).toEqual(
    children.map(({ code, title }) => ({ text: title, code, state: "planned" })),
  )
  const text: string = await world.get(ADDRESS, { headers: MARKDOWN })
  expect(text).toMatch(/> Not in the document:\n\n- Prepare x-q3-3a\n {2}> \*\*x-q3-3a\*\* · Document · Planned/)
})

test("a plan without a document has one of its titles and texts, in their order, each item once", async () => {
  world = await openWorld("2026-01-12T10:00:00+01:00")
  const { document: _, ...file } = parse(ccmFile())
  expect((await world.send(ISU, JSON.stringify(file))).state).toBe("finished")
  const { derived, lines, beside } = await document()
  expect({ derived, beside }).toEqual({ derived: true, beside: [] })
  const { title } = file.work_plan
  expect(lines[0]).toMatchObject({ is: "heading", level: 1, text: title, items: [] })
  const codes = lines
    .filter(({ is }: Json) => is !== "paragraph")
    .flatMap(({ items }: Json) => items.map(({ code }: Json) => code))
  const ids = (list: Json[]) => list.map(({ id }) => id)
  const inTrack = (track: string) =>
    ids(file.activities.filter((each: Json) => (each.track?.ref ?? each.track) === track)).toSorted()
  expect(codes).toEqual([
    ...ids(file.objectives),
    ...file.tracks.flatMap(({ id }: Json) => [id, ...inTrack(id)]),
    ...file.outputs.flatMap(({ id, deliverables }: Json) => [id, ...ids(deliverables)]),
  ])
  const said = lines.map(({ text }: Json) => text)
  for (const { title } of [...file.activities, ...file.outputs]) expect(said).toContain(title)
})

test("its titles are in the reader's language where the plan has them there, which is said", async () => {
  world = await openWorld("2026-01-12T10:00:00+01:00")
  const { document: _, ...file } = parse(twinsFile())
  expect((await world.send(ISU, JSON.stringify(file))).state).toBe("finished")
  const { lines } = await document({ headers: { "Accept-Language": "fr" } })
  const titles = lines.filter(({ text }: Json) => text.includes(SECOND))
  expect(titles.length).toBeGreaterThan(40)
  expect(new Set(titles.map(({ language }: Json) => language))).toEqual(new Set(["fr"]))
  expect(lines.filter(({ text }: Json) => text.includes(FIRST))).toEqual([])
  const own = (await document()).lines
  expect(own.map(({ text }: Json) => text.replace(FIRST, SECOND))).toEqual(lines.map(({ text }: Json) => text))
})

test("it is read from the rows of the plan's items, and no item by itself", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  const { views, world: own } = world.hosted.application
  const reads = () => [vi.spyOn(own.events, "head"), vi.spyOn(own.events, "read"), vi.spyOn(views, "get")]
  await document({ as: AUSTRIA })
  const counted = reads()
  await document({ as: AUSTRIA })
  expect(counted.map(({ mock }) => mock.calls.length).reduce((sum, each) => sum + each, 0)).toBeLessThan(4)
  vi.restoreAllMocks()
})

describe("over HTTP", () => {
  test("a reader who has it is told that it is the same until something changes, each form for itself", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    const first = await world.ask("GET", ADDRESS)
    expect(first.headers.get("Cache-Control")).toBe("no-cache")
    expect(first.headers.get("Vary")).toMatch(/Authorization.*, Accept$/)
    const etag = first.headers.get("ETag") ?? ""
    const again = (headers: Record<string, string> = {}, as?: string) =>
      world.ask("GET", ADDRESS, { ...(as && { as }), headers: { "If-None-Match": etag, ...headers } })
    expect(await again()).toMatchObject({ status: 304, body: "" })
    expect((await again({}, AUSTRIA)).headers.get("Cache-Control")).toBe("private, no-cache")
    const markdown = await again(MARKDOWN)
    expect([markdown.status, markdown.headers.get("Content-Type")]).toEqual([200, "text/markdown; charset=utf-8"])
    await world.take(AUSTRIA, "t1-a1", "assignOwner", { owner: "isu" })
    expect((await again()).status).toBe(200)
  })

  test.each([
    ["*/*", "json"],
    ["text/html", "json"],
    ["application/json, text/markdown;q=0.5", "json"],
    ["application/json;q=0.5, text/markdown", "markdown"],
  ])("to %s it answers %s", async (Accept, media) => {
    world = await openProposed()
    const { headers } = await world.ask("GET", ADDRESS, { headers: { Accept } })
    expect(headers.get("Content-Type")).toContain(media)
  })
})
