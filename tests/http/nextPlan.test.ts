import { readFileSync } from "node:fs"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterEach, expect, test } from "vitest"
import { answerAll } from "./answered.ts"
import { type Json, openWorld, type World } from "./world.ts"

const text = readFileSync(new URL("bodies/everything.yaml", import.meta.url), "utf8")
const was = parsePlan(text, "yaml").plan
const plan = was.work_plan.id
const [staff, chair] = ["staff-person:secretariat", "staff-person:coordinator"]

let world: World
afterEach(() => world.stop())

/** The plan that follows, with everything carried over, as its file is read. */
async function following(startsOn: string): Promise<typeof was> {
  const query = { id: "p-2", label: "the next", startsOn, endsAt: was.work_plan.cycle.ends_at_event.value }
  const { status, body } = await world.ask("GET", `/api/plans/${plan}/next`, { as: staff, query })
  expect([status, body]).toEqual([200, expect.any(String)])
  return parsePlan(body, "yaml").plan
}

async function allCarriedOver(): Promise<void> {
  world = await openWorld("2026-01-05T10:00:00Z")
  await world.send(staff, text)
  const office = { person: "staff-person", office: "coordinator", party: "alpha", from: "2026-01-05" }
  await world.take(staff, `/api/plans/${plan}`, "grantMandate", office)
  await world.take(chair, `/api/plans/${plan}`, "adopt", { mandate: "the first meeting" })
  await answerAll(world, plan, chair)
}

test("what a file says of an item that is carried over, the following one says, but for lines of the timeline", async () => {
  await allCarriedOver()
  const is = await following(was.work_plan.cycle.starts_on.value)
  const own = ({ note, source, schedule, due, ...rest }: Json) => rest
  for (const list of ["activities", "outputs"] as const) {
    const written = new Map<string, Json>(is[list].map((item) => [item.id, item]))
    expect(written.size).toBe(was[list].length)
    for (const item of was[list]) {
      expect(own(written.get(item.id))).toEqual(own(item))
      expect(written.get(item.id).note).toContain(item.note ?? "")
    }
  }
  const { warnings, background, source, ...work_plan } = was.work_plan
  expect(is.work_plan).toMatchObject({ ...work_plan, id: "p-2", cycle: { label: "the next" } })
  for (const list of ["actors", "bodies", "themes", "objectives", "tracks"] as const)
    expect([list, is[list]]).toEqual([list, was[list]])
  const called = ({ id, title, titles, kind }: Json) => ({ id, title, titles, kind })
  expect(is.deadline_events.map(called)).toEqual(was.deadline_events.map(called))
  const unheld = ({ offices, ...person }: Json) => person
  expect(is.people.map(unheld)).toEqual(was.people.map(unheld))
})

test("of dates those are kept that lie ahead", async () => {
  await allCarriedOver()
  const years = (file: typeof was) =>
    file.activities.flatMap(({ schedule }) =>
      schedule.dates.map((rule) => JSON.stringify(rule).match(/\d{4}/)?.[0] ?? ""),
    )
  expect(years(await following("2000-01-01")).filter(Boolean).length).toBeGreaterThan(0)
  expect(years(await following("2099-01-01")).filter(Boolean)).toEqual([])
})
