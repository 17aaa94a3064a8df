import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { verify } from "@demarche/engine"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  AUSTRIA,
  circulated,
  clearedDraft,
  ISU,
  type Json,
  openCcm,
  PLAN,
  PRESIDENCY,
  type World,
} from "../http/world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-03-02T10:00:00+01:00")
})
afterEach(() => world.stop())

const reason = "as decided"
const mandate = "Coordination Committee, 2 March 2026"
const code = (item: string) => `${PLAN}.${item}`

describe("K6.1 supersede", () => {
  test.each([
    ["itself", "t2-a1", "ITSELF"],
    ["what does not exist", "nothing-there", "REFERENCE_UNKNOWN"],
    ["an output", "o1", "REFERENCE_UNKNOWN"],
  ])("is refused for %s", async (_, successor, failing) => {
    expect(await world.refused(AUSTRIA, "t2-a1", "supersede", { successors: [code(successor)], reason })).toEqual([
      failing,
    ])
  })

  test("is refused for another plan's item, though that exists", async () => {
    expect(await world.refused(AUSTRIA, "t2-a1", "supersede", { successors: ["other.t2-a1"], reason })).toEqual([
      "REFERENCE_UNKNOWN",
    ])
  })

  test("closes no circle, and readings name the successor", async () => {
    await world.take(AUSTRIA, "t2-a1", "supersede", { successors: [code("t2-a2")], reason })
    await world.take(AUSTRIA, "t2-a2", "supersede", { successors: [code("t2-a3")], reason })
    expect(await world.refused(AUSTRIA, "t2-a3", "supersede", { successors: [code("t2-a1")], reason })).toEqual([
      "NOT_STANDING",
    ])
    expect(await world.get(`/api/activities/${code("t2-a1")}`)).toMatchObject({ successors: [code("t2-a2")] })
    expect(await world.get(`/api/activities/${code("t2-a3")}`)).toMatchObject({ successors: [] })
  })
})

describe("K6.2 evidence", () => {
  const link = (source: string) => ({ deliverable: "o4-2", source })

  test.each([
    ["is only planned", "t2-a2", "EVIDENCE_UNFIT"],
    ["does not exist", "nothing-there", "REFERENCE_UNKNOWN"],
    ["is an output", "o1", "REFERENCE_UNKNOWN"],
  ])("is not what %s", async (_, source, failing) => {
    expect(await world.refused(AUSTRIA, "o4", "linkEvidence", link(code(source)))).toEqual([failing])
    expect(await world.refused(AUSTRIA, "o4", "linkEvidence", link(source))).toEqual([failing])
  })

  test("is what was held, and a document cited by its place", async () => {
    await held()
    await world.take(AUSTRIA, "o4", "linkEvidence", link(code("x-q1-4")))
    const report = link("Report of the workshop")
    expect(await world.refused(AUSTRIA, "o4", "linkEvidence", report)).toEqual(["EVIDENCE_PLACE"])
    await world.take(AUSTRIA, "o4", "linkEvidence", { ...report, place: "CCM/2026/4" })
  })

  test("is not what a reader inferred: an agreed activity is linked by what the document states alone", async () => {
    await world.take(AUSTRIA, "t3-a4", "reportProgress", { period: "2026-Q1", text: "Two calls were held." })
    const { partners } = await world.get(`/api/activities/${code("t3-a4")}`)
    for (const { party: partner } of partners)
      await world.take(AUSTRIA, "t3-a4", "recordCheck", { check: { of: "partner", partner } })
    await world.take(AUSTRIA, "t3-a4", "conclude", { summary: "It ends here." })
    expect((await world.get(`/api/activities/${code("t3-a4")}`)).outputs).not.toEqual([])
    const { items } = await world.get("/api/outputs", { query: { plan: PLAN } })
    expect(items.flatMap(({ deliverables }: Json) => deliverables).flatMap(({ evidence }: Json) => evidence)).toEqual(
      [],
    )
  })

  async function held() {
    await world.take(AUSTRIA, "x-q1-4", "startDrafting")
    await world.take(AUSTRIA, "x-q1-4", "reachMilestone", { milestone: "held" })
  }
})

describe("K6.3 a placeholder", () => {
  test.each([
    ["the code of an activity", ["t2-a1"]],
    ["the code of an output", ["o1"]],
    ["the id of a track", ["t1"]],
    ["one code twice", ["b1", "b1"]],
  ])("is not expanded into %s, and nothing is written", async (_, codes) => {
    const children = codes.map((code) => ({ code, title: "New", kind: "document" }))
    expect(await world.refused(AUSTRIA, "x-q3-3", "expandPlaceholder", { children, mandate })).toEqual(["CODE_TAKEN"])
    expect(await world.get(`/api/activities/${code("x-q3-3")}`)).toMatchObject({ version: 1, children: [] })
    expect((await world.ask("GET", `/api/activities/${code("b1")}`)).status).toBe(404)
  })
})

describe("K6.4", () => {
  test.each([
    ["on days to come", { from: "2031-03-02", to: "2031-03-04" }, "HELD_AHEAD"],
    ["until a day to come", { to: "2031-03-04" }, "HELD_AHEAD"],
    ["with its end before its beginning", { from: "2026-03-04", to: "2026-03-02" }, "MEETING_ENDS_FIRST"],
  ])("an event held %s is refused", async (_, days, code) => {
    await world.take(AUSTRIA, "x-q1-4", "startDrafting")
    expect(await world.refused(AUSTRIA, "x-q1-4", "reachMilestone", { milestone: "held", ...days })).toEqual([code])
  })

  test.each<[string, string, string, string, object, string]>([
    ["an owner that nobody knows", AUSTRIA, "t2-a2", "assignOwner", { owner: "nobody" }, "REFERENCE_UNKNOWN"],
    [
      "a report of a quarter to come",
      AUSTRIA,
      "t3-a4",
      "reportProgress",
      { period: "2031-Q4", text: "." },
      "PERIOD_AHEAD",
    ],
    [
      "an address that is none",
      ISU,
      "plan",
      "updatePerson",
      { person: "observer", address: "not an address" },
      "ADDRESS_MALFORMED",
    ],
    [
      "an address with another header",
      ISU,
      "plan",
      "updatePerson",
      { person: "observer", address: "a@b.example\r\nBcc: c@d.example" },
      "ADDRESS_MALFORMED",
    ],
    [
      "a mandate that is a meeting to come",
      AUSTRIA,
      "x-q3-3",
      "expandPlaceholder",
      { children: [{ code: "b1", title: "B", kind: "event" }], mandate: "3rc" },
      "MEETING_AHEAD",
    ],
  ])("%s is refused", async (_, as, item, name, body, failing) => {
    expect(await world.refused(as, item, name, body)).toContain(failing)
  })

  test("a milestone that the plan does not name is refused", async () => {
    await world.take(AUSTRIA, "x-q1-4", "startDrafting")
    expect(await world.refused(AUSTRIA, "x-q1-4", "reachMilestone", { milestone: "zzz" })).toEqual([
      "MILESTONE_UNKNOWN",
    ])
  })

  test("an internationalized address is taken", () =>
    world.take(ISU, "plan", "updatePerson", { person: "observer", address: "chloe@délégation.example" }))
})

test("K6.4 a meeting is of a kind that the procedure has, as in a plan file", async () => {
  const gathering = { id: "near", title: "Near", kind: "gathering", from: "2027-01-11", to: "2027-01-12" }
  expect(await world.refused(AUSTRIA, "plan", "addMeeting", gathering)).toEqual(["REFERENCE_UNKNOWN"])
  await world.take(AUSTRIA, "plan", "addMeeting", { ...gathering, id: "met", kind: "committee" })
})

describe("K6.5 dates that no plan can mean", () => {
  test.each(["9999-12-31", "0026-06-30", "0001-01-01", "1000-01-01", "1944-12-31", "2101-01-01"])("%s", async (on) => {
    expect(await world.refused(AUSTRIA, "t2-a2", "setDue", { rules: [{ kind: "date", on }], reason })).toEqual([
      "DATE_IMPLAUSIBLE",
    ])
    expect(await world.refused(AUSTRIA, "plan", "addMeeting", { id: "far", title: "Far", from: on, to: on })).toEqual([
      "DATE_IMPLAUSIBLE",
    ])
  })

  test.each([
    { kind: "request", requestedOn: "2100-06-01", days: 365 },
    { kind: "quarter", quarter: "0000-Q1" },
    { kind: "quarter", quarter: "9999-Q4" },
  ])("%o", async (rule) => {
    expect(await world.refused(AUSTRIA, "t2-a2", "setDue", { rules: [rule], reason })).toEqual(["DATE_IMPLAUSIBLE"])
  })

  test("nothing is counted beyond them from a meeting, nor is a meeting moved so that something would be", async () => {
    await world.take(AUSTRIA, "plan", "addMeeting", { id: "far", title: "Far", from: "2100-12-30", to: "2100-12-31" })
    const rules = [{ kind: "meeting", meeting: "far", weeks: 104 }]
    expect(await world.refused(AUSTRIA, "t2-a2", "setDue", { rules, reason })).toEqual(["DATE_IMPLAUSIBLE"])
    await world.take(AUSTRIA, "plan", "addMeeting", { id: "near", title: "Near", from: "2027-01-11", to: "2027-01-12" })
    await world.take(AUSTRIA, "t2-a2", "setDue", { rules: [{ ...rules[0], meeting: "near" }], reason })
    const moved = { meeting: "near", from: "2100-12-30", to: "2100-12-31" }
    expect(await world.refused(AUSTRIA, "plan", "moveMeeting", moved)).toEqual(["DATE_IMPLAUSIBLE"])
  })

  test("the past of a request, and the end of a silence procedure", async () => {
    const submitted = { title: "Help", occurredAt: "0026-06-30T10:00:00Z" }
    const { status, body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, {
      as: PRESIDENCY,
      body: submitted,
    })
    expect([status, body.failing.length]).toEqual([422, 1])
    await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason })
    await world.take(AUSTRIA, "t2-a2", "startDrafting")
    await clearedDraft(world, "t2-a2", { constraint: true, partners: ["isu"] })
    expect(await world.refused(AUSTRIA, "t2-a2", "circulate", { until: "9999-12-30T17:00" })).toEqual([
      "DATE_IMPLAUSIBLE",
    ])
  })
})

describe("K6.6 redaction", () => {
  test("of a hash that nobody has is refused", async () => {
    const text = "A".repeat(43)
    for (const item of ["t2-a2", "plan", "o1"])
      expect(await world.refused(ISU, item, "redact", { text, reason })).toEqual(["TEXT_UNKNOWN"])
  })

  test("of another item's text is refused, and of a text that is redacted already", async () => {
    const { events } = await world.take(AUSTRIA, "t2-a2", "comment", { text: "Said of t2-a2." })
    const { text } = events[0]
    expect(await world.refused(ISU, "t2-a1", "redact", { text, reason })).toEqual(["TEXT_UNKNOWN"])
    await world.take(ISU, "t2-a2", "redact", { text, reason })
    expect(await world.refused(ISU, "t2-a2", "redact", { text, reason })).toEqual(["TEXT_UNKNOWN"])
  })
})

test("K6.6 after a person's redaction no kept letter says the name, and the record says that they were redacted", async () => {
  await world.stop()
  const post: MailSettings = { mailer: { send: async () => {} }, home: "https://plan.example", key: "k" }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post)
  const { world: record } = world.hosted.application
  const letters = async () => {
    const bodies: string[] = []
    for await (const { events } of record.events.scan())
      for (const { value } of events) {
        const text = "letter" in value && (await record.texts.get(String(value.letter)))
        if (typeof text === "object") bodies.push(text.body)
      }
    return bodies
  }
  const { items } = await world.get(`/api/plans/${PLAN}/history`, { as: ISU })
  const added = items
    .flatMap(({ events }: Json) => events)
    .find((event: Json) => event.type === "PersonAdded" && event.person === "thematic-a")
  const name = await record.texts.get(added.name)
  const said = typeof name === "object" ? name.body : ""
  await world.take(ISU, "plan", "updatePerson", { person: "thematic-a", salutation: `Dear ${said}` })
  await circulated(world)
  await world.at("2026-06-01T12:00:00+02:00")
  const before = await letters()
  expect(before.filter((letter) => letter.includes(said))).not.toEqual([])
  await world.take(ISU, "plan", "redact", { text: added.name, reason })
  const after = await letters()
  expect(after.filter((letter) => letter.includes(said))).toEqual([])
  expect(after).toEqual(before.filter((letter) => !letter.includes(said)))
  expect((await verify(record.events, world.hosted.application.workflows)).findings).toEqual([])
})

describe("K6.4 what the plan file refuses of a person, a command refuses", () => {
  const mandate = { office: "delegate", party: "austria", from: "2026-02-01" }
  const ended = { ...mandate, to: "2026-01-31" }
  const person = { person: "p-1", name: "P" }

  test.each([
    ["addPerson", { ...person, offices: [mandate, ended] }, "offices.1.to"],
    [
      "addPerson",
      { ...person, offices: [mandate], vacation: [{ from: "2026-08-02", to: "2026-08-01" }] },
      "vacation.0.to",
    ],
    ["updatePerson", { person: "isu", vacation: [{ from: "2026-08-02", to: "2026-08-01" }] }, "vacation.0.to"],
    ["grantMandate", { person: "isu", ...ended }, "to"],
  ])("%s with a span that ends before it begins: %j", async (name, body, field) => {
    const { status, body: answer } = await world.ask("POST", `/api/plans/${PLAN}/transitions/${name}`, {
      as: ISU,
      body,
    })
    const failing = [{ code: "MEETING_ENDS_FIRST", sentence: expect.any(String), fields: [field] }]
    expect([status, answer.failing ?? answer.errors]).toEqual([422, failing])
  })

  test.each([
    ["addPerson", { ...person, offices: [{ ...mandate, until: "2026-12-31" }] }, "offices.0"],
    [
      "updatePerson",
      { person: "isu", vacation: [{ from: "2026-08-01", to: "2026-08-02", deputy: "isu" }] },
      "vacation.0",
    ],
  ])("%s with what nobody would read, within a part of it: %j", async (name, body, path) => {
    const { status, body: answer } = await world.ask("POST", `/api/plans/${PLAN}/transitions/${name}`, {
      as: ISU,
      body,
    })
    expect([status, answer.errors]).toEqual([400, [{ path, message: expect.stringMatching(/until|deputy/) }]])
  })
})

describe("K6.7 words", () => {
  test.each([
    ["nothing visible", "\u200b", "TEXT_INVISIBLE"],
    ["nothing but marks and joiners", "\u2060\u200d\u3164", "TEXT_INVISIBLE"],
    ["a control character", "a\u0000b", "TEXT_CONTROLS"],
    ["a turn of direction that is never closed", "Report \u202etxt.exe", "TEXT_CONTROLS"],
  ])("%s is refused in titles, reasons, labels and texts", async (_, words, failing) => {
    const asked: [string, string, string, object][] = [
      [AUSTRIA, "t2-a1", "amend", { title: words, reason }],
      [AUSTRIA, "t2-a1", "defer", { reason: words }],
      [AUSTRIA, "t2-a1", "comment", { text: words }],
      [AUSTRIA, "plan", "addMeeting", { id: "m", title: words }],
    ]
    for (const [as, item, name, body] of asked) {
      const { status, body: answer } = await world.ask("POST", addressed(item, name), { as, body })
      const [field] = Object.entries(body).find(([, said]) => said === words) ?? []
      expect([status, answer.failing ?? answer.errors]).toEqual([
        422,
        [{ code: failing, sentence: expect.any(String), fields: [field] }],
      ])
    }
  })

  test("what is refused in a list names its place there, and what no field alone breaks names none", async () => {
    const mandate = { office: "delegate", party: "atlantis", from: "2026-01-01" }
    const person = {
      person: "p-1",
      name: "P",
      address: "nowhere",
      offices: [{ ...mandate, party: "austria" }, mandate],
    }
    const { body } = await world.ask("POST", addressed("plan", "addPerson"), { as: ISU, body: person })
    expect(body.failing.map(({ code, fields }: Json) => [code, fields])).toEqual([
      ["ADDRESS_MALFORMED", ["address"]],
      ["PARTY_UNKNOWN", ["offices.1.party"]],
    ])
    const { body: office } = await world.ask("POST", addressed("plan", "closeCycle"), { as: ISU, body: {} })
    expect(office.failing).toEqual([{ code: "OFFICE", sentence: expect.any(String) }])
  })

  test("are kept in composed form", async () => {
    await world.take(AUSTRIA, "t2-a1", "amend", { title: "Cafe\u0301", reason })
    expect((await world.get(`/api/activities/${code("t2-a1")}`)).title).toBe("Caf\u00e9")
  })

  test("closed again, a turn of direction is taken", () =>
    world.take(AUSTRIA, "t2-a1", "amend", { title: "Report \u2067\u05d0\u2069 of 2026", reason }))

  function addressed(item: string, name: string) {
    return `${item === "plan" ? `/api/plans/${PLAN}` : `/api/activities/${code(item)}`}/transitions/${name}`
  }
})
