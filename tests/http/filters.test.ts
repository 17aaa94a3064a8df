import { definedWorkflows } from "@demarche/application/application"
import { afterAll, beforeAll, expect, test } from "vitest"
import { contractOf } from "./documented.ts"
import { ISU, type Json, openCcm, PLAN, type World } from "./world.ts"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterAll(() => world.stop())

const statesOf = (kind: string) => [...(definedWorkflows.get(kind)?.states.keys() ?? [])]

test.each([
  ["/api/activities", "state", statesOf("activity")],
  ["/api/outputs", "state", statesOf("output")],
  ["/api/requests", "state", statesOf("request")],
  ["/api/activities", "track", ["t1", "t2", "t2-2", "t2-3", "t3"]],
  ["/api/activities", "due", ["overdue", "month", "quarter", "none"]],
  ["/api/activities", "holder", ["coordinator", "austria", "coordination-committee"]],
  ["/api/activities", "check", ["gender", "lap", "constraint"]],
  ["/api/activities", "waiting", ["true", "false"]],
  ["/api/notices", "status", statesOf("notice")],
  ["/api/deliveries", "status", statesOf("delivery")],
  ["/api/history", "type", ["DraftAdded", "PlanAdopted"]],
])("%s by a %s that there is not is refused with those that there are", async (path, filter, known) => {
  expect(known.length).toBeGreaterThan(1)
  const query = { plan: PLAN, [filter]: "planed" }
  const { status, body } = await world.ask("GET", path, { as: ISU, query })
  expect([status, body.errors.map((error: Json) => error.path)]).toEqual([400, [filter]])
  for (const each of known) {
    expect(body.errors[0].message).toMatch(new RegExp(`\\b${each}\\b`))
    expect((await world.ask("GET", path, { as: ISU, query: { plan: PLAN, [filter]: each } })).status, each).toBe(200)
  }
})

test("a track is one of the plan's or, where none is named, of any; of a plan that is not there nothing is listed", async () => {
  const ask = (query: Record<string, string>) => world.ask("GET", "/api/activities", { query })
  expect((await ask({ track: "t1" })).body.items.length).toBeGreaterThan(3)
  expect((await ask({ track: "t9" })).status).toBe(400)
  expect((await ask({ track: "t9", plan: "no-such-plan" })).body).toEqual({ items: [], next: null })
  const past = { plan: PLAN, asOf: "2020-01-01T00:00:00Z" }
  expect((await ask({ track: "t1", ...past })).body.items).toEqual([])
})

test("the document names the states that each kind can be in", () => {
  const { paths } = contractOf(world.hosted.application).document
  for (const [kind, path] of Object.entries({ activity: "activities", output: "outputs", request: "requests" })) {
    const state = paths[`/api/${path}`]?.get?.parameters?.find(({ name }) => name === "state")
    expect(state?.schema.enum).toEqual(statesOf(kind))
  }
})
