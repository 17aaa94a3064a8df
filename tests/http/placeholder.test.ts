import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, type World } from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-25T10:00:00+02:00")
  const children = [
    { code: "x-q3-3-1", title: "A side event", kind: "event" },
    { code: "x-q3-3-2", title: "A briefing", kind: "outreach" },
  ]
  await world.take(AUSTRIA, "x-q3-3", "expandPlaceholder", { children, mandate: "Coordination Committee, item 4" })
})
afterEach(() => world.stop())

const reason = "no means"
const activity = (code: string): Promise<Json> => world.get(`/api/activities/${PLAN}.${code}`)

test("a placeholder ends well with the last of its activities, where one of them has", async () => {
  await world.take(AUSTRIA, "x-q3-3-1", "startDrafting")
  await world.take(AUSTRIA, "x-q3-3-1", "reachMilestone", { milestone: "held" })
  await world.take(AUSTRIA, "x-q3-3-1", "conclude", { summary: "It was held." })
  expect(await activity("x-q3-3")).toMatchObject({ state: "planned", turn: null })
  await world.take(AUSTRIA, "x-q3-3-2", "cancel", { reason })
  expect(await activity("x-q3-3")).toMatchObject({ state: "agreed", agreed: { draft: 0, text: null } })
  const { items } = await world.get(`/api/activities/${PLAN}.x-q3-3/history`, { as: ISU })
  expect(items.at(-1)).toMatchObject({ actor: { office: "system" }, events: [{ type: "PlaceholderConcluded" }] })
})

test("and is not pursued where none of them has", async () => {
  await world.take(AUSTRIA, "x-q3-3-2", "cancel", { reason })
  expect((await activity("x-q3-3")).state).toBe("planned")
  await world.take(AUSTRIA, "x-q3-3-1", "cancel", { reason })
  expect((await activity("x-q3-3")).state).toBe("notPursued")
})

test("nobody but the system ends it so", async () => {
  expect(await world.refused(AUSTRIA, "x-q3-3", "endPlaceholder", { well: true })).toEqual(["OFFICE"])
})
