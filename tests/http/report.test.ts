import { afterAll, beforeAll, expect, test } from "vitest"
import { AUSTRIA, circulated, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "./world.ts"

// Story 10: the committee's report in July, its numbers from the API alone.

const outcomes = "SilencePassed,Agreed,Concluded,Cancelled,Deferred,Superseded,NotPursued"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await circulated(world)
  await world.take(ISU, "plan", "addMeeting", {
    id: "m-june",
    title: "June meeting",
    kind: "committee",
    from: "2026-06-05",
  })
  await world.take(AUSTRIA, "t1-a1", "cancel", { reason: "held already", mandate: "by e-mail" })
  await world.take(AUSTRIA, "x-q3-1", "recordCheck", { check: { of: "lap", actions: [10, 14] } })
  await world.take(AUSTRIA, "x-q3-1", "recordCheck", { check: { of: "gender", option: "principal" } })
  await world.at("2026-06-12T10:00:00+02:00")
  const rules = [{ kind: "date", on: "2026-06-30" }]
  await world.take(AUSTRIA, "t2-a3", "setDue", { rules, reason: "the author is ill" })
  await world.take(PRESIDENCY, "t2-3-a2", "defer", { reason: "no host", mandate: "June meeting" })
  await world.at("2026-07-10T10:00:00+02:00")
})
afterAll(() => world.stop())

const activities = async (query: Record<string, string> = {}): Promise<Json[]> => {
  const found: Json[] = []
  for (let next: string | null = ""; next !== null; ) {
    const asked = { as: AUSTRIA, query: { plan: PLAN, limit: "10", ...query, ...(next && { next }) } }
    const page: Json = await world.get("/api/activities", asked)
    found.push(...page.items)
    next = page.next
  }
  return found
}
const plan = (): Promise<Json> => world.get(`/api/plans/${PLAN}`, { as: AUSTRIA })

test("by track and state: a table whose sums are the plan's counts", async () => {
  const { tracks, counts } = await plan()
  const all = await activities()
  const table = new Map<string, Record<string, number>>()
  for (const { track, state } of all) {
    const row = table.get(track) ?? {}
    table.set(track, { ...row, [state]: (row[state] ?? 0) + 1 })
  }
  expect([...table.keys()].toSorted()).toEqual(tracks.map(({ id }: Json) => id).toSorted())
  expect(table.get("t2")).toEqual({ planned: 2, agreed: 1 })
  expect(table.get("t2-3")).toEqual({ planned: 1, deferred: 1 })
  for (const [state, count] of Object.entries(counts.activities)) {
    expect(
      [...table.values()].reduce((sum, row) => sum + (row[state] ?? 0), 0),
      state,
    ).toBe(count)
    expect(await activities({ state })).toHaveLength(Number(count))
  }
  for (const [track, row] of table)
    expect(await activities({ track })).toHaveLength(Object.values(row).reduce((sum, count) => sum + count, 0))
})

test("late, with reasons: by how much, whose turn it is since when, what is in the way, and why a date was moved", async () => {
  const late = await activities({ due: "overdue" })
  expect(late.map(({ code }) => code)).toEqual(
    (await activities()).filter(({ due }) => due?.overdue).map(({ code }) => code),
  )
  expect(late.map(({ code }) => code)).toContain("t2-a3")
  const reasons = await Promise.all(
    late.map(async ({ id, due, turn, waitingFor }) => {
      const { transitions } = await world.get(`/api/activities/${id}`, { as: AUSTRIA })
      const next = transitions.filter(({ failing }: Json) =>
        failing.some(({ code }: Json) => !/NOT_NOW|OFFICE/.test(code)),
      )
      const { items } = await world.get(`/api/activities/${id}/history`, { as: AUSTRIA })
      const moved = items.filter(({ events }: Json) => events.some(({ type }: Json) => type === "DueSet"))
      return {
        id,
        days: due.days,
        turn,
        waitingFor,
        blocked: next.flatMap(({ failing }: Json) => failing.map(({ sentence }: Json) => sentence)),
        moved: moved.map(({ reason }: Json) => reason),
      }
    }),
  )
  for (const { days, turn, waitingFor } of reasons) {
    expect(days).toBeLessThan(0)
    expect(turn).toMatchObject({ holder: expect.any(String), asked: expect.any(String), since: expect.any(String) })
    expect(waitingFor).toEqual([])
  }
  expect(reasons.find(({ id }) => id === `${PLAN}.t2-a3`)).toMatchObject({
    days: -10,
    turn: { holder: "coordinator", asked: "work" },
    blocked: expect.arrayContaining([expect.stringContaining("consultation")]),
    moved: ["the author is ill"],
  })
})

test("the coverage of checks and action plans: who refers to which action, which nobody does, and the markers", async () => {
  const { procedure } = await plan()
  const checks = (await activities()).flatMap(({ code, checks }) => checks.map((check: Json) => ({ code, ...check })))
  const referring = Map.groupBy(
    checks.flatMap(({ code, id, actions }) =>
      id === "lap" ? (actions ?? []).map((nth: number) => ({ code, nth })) : [],
    ),
    ({ nth }) => nth,
  )
  expect(referring.get(10)?.map(({ code }) => code)).toEqual(["t2-a2", "x-q3-1"])
  const [lap] = procedure.actionPlans
  const numbers = Array.from({ length: lap.actions }, (_, nth) => nth + 1)
  expect(numbers.filter((nth) => referring.has(nth))).toEqual([1, 10, 14])
  const markers = checks.filter(({ id, option }) => id === "gender" && option !== null)
  expect(markers.map(({ code, option }) => [code, option])).toEqual([
    ["t2-a2", "significant"],
    ["x-q3-1", "principal"],
  ])
  const asked = checks.filter(({ is }) => is === "marker")
  expect(asked.filter(({ held }) => !held).length).toBe(asked.length - 2)
})

test("decisions since a meeting: each with its instant, who, why, and the number on the record", async () => {
  const { meetings } = await plan()
  const { from } = meetings.find(({ id }: Json) => id === "m-june")
  const decisions = async (since: string) =>
    (await world.get("/api/history", { as: AUSTRIA, query: { plan: PLAN, since, type: outcomes } })).items
  expect(
    (await decisions(from)).map(({ stream, version, events, reason, mandate }: Json) => {
      return { stream, version, type: events[0].type, reason, mandate }
    }),
  ).toEqual([
    { stream: `activity:${PLAN}.t2-3-a2`, version: 2, type: "Deferred", reason: "no host", mandate: "June meeting" },
    { stream: `activity:${PLAN}.t2-a2`, version: 14, type: "SilencePassed", reason: null, mandate: null },
  ])
  expect(await decisions("2026-06-01")).toHaveLength(3)
  for (const { stream, version } of await decisions(from))
    expect((await world.get(`/api/activities/${stream.split(":")[1]}`)).version).toBeGreaterThanOrEqual(version)
})
