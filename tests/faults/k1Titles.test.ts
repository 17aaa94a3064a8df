import { afterEach, expect, test } from "vitest"
import { parse, stringify } from "yaml"
import { chair, openAmendable, PLAN as SCHEDULE } from "../http/amendable.ts"
import { ccmFile } from "../http/ccm.ts"
import { ISU, type Json, openCcm, openWorld, PLAN, type World } from "../http/world.ts"

// A title in another language is never in the document's own, where it would stand in the place of the title.

let world: World
afterEach(() => world.stop())

const titles = { en: "Another title" }
const reason = "a better word"

/** Every entry with a title is given another one in that language. */
function titled(value: unknown, language: string): unknown {
  if (Array.isArray(value)) return value.map((each) => titled(each, language))
  if (typeof value !== "object" || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, titled(each, language)]))
  return typeof inner.title === "string" ? { ...inner, titles: { [language]: "Another title" } } : inner
}

const file: Record<string, unknown> = parse(ccmFile())
const sections = Object.keys(file).filter((key) => JSON.stringify(file[key]).includes('"title"') && key !== "procedure")

/** The errors of a file with such titles in one of its sections, and its own language. */
async function errorsOf(section: string, language: string, own: string): Promise<string[]> {
  const { work_plan, ...rest } = file
  const plan = { work_plan: { ...Object(work_plan), language: own }, ...rest }
  const body = stringify({ ...plan, [section]: titled(Reflect.get(plan, section), language) }, { lineWidth: 0 })
  const headers = { "Content-Type": "application/yaml" }
  const answer = await world.ask("POST", "/api/plans?dryRun=true", { as: ISU, body, headers })
  return (answer.body.errors ?? []).map(({ path, message }: Json) => `${path}: ${message}`)
}

test("K1 no section of a plan file takes a title once more in the document's own language", async () => {
  world = await openWorld("2025-10-01T10:00:00+02:00")
  expect(sections.length).toBeGreaterThan(7)
  for (const section of sections) {
    const errors = await errorsOf(section, "en", "en")
    expect([section, errors.length > 0]).toEqual([section, true])
    for (const error of errors) expect(error).toMatch(/titles\.en: the document is in "en": write this as its `title`/)
    expect(await errorsOf(section, "fr", "en")).toEqual([])
  }
  expect(await errorsOf("work_plan", "fr", "fr")).toEqual([expect.stringMatching(/^work_plan\.titles\.fr: /)])
})

test("K1 nor does a command, wherever in it titles stand", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  const { tracks } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
  const [first, ...others] = tracks
  const meeting = { id: "m-1", title: "A meeting", from: "2026-07-01", to: "2026-07-02" }
  const tries: [string, string, object, string][] = [
    ["plan", "amend", { titles, reason }, "titles.en"],
    ["plan", "amend", { tracks: [{ ...first, titles }, ...others], reason }, "tracks.0.titles.en"],
    ["plan", "addMeeting", { ...meeting, titles }, "titles.en"],
    ["t2-a1", "amend", { titles, reason }, "titles.en"],
    ["o1", "amend", { titles, reason }, "titles.en"],
  ]
  for (const [item, name, body, field] of tries) {
    const address = item === "plan" ? "plans" : item === "o1" ? "outputs" : "activities"
    const of = item === "plan" ? PLAN : `${PLAN}.${item}`
    const answer = await world.ask("POST", `/api/${address}/${of}/transitions/${name}`, { as: ISU, body })
    expect([item, name, answer.body.failing]).toMatchObject([item, name, [{ code: "TITLED_TWICE", fields: [field] }]])
  }
  await world.take(ISU, "t2-a1", "amend", { titles: { fr: "Un autre titre" }, reason })
})

test("K1 nor a change that an amendment carries", async () => {
  world = await openAmendable()
  const changes = [{ of: "activity", item: "ica-mech", name: "amend", fields: { titles } }]
  const asked = { as: chair, body: { changes, reason } }
  const answer = await world.ask("POST", `/api/plans/${SCHEDULE}/transitions/proposeAmendment`, asked)
  expect(answer.body.failing).toMatchObject([{ code: "TITLED_TWICE", fields: ["changes.0.fields.titles.en"] }])
})
