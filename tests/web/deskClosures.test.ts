import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, ISU, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { openForm, type Typed } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const DESK = `/en/plans/${PLAN}/desk`
const PAGE = `${DESK}/closures`
const CLOSED = ["2026-01-01", "2026-12-24", "2026-12-25", "2026-12-31"]

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
  await world.take(ISU, "plan", "amend", { closures: CLOSED, reason: "the holidays" })
})
afterEach(() => world.stop())

const closures = async () => (await world.get(`/api/plans/${PLAN}`)).closures
const DECISION: Typed = { "added.from": "2026-08-10", "added.to": "2026-08-12", reason: "A summer break" }

test("the desk names the days that the plan has, as one span where they follow one another", async () => {
  const { text } = textOf(await world.get(DESK, { as: AUSTRIA }))
  expect(text).toContain(
    "24 December 2026 to 25 December 2026 31 December 2026 Days that have passed 1 January 2026 Change the days",
  )
})

test.each(languages)(
  "days are added and taken away once it is checked, and what has passed stays: in %s",
  async (language) => {
    const form = await openForm(world, `/${language}/plans/${PLAN}/desk/closures`, ISU)
    expect([...form.page.matchAll(/value="(2026-[\d/-]+)" checked/g)].map(([, value]) => value)).toEqual([
      "2026-12-24/2026-12-25",
      "2026-12-31/2026-12-31",
    ])
    const typed = { ...DECISION, closures: ["2026-12-24/2026-12-25"] }
    const check = await form.send("check", typed)
    expect([check.status, await closures()]).toEqual([200, CLOSED])
    expect(plain(check.body)).toContain("A summer break")
    const recorded = await form.send("record", typed)
    expect(recorded.status).toBe(303)
    const after = ["2026-01-01", "2026-08-10", "2026-08-11", "2026-08-12", "2026-12-24", "2026-12-25"]
    expect(await closures()).toEqual(after)
    const version = (await world.get(`/api/plans/${PLAN}`)).version
    const again = await form.send("record", typed)
    expect([again.status, again.headers.get("Location")]).toEqual([303, recorded.headers.get("Location")])
    expect((await world.get(`/api/plans/${PLAN}`)).version).toBe(version)
    expect((await world.get(recorded.headers.get("Location") ?? "", { as: ISU })).length).toBeGreaterThan(0)
  },
)

const wrongs: [string, Typed, number, string][] = [
  ["no reason", { ...DECISION, reason: "" }, 422, "reason"],
  [
    "a last day before the first",
    { ...DECISION, "added.to": "2026-08-01" },
    422,
    "The last day is not before the first",
  ],
  ["what is no day", { ...DECISION, "added.from": "soon" }, 422, "Give the day"],
  [
    "nothing new",
    { closures: ["2026-12-24/2026-12-25", "2026-12-31/2026-12-31"], reason: "x" },
    422,
    "Nothing would change",
  ],
  ["more days than a plan names", { ...DECISION, "added.to": "2199-01-01" }, 400, "Nothing is recorded yet"],
]
test.each(wrongs)("%s is refused, and what was typed is kept", async (_, typed, status, said) => {
  const form = await openForm(world, PAGE, ISU)
  const refused = await form.send("check", typed)
  expect([refused.status, plain(refused.body)]).toEqual([status, expect.stringMatching(new RegExp(said, "i"))])
  for (const value of Object.values(typed).flat()) if (value) expect(refused.body).toContain(value)
  expect(await closures()).toEqual(CLOSED)
})

test("what was recorded since the form was opened is told first", async () => {
  const form = await openForm(world, PAGE, ISU)
  await world.take(AUSTRIA, "plan", "amend", { closures: [], reason: "there are none" })
  const stale = await form.send("record", { ...DECISION, closures: ["2026-12-24/2026-12-25"] })
  expect([stale.status, plain(stale.body)]).toEqual([412, expect.stringContaining("amended the work plan")])
  expect(await closures()).toEqual([])
})

test("it is for those who run the plan from its desk, and not for a day of the past", async () => {
  for (const as of [thematic("a"), PRESIDENCY]) expect((await world.ask("GET", PAGE, { as })).status).toBe(403)
  expect((await world.ask("GET", PAGE)).status).toBe(401)
  world.jump("2026-06-01T10:00:00+02:00")
  const past = textOf(await world.get(`${PAGE}?asOf=2026-06-01T07:30:00Z`, { as: ISU }))
  expect(past.forms).toEqual([])
})
