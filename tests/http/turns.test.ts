import { afterEach, beforeEach, expect, test } from "vitest"
import {
  AUSTRIA,
  advise,
  FOCAL_POINT,
  ISU,
  type Json,
  openCcm,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const at = (path: string, as?: string): Promise<Json> => world.get(path, as ? { as } : {})
const activity = (code: string, as = ISU) => at(`/api/activities/${PLAN}.${code}`, as)

/** Whose turn it is on an activity, what is asked, and who else is awaited. */
async function turnOf(code: string, as?: string) {
  const { turn, awaited } = await activity(code, as)
  return [turn?.holder, turn?.asked, awaited]
}

test("a document passes from the coordinators to who gives the next step, and to those who lack", async () => {
  expect(await turnOf("t2-a2")).toEqual(["coordinator", "work", []])
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft" })
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "partner", partner: "isu" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  expect(await turnOf("t2-a2")).toEqual(["secretariat", "clear", []])
  await world.take(ISU, "t2-a2", "clearDraft")
  expect(await turnOf("t2-a2")).toEqual(["coordinator", "work", ["coordinator", "secretariat", "focalPoint"]])
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "gender", option: "none" } })
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "lap", actions: [] } })
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  expect(await turnOf("t2-a2")).toEqual(["coordinator", "work", ["secretariat", "focalPoint"]])
  await advise(world, "t2-a2")
  expect(await turnOf("t2-a2", FOCAL_POINT)).toEqual(["coordinator", "work", ["secretariat"]])
})

test("under silence it is the group's until the deadline, and the public is not told who is silent", async () => {
  await readyToCirculate(world)
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  await world.take(thematic("a"), "t2-a2", "support")
  const { turn, awaited, silence } = await activity("t2-a2")
  expect(turn).toMatchObject({ holder: "coordination-committee", asked: "answer", since: "2026-06-01T08:00:00.000Z" })
  expect(turn.until).toEqual(silence.until)
  expect(awaited).toEqual(silence.unanswered)
  expect(awaited).not.toContain("delegation-a")
  expect((await at(`/api/activities/${PLAN}.t2-a2`)).awaited).toEqual([])
  await world.at("2026-06-08T18:01:00+02:00")
  expect(await turnOf("t2-a2")).toEqual([undefined, undefined, []])
})

test("who was invited and is silent is awaited; an owner has the turn; what is paused or expanded is nobody's", async () => {
  await world.take(AUSTRIA, "t1-a2", "assignOwner", { owner: "isu" })
  await world.take(AUSTRIA, "t1-a2", "openConsultation", {
    closes: "2026-06-10T18:00",
    invited: ["delegation-a", "delegation-b"],
  })
  await world.take(thematic("a"), "t1-a2", "recordInput", { round: 1, text: "Heard." })
  expect(await turnOf("t1-a2")).toEqual(["isu", "work", ["delegation-b"]])
  await world.take(AUSTRIA, "t1-a2", "defer", { reason: "the summer" })
  expect(await turnOf("t1-a2")).toEqual([undefined, undefined, []])
  const children = [{ code: "x-1", title: "A child", kind: "document" }]
  await world.take(AUSTRIA, "x-q3-3", "expandPlaceholder", { children, mandate: "a meeting" })
  expect(await turnOf("x-q3-3")).toEqual([undefined, undefined, []])
})

test("an output is its owner's or the coordinators', a request passes to the Presidency once it is delivered", async () => {
  expect((await at(`/api/outputs/${PLAN}.o1`)).turn).toMatchObject({ holder: "coordinator", asked: "fulfil" })
  const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "A note" } })
  const turn = async () => (await at(`/api/requests/${body.id}`, ISU)).turn
  expect(await turn()).toMatchObject({ holder: "coordinator", asked: "accept", until: null })
  await world.take(AUSTRIA, `/api/requests/${body.id}`, "accept", { code: "note", kind: "event" })
  expect(await turn()).toMatchObject({ holder: "coordinator", asked: "work" })
})

test("every item that is open has one holder, and no other has any", async () => {
  await world.take(AUSTRIA, "t1-a2", "defer", { reason: "the summer" })
  await world.take(AUSTRIA, "t1-a3", "cancel", { reason: "no means" })
  await world.take(AUSTRIA, "t3-a3", "decideFeasibility", { feasible: false, reason: "no means" })
  const nobodys: string[] = []
  for (const collection of ["activities", "outputs"])
    for (const { turn, state } of (await at(`/api/${collection}?plan=${PLAN}&limit=100`)).items)
      if (turn === null) nobodys.push(state)
  expect(nobodys.sort()).toEqual(["cancelled", "deferred", "notPursued"])
})
