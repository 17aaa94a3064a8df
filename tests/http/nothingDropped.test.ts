import { readdirSync, readFileSync } from "node:fs"
import { upgradePlan } from "@demarche/past/planFile"
import { PlanFile } from "@demarche/plan-file/planFile"
import { rewrite } from "@demarche/plan-file/rewrite"
import { afterEach, describe, expect, test } from "vitest"
import { parse } from "yaml"
import * as z from "zod"
import { ccmFile } from "./ccm.ts"
import { type Json, openWorld, type World } from "./world.ts"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

let world: World | undefined
afterEach(() => world?.stop())

/** What the API answers of a plan that was just imported, and of each of its items, to whoever sent it. */
async function answersOf(file: string, as: string): Promise<{ plan: Json; items: Json[] }> {
  world = await openWorld("2026-01-12T10:00:00+01:00")
  const { state, errors, failing } = await world.send(as, file)
  expect({ state, errors, failing }).toEqual({ state: "finished", errors: [], failing: [] })
  const { work_plan, activities, outputs } = parse(file)
  const { id } = work_plan
  const plan = await world.get(`/api/plans/${id}`, { as })
  const items: Json[] = []
  for (const { id: code } of activities) items.push(await world.get(`/api/activities/${id}.${code}`, { as }))
  for (const { id: code } of outputs) items.push(await world.get(`/api/outputs/${id}.${code}`, { as }))
  return { plan, items }
}

/** The texts in a value, each with where it stands. */
function textsIn(value: unknown, place = ""): { place: string; text: string }[] {
  if (typeof value === "string") return [{ place, text: value }]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, Array.isArray(value) ? `${place}[]` : `${place}${place && "."}${key}`),
  )
}

/** A text in one line, without Markdown annotations. */
const plain = (text: string) =>
  text
    .replace(/^\s*(#+|-) |\*+/gm, "")
    .replace(/\s+/g, " ")
    .trim()

describe("the plan's document", () => {
  /** Headings, paragraphs, bullets and lines of the timeline, as an empty line or a new mark parts them. */
  const pieces = read("../plan-file/fixtures/document.txt")
    .split(/\n\s*\n|\n(?=\s*- )/)
    .map(plain)
    .filter((piece) => piece !== "")

  /** What is the document's own order, and no item's. */
  const leading = [
    /^(\d\.- |Track \d|Output \d|Expected Outputs|\w+ Quarter of 2026|1\. Timeline of activities|Austria and Cameroon)/,
    /^(To advance these objectives|Key activities may include|Suggested cross cutting themes|During the 2025-2026 cycle)/,
  ]

  test("is answered to the public, each piece of it verbatim", async () => {
    const { plan, items } = await answersOf(ccmFile(), "isu:secretariat")
    expect(pieces).toHaveLength(90)
    const everyone = await world?.get(`/api/plans/${plan.id}`)
    const said = textsIn([everyone, ...items]).map(({ text }) => plain(text))
    expect(pieces.filter((piece) => !said.some((text) => text.includes(piece)))).toEqual([])
  })

  test("is in what is typed of it, but for its own headings", async () => {
    const { plan, items } = await answersOf(ccmFile(), "isu:secretariat")
    const { document, ...typed } = plan
    expect(document).toHaveLength(89)
    const said = textsIn([typed, ...items])
      .map(({ text }) => plain(text).replace(/[.:,]$/, ""))
      .toSorted((one, other) => other.length - one.length)
    const left = pieces
      .filter((piece) => !leading.some((words) => words.test(piece)) && !said.some((text) => text.includes(piece)))
      .map((piece) => said.reduce((rest, text) => rest.replace(text, "·"), piece))
      .filter((rest) => /\w/.test(rest.replace(/·[ ,]*and$|^(\d|[a-z])\. ·/, "")))
    expect(left).toEqual([])
  })
})

test("a document is kept that is longer than an event may be, and amended as a whole", async () => {
  const piece = (nth: number) => `  - { is: paragraph, text: "${nth}: ${"long ".repeat(400)}" }\n`
  const more = (count: number) => ccmFile() + Array.from({ length: count }, (_, nth) => piece(nth)).join("")
  const { plan } = await answersOf(more(80), "isu:secretariat")
  expect(plan.document).toHaveLength(169)
  expect(plan.document.at(-1).text).toMatch(/^79: long/)
  expect((await world?.send("isu:secretariat", more(79)))?.differences).toHaveLength(1)
  expect(await world?.get(`/api/plans/${plan.id}`)).toMatchObject({ document: { length: 168 } })
  expect((await world?.send("isu:secretariat", more(79)))?.differences).toEqual([])
})

/** The keys of a schema, each with where it stands; of records, the values' keys. */
function keysOf(schema: unknown, place: string): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, inner]) => [
      `${place}${place && "."}${key}`,
      ...keysOf(inner, `${place}${place && "."}${key}`),
    ])
  if (schema instanceof z.ZodArray) return keysOf(schema.element, `${place}[]`)
  if (schema instanceof z.ZodRecord) return keysOf(schema.valueType, `${place}.*`)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysOf(option, place))
  if (schema instanceof z.ZodPipe) return keysOf(schema.in, place)
  if (!(schema instanceof z.ZodType)) return []
  return "innerType" in schema.def ? keysOf(schema.def.innerType, place) : []
}

/** The keys that a file uses, each with where it stands, as `keysOf` names them. */
function usedIn(value: unknown, schema: string[], place = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => usedIn(each, schema, `${place}[]`))
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const named = `${place}${place && "."}${key}`
    return schema.includes(named) ? [named, ...usedIn(inner, schema, named)] : usedIn(inner, schema, `${place}.*`)
  })
}

/** What a file says that no answer repeats, and why. */
const unanswered: Record<string, string> = {
  "people[].address": "an address is nobody's to read but the secretariat's, by its text",
  "people[].deputy": "how a person is written to is that person's and the secretariat's",
  "people[].salutation": "as above",
  "people[].vacation[].from": "as above",
  "people[].vacation[].to": "as above",
  "people[].wants[]": "as above",
}

const files: Record<string, () => string> = {
  "the Convention's": ccmFile,
  everything: () => read("bodies/everything.yaml"),
  "the BWC's": () => read("bodies/bwc.yaml"),
  "the IETF's": () => read("bodies/ietf.yaml"),
  ...Object.fromEntries(
    readdirSync(new URL("../plan-file/others", import.meta.url)).map((name) => [name, () => otherBody(name)]),
  ),
}

/** The plan of another body in today's format, with somebody who may send it. */
function otherBody(name: string): string {
  const upgraded = rewrite(read(`../plan-file/others/${name}`), "yaml", (value) => upgradePlan(value).value)
  const staff =
    '{ id: staff, name: Staff, offices: [{ office: secretariat, from: "2020-01-01" }], language: en, zone: UTC }'
  return `${upgraded}\npeople: [${staff}]\n`
}

/** Names that are answered in camel case, and weeks as a number. */
const spelled = (text: string) =>
  /^-?P\d+[DMW]$/.test(text)
    ? String(Number.parseInt(text.replace("P", ""), 10))
    : text.replace(/_(\w)/g, (_, next) => next.toUpperCase())

/** The rules of procedure, which are recorded whole; reminders, by their schema; one date as several; an output's as an activity's. */
const alike = [/^(procedure|reminders)\./, /^activities\[\]\.schedule\.dates\.\w/, /^outputs\[\]\.due\.dates/]

describe("what a file says is answered", () => {
  const schema = keysOf(PlanFile, "")

  test.each(Object.keys(files))("%s, each text of it", async (name) => {
    const file = files[name]?.() ?? ""
    const { people } = parse(file)
    const by = people.find(({ offices }: Json) => offices.some(({ office }: Json) => office === "secretariat"))
    const answers = await answersOf(file, `${by.id}:secretariat`)
    const answered = new Set(
      JSON.stringify(answers)
        .match(/"(\\.|[^"\\])*"|-?\d+/g)
        ?.map((each) => String(JSON.parse(each))),
    )
    const lost = textsIn(parse(file)).filter(
      ({ place, text }) => !(place in unanswered) && !answered.has(text.trim()) && !answered.has(spelled(text)),
    )
    expect(lost).toEqual([])
  })

  test("and the file that says everything uses every key that the format has", () => {
    const used = new Set(usedIn(parse(files.everything?.() ?? ""), schema))
    const own = schema.filter((key) => !alike.some((keys) => keys.test(key)))
    expect(own.length).toBeGreaterThan(180)
    expect([...new Set(own)].filter((key) => !used.has(key))).toEqual([])
    expect(Object.keys(unanswered).filter((place) => !schema.includes(place.replace(/\[\]$/, "")))).toEqual([])
  })
})

test("the same file without titles in other languages differs, and takes each of them away", async () => {
  const file = files.everything?.() ?? ""
  const as = "staff-person:secretariat"
  expect(JSON.stringify(await answersOf(file, as))).toMatch(/English title/)
  const without = file.replaceAll(/^ *titles: \{ en: .*\n/gm, "")
  const titles = new Set(file.match(/English title of [\w ]+/g))
  const told = await world?.send(as, without)
  expect(told.state).toBe("finished")
  const streams = new Set(told.differences.map(({ stream }: Json) => stream))
  expect(streams.size).toBe(4)
  const { id } = parse(file).work_plan
  const left = [`/api/plans/${id}`, `/api/activities?plan=${id}`, `/api/outputs?plan=${id}`].map((path) =>
    world?.get(path, { as }),
  )
  const answers = JSON.stringify(await Promise.all(left))
  expect(titles.size).toBeGreaterThan(10)
  expect([...titles].filter((title) => answers.includes(title))).toEqual([])
})
