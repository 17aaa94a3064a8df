import { importPlan } from "@demarche/application/importPlan"
import { openItems } from "@demarche/application/notifications/remind"
import { reactionContext } from "@demarche/application/processes/reactionContext"
import { planCalendar } from "@demarche/http/calendarRoutes"
import { readPlan } from "@demarche/http/readPlan"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { ISU, type Json, openWorld, PLAN, type World } from "../http/world.ts"
import { withActivities } from "./longPlan.ts"

const MORE = 1_000
/** Between two turns at most so many rows, items or dates are looked at. */
const PIECE = 50

const long = withActivities(ccmFile(), PLAN, MORE)
const by = { person: "isu", office: "secretariat" } as const

let world: World
beforeAll(async () => {
  world = await openWorld()
  const sent = { ...parsePlan(long, "yaml"), by, mandateImplied: true, correlation: "a long plan" }
  await importPlan(world.hosted.application, { ...sent, file: sent.plan })
  await world.hosted.settled()
})
afterAll(() => world.stop())

/** How often somebody else has a turn while the work is done. */
async function turnsOfOthers(work: () => Promise<unknown>): Promise<number> {
  let [turns, goesOn] = [0, true]
  const turn = () => {
    turns += 1
    if (goesOn) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  goesOn = false
  return turns
}

test.each([
  ["a list that takes few of many activities", `/api/activities?plan=${PLAN}&state=cancelled`, MORE / PIECE],
  ["the plan", `/api/plans/${PLAN}`, MORE / PIECE],
  ["the plan's document", `/api/plans/${PLAN}/document`, (3 * MORE) / PIECE],
  ["what needs somebody", `/api/plans/${PLAN}/mine`, (5 * MORE) / PIECE],
  ["the record", `/api/history/export?plan=${PLAN}`, MORE / PIECE],
  ["a month of reminders", `/api/reminders?plan=${PLAN}&until=2025-11-01T00:00:00Z`, MORE / PIECE],
])("K9 while %s of a long plan is worked out, others have their turn", async (_, path, pieces) => {
  const none = await turnsOfOthers(() => world.ask("GET", "/api/plans/nothing"))
  expect(none).toBeLessThan(pieces / 2)
  const asked = () => world.get(path, { as: ISU })
  await asked() // modules are loaded once
  expect(await turnsOfOthers(asked)).toBeGreaterThanOrEqual(pieces)
})

test("K9 nor does its document as Markdown", async () => {
  const asked = { as: ISU, headers: { Accept: "text/markdown" } }
  const told = () => world.get(`/api/plans/${PLAN}/document`, asked)
  await told() // modules are loaded once
  expect(await turnsOfOthers(told)).toBeGreaterThanOrEqual((4 * MORE) / PIECE)
})

test("K9 nor does its calendar hold them up", async () => {
  const asked = { plan: PLAN, past: undefined, claim: undefined, language: "en" as const, home: "https://d.example" }
  const made = () => planCalendar(world.hosted.application, asked)
  await made() // modules are loaded once
  const turns = await turnsOfOthers(made)
  expect(turns).toBeGreaterThanOrEqual((2 * MORE) / PIECE)
})

test("K9 nor does the look at what is open in it, each minute, nor what follows from a commit of it", async () => {
  const { application } = world.hosted
  const looking = () => openItems(application, PLAN, application.world.clock())
  expect(await turnsOfOthers(looking)).toBeGreaterThanOrEqual((2 * MORE) / PIECE)
  expect(await turnsOfOthers(() => reactionContext(application, PLAN))).toBeGreaterThanOrEqual(MORE / PIECE)
})

test("K9 nor does a long plan file that is tried out hold them up: it is read elsewhere, and decided a piece at a time", async () => {
  const changed = long.replaceAll('title: "More', 'title: "Still more')
  const asked = { as: ISU, body: changed, headers: { "Content-Type": "application/yaml" }, query: { dryRun: "true" } }
  const turns = await turnsOfOthers(async () => {
    const { differences } = (await world.ask("POST", "/api/plans", asked)).body
    expect(differences.filter(({ stream }: Json) => stream.startsWith("activity:"))).toHaveLength(MORE)
  })
  expect(turns).toBeGreaterThan((3 * MORE) / PIECE)
})

test("K9 a plan file that is read elsewhere comes to the same, in right and in wrong", async () => {
  expect(await turnsOfOthers(async () => parsePlan(long, "yaml"))).toBeLessThan(5)
  let read: unknown
  expect(await turnsOfOthers(async () => (read = await readPlan(long, "yaml")))).toBeGreaterThan(PIECE)
  expect(read).toEqual(parsePlan(long, "yaml"))
  const wrong = long.replaceAll("track: t1\n", "track: t99\n")
  const refused = await readPlan(wrong, "yaml").catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Error)
  expect(refused).toMatchObject({ code: "invalid" })
  expect(() => parsePlan(wrong, "yaml")).toThrow(
    expect.objectContaining({ issues: Reflect.get(Object(refused), "issues") }),
  )
})
