import { commandLists } from "@demarche/workflows/offices"
import { stageFault } from "@demarche/workflows/stages"
import { afterEach, describe, expect, test } from "vitest"
import { answerAll } from "../http/answered.ts"
import {
  AUSTRIA,
  circulated,
  ISU,
  openCcm,
  openProposed,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"
import { openLetters } from "./letters.ts"

let world: World
afterEach(() => world.stop())

const reason = "because"
const mandate = "Coordination Committee"
const collections = { activity: "activities", output: "outputs" } as const

/** What the coordinators, the Presidency and the secretariat are offered on the plan's items, by kind. */
async function offered(kind: keyof typeof collections): Promise<string[]> {
  const at = `/api/${collections[kind]}`
  const { items } = await world.get(at, { as: ISU, query: { plan: PLAN, limit: "100" } })
  const found = new Set<string>()
  for (const { id } of items)
    for (const as of [AUSTRIA, PRESIDENCY, ISU])
      for (const { name, allowed } of (await world.get(`${at}/${id}`, { as })).transitions) if (allowed) found.add(name)
  return [...found].sort()
}

const marked = (kind: string, mark: "beforeAdoption" | "afterClose") =>
  Object.entries(commandLists[kind] ?? {}).flatMap(([name, entry]) => (entry[mark] ? [name] : []))

describe("K7.5 before its adoption a plan is only made", () => {
  test.each(["activity", "output"] as const)("nothing else is offered on any %s", async (kind) => {
    world = await openProposed()
    const names = await offered(kind)
    expect(names).not.toEqual([])
    expect(marked(kind, "beforeAdoption")).toEqual(expect.arrayContaining(names))
  })

  test("what is not offered is refused for that, and taken once it is adopted", async () => {
    world = await openProposed()
    const round = { closes: "2025-11-30T18:00", invited: ["delegation-a"] }
    expect(await world.refused(AUSTRIA, "t2-a2", "openConsultation", round)).toEqual(["PLAN_NOT_ADOPTED"])
    await world.take(AUSTRIA, "t2-a2", "comment", { text: "A word on the proposal." })
    await world.take(AUSTRIA, "plan", "adopt", { mandate })
    await world.take(AUSTRIA, "t2-a2", "openConsultation", round)
  })
})

describe("K7.5 a cycle is closed when nobody is asked for anything, and nothing begins after", () => {
  test("a round that runs holds up the close; then only what corrects is offered, and the rest refused", async () => {
    world = await openCcm()
    await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2025-11-30T18:00", invited: ["delegation-a"] })
    expect(await world.refused(PRESIDENCY, "plan", "closeCycle", { reason, mandate })).toEqual(["OPEN_ITEMS"])
    await world.at("2025-12-01T10:00:00+01:00")
    await world.take(AUSTRIA, "t2-a2", "closeConsultation", {
      round: 1,
      summary: "Nobody answered.",
      reason: "Nothing more is expected.",
    })
    expect(await world.refused(PRESIDENCY, "plan", "closeCycle", { reason, mandate })).toEqual(["OPEN_ITEMS"])
    await answerAll(world)
    await world.take(PRESIDENCY, "plan", "closeCycle", { reason, mandate })
    for (const kind of ["activity", "output"] as const)
      expect(marked(kind, "afterClose")).toEqual(expect.arrayContaining(await offered(kind)))
    expect(await world.refused(AUSTRIA, "t2-a2", "setDue", { rules: [], reason })).toEqual(["PLAN_CLOSED"])
    expect(await world.refused(AUSTRIA, "t2-a2", "comment", { text: "Too late." })).toEqual(["PLAN_CLOSED"])
  })
})

test("K7.5 a late objection is kept after the close, by the API and by the letter's link", async () => {
  const letters = await openLetters()
  world = letters
  await circulated(world)
  await world.at("2026-06-12T12:00:00+02:00")
  await answerAll(world)
  await world.take(PRESIDENCY, "plan", "closeCycle", { reason, mandate })
  await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
  const token = letters.linksOf("thematic-c").find(({ link }) => link.does === "object")?.token ?? ""
  expect((await letters.follow(token, { text: "Nor we.", paragraphs: "2" })).status).toBe(200)
  const { objections } = await world.get(`/api/activities/${PLAN}.t2-a2`, { as: ISU })
  expect(objections).toMatchObject({ open: 0, late: 2 })
})

test("K7.5 every command on an item is taken while the plan is adopted, and each that is marked at its other stage", () => {
  const stages = { proposed: ["paused"], adopted: ["inForce"], closed: ["settled"] }
  for (const kind of ["activity", "output", "request"])
    for (const [name, { beforeAdoption, afterClose }] of Object.entries(commandLists[kind] ?? {})) {
      expect(stageFault(stages.adopted, kind, name)).toBeUndefined()
      expect(stageFault(stages.proposed, kind, name)).toBe(beforeAdoption ? undefined : "PLAN_NOT_ADOPTED")
      expect(stageFault(stages.closed, kind, name)).toBe(afterClose ? undefined : "PLAN_CLOSED")
    }
  expect(stageFault(stages.closed, "notice", "queue")).toBeUndefined()
})
