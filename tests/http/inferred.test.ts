import { readFileSync } from "node:fs"
import { afterEach, expect, test } from "vitest"
import { ccmFile } from "./ccm.ts"
import { AUSTRIA, ISU, type Json, openWorld, PLAN, type World } from "./world.ts"

let world: World
afterEach(() => world.stop())

async function open(file: string, as: string) {
  world = await openWorld("2026-01-12T10:00:00+01:00")
  expect((await world.send(as, file)).state).toBe("finished")
}

const activity = (code: string) => `/api/activities/${PLAN}.${code}`
const inferred = ({ annotations }: Json) =>
  annotations.filter((mark: Json) => mark.inferred).map(({ field }: Json) => field)

test("what a reader inferred of an activity is marked in every answer and on its page until it is confirmed", async () => {
  await open(ccmFile(), ISU)
  const before = await world.get(activity("t2-a1"))
  expect(inferred(before).toSorted()).toEqual(["feeds", "kind", "outputs", "schedule.suggested"])
  expect(before.annotations.find(({ field }: Json) => field === "schedule.suggested")).toEqual({
    field: "schedule.suggested",
    inferred: true,
    basis: "feeds t2-a2 and t2-a3, both Q2",
  })
  const marked = async (language: string) => {
    const page: string = await world.get(`/${language}/items/${PLAN}.t2-a1`)
    return page.split(language === "en" ? "inferred, not confirmed" : "déduit, non confirmé").length - 1
  }
  expect([await marked("en"), await marked("fr")]).toEqual([4, 4])
  const { items } = await world.get("/api/activities", { query: { plan: PLAN, limit: "100" } })
  expect(items.find(({ code }: Json) => code === "t2-a1").annotations).toEqual(before.annotations)

  for (const field of ["kind", "outputs", "feeds"]) await world.take(AUSTRIA, "t2-a1", "confirm", { field })
  const after = await world.get(activity("t2-a1"))
  expect(inferred(after)).toEqual(["schedule.suggested"])
  expect([await marked("en"), await marked("fr")]).toEqual([1, 1])
  expect(await world.refused(ISU, "t2-a1", "confirm", { field: "kind" })).toEqual(["NOT_INFERRED"])
  const history = await world.get(`${activity("t2-a1")}/history`)
  expect(history.items.at(-1).actor).toMatchObject({ person: "coordinator-austria" })
})

test("the file sent again leaves confirmed what was, and asks again where it says something else", async () => {
  await open(ccmFile(), ISU)
  for (const field of ["kind", "partners"]) await world.take(AUSTRIA, "t2-a3", "confirm", { field })
  await world.send(ISU, ccmFile())
  expect(inferred(await world.get(activity("t2-a3")))).toEqual(["outputs", "deliverable"])
  const another = ccmFile().replace(
    "partners: { refs: [other-stakeholders], inferred: true }",
    "partners: { refs: [unidir], inferred: true }",
  )
  await world.send(ISU, another)
  expect(inferred(await world.get(activity("t2-a3")))).toEqual(["partners", "outputs", "deliverable"])
})

test("of partners and markers that are inferred, none counts before", async () => {
  await open(readFileSync(new URL("bodies/everything.yaml", import.meta.url), "utf8"), "staff-person:secretariat")
  const at = "/api/activities/everything.act-one"
  const item = () => world.get(at)
  const check = (reading: Json, of: string) => reading.checks.find(({ id }: Json) => id === of)
  const before = await item()
  expect(check(before, "colour")).toMatchObject({ held: false, option: null })
  expect(check(before, "shade")).toMatchObject({ held: true, option: "dark" })
  expect(before.partners).toEqual([{ party: "beta", required: false, invited: false }])
  expect(before.wording).toMatchObject({ markers: { colour: "blue", shade: "dark" }, refers: { "ap-one": [7] } })
  for (const field of ["markers.colour", "partners"])
    await world.take("staff-person:secretariat", at, "confirm", { field })
  const after = await item()
  expect(check(after, "colour")).toMatchObject({ held: true, option: "blue" })
  expect(after.partners).toMatchObject([{ required: true }])
})

test("an output's path, once it is confirmed, is that of what contributes to it", async () => {
  await open(ccmFile(), ISU)
  const output = () => world.get(`/api/outputs/${PLAN}.o2`)
  expect(inferred(await output())).toEqual(["type", "objectives", "path", "schedule.notAfter"])
  expect((await world.get(activity("x-q3-1"))).path).toMatchObject({ from: "default" })
  await world.take(AUSTRIA, "o2", "confirm", { field: "path" })
  expect(inferred(await output())).toEqual(["type", "objectives", "schedule.notAfter"])
  expect((await output()).pathInferred).toBe(false)
  expect((await world.get(activity("x-q3-1"))).path).toMatchObject({ from: "outputs", id: "committee" })
})

test("an output lists what a reader inferred to contribute to it, until that is confirmed or dropped, now and then", async () => {
  await open(ccmFile(), ISU)
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
  const at = `/api/outputs/${PLAN}.o2`
  const suggested = async (query?: Record<string, string>) =>
    (await world.get(at, { query })).deliverables.flatMap(({ suggested }: Json) => suggested)
  const before = await suggested()
  expect(before).toContain(`${PLAN}.t1-a1`)
  const { items } = await world.get("/api/outputs", { query: { plan: PLAN, limit: "100" } })
  const listed = items.find(({ code }: Json) => code === "o2")
  expect(listed.deliverables.flatMap((each: Json) => each.suggested)).toEqual(before)
  expect(await world.get(`/en/items/${PLAN}.o2`)).toContain("Contributing, once confirmed")

  await world.at("2026-01-13T10:00:00+01:00")
  const asOf = "2026-01-12T12:00:00+01:00"
  await world.take(AUSTRIA, "t1-a1", "confirm", { field: "outputs" })
  const others = before.filter((id: string) => id !== `${PLAN}.t1-a1`)
  expect(await suggested()).toEqual(others)
  for (const view of ["as-known", "as-it-was"]) expect(await suggested({ asOf, view })).toEqual(before)
  for (const id of others) await world.take(AUSTRIA, id.slice(PLAN.length + 1), "cancel", { reason: "not needed" })
  expect(await suggested()).toEqual([])
})

test("an output is the coordinators' while its owner is only inferred, and that one's once it is confirmed", async () => {
  await open(readFileSync(new URL("bodies/everything.yaml", import.meta.url), "utf8"), "staff-person:secretariat")
  const at = "/api/outputs/everything.out-one"
  expect(await world.get(at)).toMatchObject({ owner: "coordinator", ownerAssumed: true, ownerSuggested: "alpha" })
  await world.take("staff-person:secretariat", at, "confirm", { field: "owner" })
  expect(await world.get(at)).toMatchObject({ owner: "alpha", ownerAssumed: false, ownerSuggested: null })
})

test("a meeting stands where a reader put it until it is moved", async () => {
  await open(ccmFile(), ISU)
  const meeting = async () => (await world.get(`/api/plans/${PLAN}`)).meetings.find(({ id }: Json) => id === "3rc")
  expect((await meeting()).annotations).toEqual([
    { field: "dates", inferred: true, basis: "kpl.gov.la 28 Nov 2025; exact days not found" },
  ])
  await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
  expect(await meeting()).not.toHaveProperty("annotations")
})
