import { readFileSync } from "node:fs"
import { afterEach, expect, test } from "vitest"
import { type Json, openWorld, type World } from "./world.ts"

const PLAN = "ietf-onions"
const [chair, staff] = ["chair:coordinator", "staff:secretariat"]

let world: World
afterEach(() => world.stop())

/** The working group's plan, adopted, with a first draft of its document. */
async function openIetf(change = (file: string) => file) {
  world = await openWorld("2026-01-12T10:00:00Z")
  await world.send(staff, change(readFileSync(new URL("bodies/ietf.yaml", import.meta.url), "utf8")))
  await world.take(chair, `/api/plans/${PLAN}`, "adopt", { mandate: "the first meeting" })
}
const take = (as: string, name: string, body?: object) => world.take(as, `/api/activities/${PLAN}.m1`, name, body)
const item = (query?: Record<string, string>): Promise<Json> =>
  world.get(`/api/activities/${PLAN}.m1`, { as: staff, query })

test("a turn has lasted since the step before was taken or its silence ended, also while nobody has recorded that", async () => {
  await openIetf()
  await world.at("2026-01-13T10:00:00Z")
  await take(chair, "agree")
  expect(await item()).toMatchObject({ since: "2026-01-12T10:00:00.000Z", turn: { since: "2026-01-13T10:00:00.000Z" } })
  await world.at("2026-01-14T10:00:00Z")
  await take(chair, "startDrafting")
  await take(chair, "addDraft", { text: "draft-ietf-onions-00" })
  await world.at("2026-01-15T10:00:00Z")
  await take(chair, "addDraft", { text: "draft-ietf-onions-01" })
  expect((await item()).turn.since).toBe("2026-01-14T10:00:00.000Z")
  await take(chair, "circulate", { until: "2026-01-30T10:00" })
  world.jump("2026-02-02T10:00:00Z")
  const ended = { holder: "presidency", asked: "record", since: "2026-01-30T10:00:00.000Z" }
  expect((await item()).turn).toMatchObject(ended)
  await world.at("2026-02-03T10:00:00Z")
  await world.take(staff, `/api/activities/${PLAN}.m1`, "comment", { text: "The last call is over." })
  expect(await item()).toMatchObject({ since: "2026-01-14T10:00:00.000Z", turn: ended })
  const then = await item({ asOf: "2026-01-15T12:00:00Z" })
  expect(then.turn).toMatchObject({ asked: "answer", since: "2026-01-15T10:00:00.000Z" })
  expect((await item({ asOf: "2026-02-01T10:00:00Z" })).turn).toMatchObject(ended)
})
