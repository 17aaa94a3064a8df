import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  AUSTRIA,
  CAMEROON,
  circulated,
  ISU,
  openCcm,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "../http/world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const reason = "as decided"
const address = `/api/activities/${PLAN}.t2-a2`

describe("K7.2 what is being agreed cannot change", () => {
  const changes = [
    { title: "Another title" },
    { umbrella: "Another umbrella" },
    { constraint: "Another constraint" },
    { constraint: null },
    { path: "recorded" },
    { outputs: [] },
    { covers: ["Another point"] },
    { kind: "event" },
  ]

  test.each(changes)("by amending %o, from the request for clearance to the outcome", async (change) => {
    await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason })
    await world.take(AUSTRIA, "t2-a2", "startDrafting")
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft." })
    await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "partner", partner: "isu" } })
    await world.take(AUSTRIA, "t2-a2", "requestClearance")
    expect(await world.refused(AUSTRIA, "t2-a2", "amend", { ...change, reason })).toEqual(["PATH_RUNNING"])
    await world.take(ISU, "t2-a2", "clearDraft")
    expect(await world.refused(AUSTRIA, "t2-a2", "amend", { ...change, reason })).toEqual(["PATH_RUNNING"])
    await world.take(AUSTRIA, "t2-a2", "defer", { reason })
    expect(await world.refused(AUSTRIA, "t2-a2", "amend", { ...change, reason })).toEqual(["PATH_RUNNING"])
  })

  test("under silence, nor by the plan file; what is not agreed may", async () => {
    await circulated(world)
    for (const change of changes)
      expect(await world.refused(AUSTRIA, "t2-a2", "amend", { ...change, reason })).toEqual(["PATH_RUNNING"])
    await world.take(AUSTRIA, "t2-a2", "amend", { themes: [], reason })
  })

  test("by the path of an output that it contributes to", async () => {
    await circulated(world)
    const { outputs } = await world.get(address)
    const output = `o${outputs[0].slice(1, 2)}`
    expect(await world.refused(AUSTRIA, output, "amend", { path: "recorded", reason })).toEqual(["PATH_RUNNING"])
  })

  test("the text under silence is redacted: the silence is void, and the text agrees nobody", async () => {
    await circulated(world)
    const { draft } = await world.get(address, { as: ISU })
    const { events } = await world.take(ISU, "t2-a2", "redact", { text: draft.text, reason })
    expect(events.map(({ type }: { type: string }) => type)).toEqual(["SilenceVoided", "TextRedacted"])
    await world.at("2026-06-09T10:00:00+02:00")
    expect(await world.get(address)).toMatchObject({ substate: "void", agreed: null })
  })

  test("what a round asks is not redacted while answers are awaited", async () => {
    const asked = {
      closes: "2026-06-20T18:00",
      invited: ["delegation-a"],
      question: "What do you think?",
      annex: "An annex.",
    }
    const { events } = await world.take(AUSTRIA, "t2-a2", "openConsultation", asked)
    const [{ question, annex }] = events
    for (const text of [question, annex])
      expect(await world.refused(ISU, "t2-a2", "redact", { text, reason })).toEqual(["ROUND_OPEN"])
    await world.take(AUSTRIA, "t2-a2", "closeConsultation", { round: 1, summary: "Nothing.", reason })
    for (const text of [question, annex]) await world.take(ISU, "t2-a2", "redact", { text, reason })
  })

  test("what has begun becomes no placeholder, which nobody could expand", async () => {
    await world.take(ISU, "t2-a2", "amend", { kind: "placeholder", reason })
    await world.take(ISU, "t2-a2", "amend", { kind: "document", reason })
    await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason })
    await world.take(AUSTRIA, "t2-a2", "startDrafting")
    expect(await world.refused(ISU, "t2-a2", "amend", { kind: "placeholder", reason })).toEqual(["BEGUN"])
  })

  test("a text that was redacted is neither cleared nor circulated", async () => {
    await readyToCirculate(world)
    const { draft } = await world.get(address, { as: ISU })
    await world.take(ISU, "t2-a2", "redact", { text: draft.text, reason })
    expect(await world.refused(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })).toEqual([
      "DRAFT_REDACTED",
    ])
  })
})

describe("K7.3 least times count from recording", () => {
  test("a silence procedure said to have opened earlier still runs 72 hours and three working days from now", async () => {
    await readyToCirculate(world)
    await world.at("2026-06-03T10:00:00+02:00")
    const occurredAt = "2026-06-01T10:00:00+02:00"
    for (const until of ["2026-06-04T18:00", "2026-06-05T18:00"])
      expect(await world.refused(AUSTRIA, "t2-a2", "circulate", { until, occurredAt })).toContain("SILENCE_TOO_SHORT")
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00", occurredAt })
  })

  test("a consultation said to have opened earlier is open when that is recorded", async () => {
    const opening = { closes: "2026-05-29T18:00", invited: ["isu"], occurredAt: "2026-05-28T10:00:00+02:00" }
    expect(await world.refused(AUSTRIA, "t1-a2", "openConsultation", opening)).toContain("CLOSES_IN_THE_PAST")
  })

  test("an answer is in time by when it is recorded, unless who records for others says when it came", async () => {
    await world.take(AUSTRIA, "t1-a2", "openConsultation", { closes: "2026-06-02T18:00", invited: ["delegation-a"] })
    await world.at("2026-06-03T10:00:00+02:00")
    const claimed = { round: 1, text: "In time, I say.", occurredAt: "2026-06-02T17:00:00+02:00" }
    expect(await world.refused(thematic("a"), "t1-a2", "recordInput", claimed)).toEqual(["OFFICE"])
    const { events } = await world.take(thematic("a"), "t1-a2", "recordInput", { round: 1, text: "Late." })
    expect(events[0].late).toBe(true)
  })

  test("a mandate that has ended acts no more, whatever day it claims", async () => {
    const ended = { person: "thematic-a", office: "thematicCoordinator", party: "delegation-a", on: "2026-05-31" }
    await world.take(ISU, "plan", "endMandate", ended)
    const body = { text: "From before.", occurredAt: "2026-05-30T10:00:00+02:00" }
    const { status } = await world.ask("POST", `${address}/transitions/comment`, { as: thematic("a"), body })
    expect([403, 422]).toContain(status)
  })
})

describe("K7.6 nothing passes a gate unasked", () => {
  test("an ongoing activity is concluded once its constraint is signed and its partners were asked, with no round open", async () => {
    await world.take(AUSTRIA, "t3-a4", "amend", { constraint: "By consensus alone", reason })
    await world.take(AUSTRIA, "t3-a4", "openConsultation", { closes: "2026-06-20T18:00", invited: ["isu"] })
    const ending = { summary: "It ends here." }
    expect(await world.refused(AUSTRIA, "t3-a4", "conclude", ending)).toEqual([
      "ROUND_OPEN",
      "REQUIRED_PARTNERS",
      "CONSTRAINT_UNSIGNED",
    ])
    const { partners } = await world.get(`/api/activities/${PLAN}.t3-a4`)
    for (const { party: partner } of partners)
      await world.take(AUSTRIA, "t3-a4", "recordCheck", { check: { of: "partner", partner } })
    for (const as of [AUSTRIA, ISU]) await world.take(as, "t3-a4", "recordCheck", { check: { of: "constraint" } })
    await world.take(AUSTRIA, "t3-a4", "closeConsultation", {
      round: 1,
      summary: "Nothing came.",
      reason: "Nothing more is expected.",
    })
    await world.take(AUSTRIA, "t3-a4", "conclude", ending)
  })

  test("a request is delivered once its activity is agreed, and acknowledged while it is", async () => {
    const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "Help" } })
    const request = `/api/requests/${body.id}`
    await world.take(AUSTRIA, request, "accept", { code: "help", kind: "event" })
    const deliver = { what: "The help" }
    expect(await world.refused(AUSTRIA, request, "deliver", deliver)).toEqual(["ACTIVITY_OPEN"])
    await agreed("help")
    expect((await world.get(request)).state).toBe("delivered")
    await world.take(PRESIDENCY, "help", "reopen", { reason })
    expect(await world.refused(PRESIDENCY, request, "acknowledge")).toEqual(["ACTIVITY_OPEN"])
    await agreed("help")
    await world.take(PRESIDENCY, request, "acknowledge")
  })

  async function agreed(code: string) {
    const { state } = await world.get(`/api/activities/${PLAN}.${code}`)
    if (state === "planned") {
      await world.take(CAMEROON, code, "startDrafting")
      await world.take(AUSTRIA, code, "reachMilestone", { milestone: "held" })
    }
    await world.take(AUSTRIA, code, "conclude", { summary: "It was held." })
  }
})
