import { afterEach, describe, expect, test } from "vitest"
import { AUSTRIA, CAMEROON, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "./world.ts"

const START = "2026-05-04T10:00:00+02:00"
const reason = "the Meeting decided otherwise"

let world: World
afterEach(() => world.stop())

/** A request of the Presidency, which became an activity of that code and kind. */
async function accepted(code: string, kind = "event"): Promise<string> {
  const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: code } })
  const request = `/api/requests/${body.id}`
  await world.take(CAMEROON, request, "accept", { code, kind })
  return request
}

const activity = (code: string) => world.get(`/api/activities/${PLAN}.${code}`)
const events = async (address: string): Promise<string[]> =>
  (await world.get(`${address}/history`, { as: ISU })).items.flatMap(({ events }: Json) =>
    events.map(({ type }: Json) => type),
  )

describe("a request goes the way of its activity", () => {
  test("agreed, it is delivered without anybody's doing, and not by hand before", async () => {
    world = await openCcm(START)
    const request = await accepted("help")
    expect(await world.refused(AUSTRIA, request, "deliver", { what: "Help" })).toEqual(["ACTIVITY_OPEN"])
    await world.take(CAMEROON, "help", "startDrafting")
    await world.take(AUSTRIA, "help", "reachMilestone", { milestone: "held" })
    await world.take(AUSTRIA, "help", "conclude", { summary: "It was held." })
    expect(await world.get(request)).toMatchObject({ state: "delivered", turn: { holder: "presidency" } })
    const { items } = await world.get(`${request}/history`, { as: ISU })
    expect(items.at(-1)).toMatchObject({
      actor: { office: "system" },
      events: [{ type: "RequestDelivered", what: "help" }],
    })
    await world.take(PRESIDENCY, request, "acknowledge")
  })

  test.each([
    ["cancelled", "cancel", {}],
    ["superseded", "supersede", { successors: [`${PLAN}.t2-a2`] }],
    ["carriedOver", "carryOver", { to: "2026-2027" }],
  ])("%s, it ends with that reason, and the Presidency is told", async (ended, name, fields) => {
    world = await openCcm(START)
    const request = await accepted("help")
    await world.take(AUSTRIA, "help", name, { ...fields, reason })
    expect(await world.get(request)).toMatchObject({ state: "ended", turn: null, awaited: [] })
    const { items } = await world.get(`${request}/history`, { as: ISU })
    expect(items.at(-1)).toMatchObject({ reason, events: [{ type: "RequestEnded", ended }] })
    expect(await world.refused(AUSTRIA, request, "deliver", { what: "Help" })).toEqual(["NOT_NOW"])
  })

  test("found not feasible, it ends as not pursued", async () => {
    world = await openCcm(START)
    const request = await accepted("help")
    await world.take(AUSTRIA, "help", "amend", { conditional: true, reason })
    await world.take(AUSTRIA, "help", "decideFeasibility", { feasible: false, reason })
    expect((await world.get(request)).state).toBe("ended")
    expect(await events(request)).toEqual(["RequestSubmitted", "RequestAccepted", "RequestEnded"])
  })

  test("whose turn it is on the activity, it is on the request, in the list as well", async () => {
    world = await openCcm(START)
    const request = await accepted("note", "document")
    const seen = async () => {
      const { turn, awaited } = await world.get(request, { as: ISU })
      const { items } = await world.get("/api/requests", { as: ISU, query: { plan: PLAN } })
      expect(items[0]).toMatchObject({ turn, awaited })
      const theirs = await world.get(`/api/activities/${PLAN}.note`, { as: ISU })
      expect([turn, awaited]).toEqual([theirs.turn, theirs.awaited])
      return turn
    }
    expect(await seen()).toMatchObject({ holder: "coordinator", asked: "work" })
    await world.take(AUSTRIA, "note", "assignOwner", { owner: "isu" })
    expect(await seen()).toMatchObject({ holder: "isu" })
    await world.take(AUSTRIA, "note", "defer", { reason })
    expect(await seen()).toBeNull()
    const then = { query: { asOf: "2026-05-04T09:00:00+02:00" } }
    expect((await world.ask("GET", request, then)).status).toBe(404)
  })
})

describe("the Presidency withdraws a request", () => {
  test("before it is accepted, and it ends", async () => {
    world = await openCcm(START)
    const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "Help" } })
    await world.take(PRESIDENCY, `/api/requests/${body.id}`, "withdraw", { reason })
    expect((await world.get(`/api/requests/${body.id}`)).state).toBe("ended")
  })

  test("its activity is cancelled with it, for its reason", async () => {
    world = await openCcm(START)
    const request = await accepted("help")
    expect(await world.refused(AUSTRIA, request, "withdraw", { reason })).toEqual(["OFFICE"])
    const dry = await world.ask("POST", `${request}/transitions/withdraw?dryRun=true`, {
      as: PRESIDENCY,
      body: { reason },
    })
    expect(dry.body.consequences).toEqual([{ stream: `activity:${PLAN}.help`, transition: "cancel" }])
    await world.take(PRESIDENCY, request, "withdraw", { reason })
    expect((await activity("help")).state).toBe("cancelled")
    const { items } = await world.get(`/api/activities/${PLAN}.help/history`, { as: ISU })
    expect(items.at(-1)).toMatchObject({ reason, actor: { office: "system" } })
    expect(await events(request)).toEqual(["RequestSubmitted", "RequestAccepted", "RequestWithdrawn"])
  })

  test("but not once a step of its path was taken, and that is told before it is tried", async () => {
    world = await openCcm(START)
    const request = await accepted("note", "document")
    const withdrawal = async () => {
      const { transitions } = await world.get(request, { as: PRESIDENCY })
      const { allowed, failing } = transitions.find(({ name }: Json) => name === "withdraw")
      return [allowed, ...failing.map(({ code }: Json) => code)]
    }
    await world.take(AUSTRIA, "note", "waiveConsultation", { reason })
    await world.take(AUSTRIA, "note", "startDrafting")
    await world.take(AUSTRIA, "note", "addDraft", { text: "A note" })
    await world.take(AUSTRIA, "note", "requestClearance")
    expect(await withdrawal()).toEqual([true])
    await world.take(ISU, "note", "clearDraft")
    expect(await withdrawal()).toEqual([false, "STEP_TAKEN"])
    expect(await world.refused(PRESIDENCY, request, "withdraw", { reason })).toEqual(["STEP_TAKEN"])
    expect((await activity("note")).state).toBe("drafting")
  })
})

describe("the secretariat records a request on the Presidency's behalf", () => {
  const submit = (as: string, body: object) =>
    world.ask("POST", `/api/requests?plan=${PLAN}`, { as, body: { title: "Help", ...body } })

  test("naming whom it is held for, and nobody else does", async () => {
    world = await openCcm(START)
    const communication = { is: "letter" }
    for (const body of [{}, { onBehalfOf: "austria", communication }]) {
      const refused = await submit(ISU, body)
      expect(refused.status).toBe(422)
      expect(refused.body.failing.map(({ code }: Json) => code)).toEqual(["ON_BEHALF"])
    }
    const { status, body } = await submit(ISU, { onBehalfOf: "presidency", communication })
    expect(status).toBe(201)
    const { items } = await world.get(`/api/requests/${body.id}/history`, { as: ISU })
    expect(items[0].actor).toMatchObject({ office: "secretariat", onBehalfOf: "presidency" })
    expect((await submit(AUSTRIA, { onBehalfOf: "presidency" })).body.failing[0].code).toBe("OFFICE")
    await world.take(PRESIDENCY, `/api/requests/${body.id}`, "withdraw", { reason })
  })
})
