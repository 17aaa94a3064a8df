import { type ActionLink, signActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, CAMEROON, ISU, type Json, openWorld, PLAN, PRESIDENCY, thematic, type World } from "./world.ts"

const KEY = "a key for the tests"
/** A silence that nothing breaks, a meeting, a record; as the plan's own path of its text `c`. */
const open = waysPlan
  .replace(
    "    meeting:\n",
    "    open:\n      steps:\n        - { silence: committee, hours: 24, broken_by: none }\n        - { meeting: msp, id: adopted }\n        - { record: coordinator }\n    meeting:\n",
  )
  .replace("path: strict", "path: open")

let world: World
let sent: Message[]
beforeEach(async () => {
  sent = []
  const post = {
    mailer: { send: async (message: Message) => void sent.push(message) },
    home: "https://d.example",
    key: KEY,
  }
  world = await openWorld("2026-06-01T10:00:00+02:00", undefined, post)
  await world.send(ISU, open)
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
})
afterEach(() => world.stop())

const read = (code: string, as = ISU) => world.get(`/api/activities/${PLAN}.${code}`, { as })
const history = async (code: string): Promise<Json[]> =>
  (await world.get(`/api/activities/${PLAN}.${code}/history`, { as: ISU, query: { limit: "100" } })).items
const decided = { meeting: "13msp", decision: "Decision 3" }
const because = { reason: "as the committee decided" }
const noteVerbale = { is: "noteVerbale", number: "45/2026", date: "2026-06-04" }

/** The text has passed its silence, and stands where the meeting is next. */
async function passed() {
  await world.take(AUSTRIA, "c", "startDrafting")
  await world.take(AUSTRIA, "c", "addDraft", { text: "A draft." })
  await world.take(AUSTRIA, "c", "circulate", { until: "2026-06-05T18:00" })
  await world.at("2026-06-08T09:00:00+02:00")
  const events = await history("c")
  return events.findLast(({ events: [event] }) => event.type === "StepPassed")?.version as number
}

test("an objection found after a silence that nothing breaks is open, and undoes what was done since", async () => {
  const outcome = await passed()
  await world.take(ISU, "c", "agree", decided)
  await world.take(AUSTRIA, "c", "agree")
  expect(await read("c")).toMatchObject({ state: "agreed" })
  const found = {
    ...{ outcome, text: "Paragraph 3 goes too far.", onBehalfOf: "delegation-a", communication: noteVerbale },
    ...{ receivedAt: "2026-06-04T12:00:00+02:00", occurredAt: "2026-06-04T12:00:00+02:00" },
  }
  expect(await world.take(ISU, "c", "correct", found)).toMatchObject({ state: "drafting", substate: "cleared" })
  expect(await world.refused(ISU, "c", "agree", decided)).toEqual(["OPEN_OBJECTION"])
  const entry = (await history("c")).at(-1)
  expect(entry).toMatchObject({
    events: [
      { type: "StepsRetracted", corrects: outcome, from: "adopted" },
      { type: "ObjectionRaised", party: "delegation-a", outcome },
    ],
    communication: noteVerbale,
  })
  await world.take(AUSTRIA, "c", "resolveObjection", { objection: 1, how: "reworded" })
  await world.take(ISU, "c", "agree", decided)
  await world.take(AUSTRIA, "c", "agree")
  expect(await read("c")).toMatchObject({ state: "agreed" })
})

test("what a meeting decided is reopened by citing one of that kind, and what nobody met for without", async () => {
  await passed()
  await world.take(ISU, "c", "agree", decided)
  await world.take(AUSTRIA, "c", "agree")
  for (const cited of [{}, { meeting: "3rc", decision: "not yet" }, { meeting: "13msp" }])
    expect(await world.refused(PRESIDENCY, "c", "reopen", { ...because, ...cited })).toEqual(["MEETING_UNCITED"])
  expect(await world.take(PRESIDENCY, "c", "reopen", { ...because, ...decided })).toMatchObject({ substate: "editing" })
})

test("a kept meeting step is not adopted before drafting", async () => {
  await world.take(AUSTRIA, "a", "confirm", { field: "path", value: "strict" })
  expect(await world.refused(ISU, "a", "notAdopted", decided)).toEqual(["REASON"])
  expect(await world.take(ISU, "a", "notAdopted", { ...decided, ...because })).toMatchObject({ state: "planned" })
  expect((await history("a")).at(-1)).toMatchObject({ events: [{ type: "NotAdopted", step: "taken-up" }] })
})

test("the procedure of an adopted plan is changed by the Presidency or the secretariat, by a decision", async () => {
  const { procedure } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
  const changed = { procedure: { ...procedure, title: { en: "Other ways" } }, ...because }
  expect(await world.refused(AUSTRIA, "plan", "amend", { ...changed, mandate: "ours" })).toEqual([
    "PROCEDURE_AUTHORITY",
  ])
  for (const who of [PRESIDENCY, ISU])
    expect(await world.refused(who, "plan", "amend", changed)).toEqual(["PROCEDURE_AUTHORITY"])
  const again = await world.send(AUSTRIA, open.replace("title: Many ways\n", "title: Other ways\n"))
  const left = (again.result ?? again).differences.find(({ fields }: Json) =>
    fields.some(({ field }: Json) => field.startsWith("procedure")),
  )
  expect(left).toMatchObject({ taken: false, how: expect.stringContaining("amend") })
  await world.take(ISU, "plan", "amend", { ...changed, mandate: "13MSP, decision 4" })
  expect((await world.get(`/api/plans/${PLAN}`, { as: ISU })).procedure.title).toEqual({ en: "Other ways" })
})

test("by a letter's link input is given to a consultation that was closed, and kept as late", async () => {
  const round = { closes: "2026-06-12T18:00", invited: ["delegation-a"] }
  await world.take(AUSTRIA, "b", "openConsultation", round)
  await world.take(AUSTRIA, "b", "closeConsultation", {
    round: 1,
    summary: "What was said.",
    reason: "Nothing more is expected.",
  })
  await world.take(AUSTRIA, "b", "startDrafting")
  const link: ActionLink = {
    ...{ does: "recordInput", plan: PLAN, on: `${PLAN}.b`, round: { consultation: 1 } },
    ...{ person: "thematic-a", office: "thematicCoordinator", party: "delegation-a" },
    until: "2026-06-12T16:00:00.000Z",
  }
  const page = `/en/answer/${signActionToken(link, KEY)}`
  const asked = await world.ask("GET", page)
  expect(asked.body).toContain("it is kept as late")
  const form = { body: new URLSearchParams({ text: "Our late input.", ticked: "yes" }).toString() }
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  expect((await world.ask("POST", page, { ...form, headers })).body).toContain(
    "recorded, as received after the deadline",
  )
  expect((await history("b")).at(-1)).toMatchObject({
    events: [{ type: "InputRecorded", party: "delegation-a", late: true }],
    actor: { person: "thematic-a" },
  })
  expect(await world.refused(thematic("b"), "b", "recordInput", { round: 1, text: "Uninvited" })).toEqual([
    "NOT_INVITED",
  ])
  expect(
    await world.refused(CAMEROON, "b", "closeConsultation", {
      round: 1,
      summary: "Again",
      reason: "Nothing more is expected.",
    }),
  ).toContain("NOT_NOW")
})

test("by what an act on behalf came is read by the rules of every field", async () => {
  const { status, body } = await world.ask("POST", `/api/activities/${PLAN}.c/transitions/comment`, {
    as: ISU,
    body: { text: "They agree.", onBehalfOf: "delegation-a", communication: { is: "telegram" } },
  })
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining("communication.is")])
})

test("a communication is dated no later than it came or, where that is not said, than the act, where a day begins first", async () => {
  await world.at("2026-06-02T23:30:00+02:00")
  const received = { receivedAt: "2026-06-01T23:59:00+02:00" }
  const happened = { occurredAt: "2026-06-02T00:01:00+02:00" }
  const acts: [act: object, last: string, later: string][] = [
    [{}, "2026-06-03", "2026-06-04"],
    [{ onBehalfOf: "delegation-a" }, "2026-06-03", "2026-06-04"],
    [received, "2026-06-02", "2026-06-03"],
    [happened, "2026-06-02", "2026-06-03"],
    [{ ...happened, ...received }, "2026-06-02", "2026-06-03"],
  ]
  for (const [act, last, later] of acts) {
    const dated = (date: string) => ({ text: "They agree.", ...act, communication: { is: "letter", date } })
    const asked = await world.ask("POST", `/api/activities/${PLAN}.c/transitions/comment`, {
      as: ISU,
      body: dated(later),
    })
    expect([act, asked.status, asked.body.failing]).toMatchObject([
      act,
      422,
      [{ code: "COMMUNICATION_LATER", fields: ["communication.date"] }],
    ])
    expect(await dryRun("comment", dated(last))).toBe(200)
  }
})

/** The status of the dry run of an act by the secretariat. */
async function dryRun(act: string, body: object): Promise<number> {
  const { status } = await world.ask("POST", `/api/activities/${PLAN}.c/transitions/${act}?dryRun=true`, {
    as: ISU,
    body,
  })
  return status
}

test("an act on behalf, or received earlier, names its communication", async () => {
  await world.take(AUSTRIA, "c", "startDrafting")
  await world.take(AUSTRIA, "c", "addDraft", { text: "A draft." })
  await world.take(AUSTRIA, "c", "circulate", { until: "2026-06-05T18:00" })
  const said = { onBehalfOf: "delegation-a" }
  const came = { receivedAt: "2026-06-01T09:59:00+02:00" }
  for (const act of [said, came, { ...said, ...came }]) {
    const body = { text: "They agree.", ...act }
    const asked = await world.ask("POST", `/api/activities/${PLAN}.c/transitions/comment`, { as: ISU, body })
    expect([asked.status, asked.body.failing]).toMatchObject([
      422,
      [{ code: "COMMUNICATION_UNNAMED", fields: ["communication"] }],
    ])
    await world.take(ISU, "c", "comment", { ...body, communication: { ...noteVerbale, date: "2026-05-29" } })
  }
  await world.take(ISU, "c", "comment", { text: "Of our own." })
})
