import { readFileSync } from "node:fs"
import type { Message } from "@demarche/mail/message"
import { afterEach, describe, expect, test } from "vitest"
import { type Json, openWorld, type World } from "./world.ts"

/** A body's world: its plan imported and adopted, and the letters that it is sent. */
interface Body {
  world: World
  sent: Message[]
  take(as: string, code: string, name: string, body?: object): Promise<Json>
  refused(as: string, code: string, name: string, body?: object): Promise<string[]>
  item(code: string, as?: string): Promise<Json>
}

let opened: Body
afterEach(() => opened.world.stop())

async function open(file: string, plan: string, start: string, [secretariat, chair]: [string, string]): Promise<Body> {
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  const world = await openWorld(start, undefined, { mailer, home: "https://d.example", key: "k" })
  await world.send(secretariat, readFileSync(new URL(`bodies/${file}`, import.meta.url), "utf8"))
  await world.take(chair, `/api/plans/${plan}`, "adopt", { mandate: "the first meeting" })
  const at = (code: string) => `/api/activities/${plan}.${code}`
  opened = {
    world,
    sent,
    take: (as, code, name, body) => world.take(as, at(code), name, body),
    refused: (as, code, name, body) => world.refused(as, at(code), name, body),
    item: (code, as) => world.get(at(code), as ? { as } : {}),
  }
  return opened
}

/** The text of a letter in one line. */
const plain = (text = "") => text.replace(/\s+/g, " ")

/** Everything that is said of an item and its plan, in letters, answers and pages, in both languages. */
async function saidOf({ world, sent }: Body, plan: string, code: string, readers: (string | undefined)[]) {
  const said = sent.map(({ subject, text, html }) => [subject, text, html].join("\n"))
  const paths = [
    `/api/plans/${plan}`,
    `/api/activities?plan=${plan}`,
    `/api/activities/${plan}.${code}`,
    `/api/activities/${plan}.${code}/history`,
    `/api/history?plan=${plan}`,
    `/en/items/${plan}.${code}`,
    `/fr/items/${plan}.${code}`,
    "/en",
    "/fr",
  ]
  for (const as of readers)
    for (const path of paths) {
      const { status, body } = await world.ask("GET", path, as ? { as } : {})
      if (status === 200) said.push(typeof body === "string" ? body : JSON.stringify(body))
    }
  return said
}

const theirs = /\bLAP\b|Lausanne|[Gg]ender|\bISU\b|Coordination Committee|Comité de coordination|[Gg]enre\b/

describe("IETF: adopted, last call, approved by the IESG", () => {
  const [chair, area, staff] = ["chair:coordinator", "area:presidency", "staff:secretariat"]

  test("three drafts lead to the last call, never to the adoption again, and nothing of another body is said", async () => {
    const body = await open("ietf.yaml", "ietf-onions", "2026-01-12T10:00:00Z", [staff, chair])
    const { world, take, refused, item } = body
    expect((await item("m1")).path).toMatchObject({ id: "standards", next: 1, steps: [{ kept: true }, {}, {}] })
    expect(await take(chair, "m1", "agree")).toMatchObject({ state: "planned", events: [{ type: "StepTaken" }] })
    await take(chair, "m1", "startDrafting")
    await take(chair, "m1", "addDraft", { text: "draft-ietf-onions-00" })
    expect(await refused(chair, "m1", "agree")).toContain("APPROVAL")
    await take(chair, "m1", "addDraft", { text: "draft-ietf-onions-01" })
    expect(await refused(chair, "m1", "circulate", { until: "2026-01-25T10:00" })).toEqual(["SILENCE_TOO_SHORT"])
    await take(chair, "m1", "circulate", { until: "2026-01-26T10:01" })
    expect((await item("m1", staff)).silence).toMatchObject({ addressees: 3 })
    await world.at("2026-01-12T10:30:00Z")
    const letter = body.sent.find(({ to, text }) => to.address.startsWith("ana@") && text.includes("silence procedure"))
    expect(plain(letter?.text)).toContain("this step is passed, and others follow before the draft is adopted.")
    expect(plain(letter?.text)).not.toContain("considered adopted")
    const [, link = ""] = /Object\s+https:\/\/d\.example(\S+)/.exec(letter?.text ?? "") ?? []
    const page = await world.ask("GET", link)
    expect(page.body).toMatch(/you object.*The silence procedure goes on until .*your objection is to be answered/)
    expect(page.body).not.toMatch(/break the silence|have broken/)
    expect(await take("bo:delegate", "m1", "object", { text: "Section 3 breaks deployments." })).toMatchObject({
      state: "drafting",
      substate: "underSilence",
      events: [{ type: "ObjectionRaised" }],
    })
    await world.at("2026-01-26T10:02:00Z")
    expect(await item("m1")).toMatchObject({ state: "drafting", substate: "cleared", path: { next: 3 } })
    expect(await refused(area, "m1", "agree")).toEqual(["OPEN_OBJECTION"])
    await take(chair, "m1", "resolveObjection", { objection: 1, how: "a new section 3" })
    await take(chair, "m1", "addDraft", { text: "draft-ietf-onions-02" })
    expect((await item("m1")).path).toMatchObject({ next: 2, steps: [{ taken: true }, { taken: false }, {}] })
    await take(chair, "m1", "circulate", { until: "2026-02-10T10:00" })
    await world.at("2026-02-10T10:01:00Z")
    expect(await refused(chair, "m1", "agree")).toEqual(["STEP_OFFICE"])
    expect(await take(area, "m1", "agree")).toMatchObject({ state: "agreed", events: [{ type: "Agreed" }] })
    expect((await item("m1")).agreed).toMatchObject({ draft: 3 })

    const said = await saidOf(body, "ietf-onions", "m1", [undefined, chair, "bo:delegate", staff])
    expect(said.length).toBeGreaterThan(40)
    expect(said.filter((text) => theirs.test(text)).map((text) => text.match(theirs)?.[0])).toEqual([])
  })
})

describe("BWC: a session decides, a schedule is agreed by silence", () => {
  const [chair, staff] = ["chair:coordinator", "secretary:secretariat"]
  const opening = () => open("bwc.yaml", "bwc-wg-2023-2025", "2023-06-05T10:00:00+02:00", [staff, chair])

  test("24 hours, one working day and seven actions are enforced", async () => {
    const { world, take, refused, item } = await opening()
    await take(chair, "sched", "startDrafting")
    await take(chair, "sched", "addDraft", { text: "The schedule" })
    await take(chair, "sched", "recordCheck", { check: { of: "partner", partner: "sps" } })
    const circulate = { until: "2023-06-06T11:00" }
    expect(await refused(chair, "sched", "circulate", circulate)).toEqual(["HORIZONTAL_CHECKS"])
    const { body } = await world.ask("POST", "/api/activities/bwc-wg-2023-2025.sched/transitions/circulate", {
      as: chair,
      body: circulate,
    })
    expect(body.failing[0].checks).toEqual([{ id: "plan", title: "Action of the plan", by: ["coordinator"] }])
    expect(await refused(chair, "sched", "recordCheck", { check: { of: "plan", actions: [8] } })).toEqual([
      "CHECK_VALUE",
    ])
    await take(chair, "sched", "recordCheck", { check: { of: "plan", actions: [7] } })
    for (const until of ["2023-06-06T09:00", "2023-06-10T10:00"])
      expect(await refused(chair, "sched", "circulate", { until })).toEqual(["SILENCE_TOO_SHORT"])
    await take(chair, "sched", "circulate", circulate)
    expect((await item("sched", staff)).silence).toMatchObject({ addressees: 4 })
    await world.at("2023-06-06T11:01:00+02:00")
    expect(await item("sched")).toMatchObject({ state: "agreed", agreed: { draft: 1 } })
  })

  test("a text is agreed at a session that has begun, as it was amended there, or not, and then at a later one", async () => {
    const { world, take, refused, item } = await opening()
    await take(chair, "final", "startDrafting")
    await take(chair, "final", "addDraft", { text: "The report" })
    await take(chair, "final", "recordCheck", { check: { of: "partner", partner: "sps" } })
    await take(chair, "final", "recordCheck", { check: { of: "plan", actions: [1] } })
    const decision = "decision 3"
    expect(await refused(chair, "final", "agree", { meeting: "ws2", decision })).toEqual(["MEETING_UNCITED"])
    await world.at("2023-08-18T17:00:00+02:00")
    const reason = "no consensus"
    expect(await take(staff, "final", "notAdopted", { meeting: "ws2", decision, reason })).toMatchObject({
      substate: "broken",
    })
    await world.at("2024-08-23T17:00:00+02:00")
    await take(chair, "final", "agree", { meeting: "ws4", decision, text: "The report, as amended" })
    expect(await item("final")).toMatchObject({ state: "agreed", agreed: { draft: 2 } })
  })

  test("a consultation is concluded, an event held and reported, a period reported", async () => {
    const { world, take, refused, item } = await opening()
    await take(chair, "ica-talks", "openConsultation", { closes: "2023-06-20T18:00", invited: ["state-a", "state-b"] })
    await take("a:delegate", "ica-talks", "recordInput", { round: 1, text: "More of it." })
    expect(await refused(chair, "ica-talks", "conclude", { summary: "Done." })).toEqual(["ROUND_MISSING", "ROUND_OPEN"])
    await take(chair, "ica-talks", "closeConsultation", {
      round: 1,
      summary: "One answer.",
      reason: "Nothing more is expected.",
    })
    await take(chair, "ica-talks", "conclude", { summary: "Done." })
    expect((await item("ica-talks")).state).toBe("agreed")

    await take(chair, "ica-2", "startDrafting")
    expect(await refused(chair, "ica-2", "conclude", { summary: "Done." })).toContain("HELD_FIRST")
    await world.at("2023-08-10T10:00:00+02:00")
    const held = { milestone: "held", from: "2023-08-07", to: "2023-08-09", place: "Geneva" }
    await take(chair, "ica-2", "reachMilestone", held)
    await take(chair, "ica-2", "recordCheck", { check: { of: "partner", partner: "foc-ica" } })
    await take(chair, "ica-2", "conclude", { summary: "Reported." })
    expect((await item("ica-2")).state).toBe("agreed")
    const { body } = await world.ask("GET", "/en/items/bwc-wg-2023-2025.ica-2")
    expect(body).toContain("Held and reported")

    await take(chair, "ica-help", "reportProgress", { period: "2023-Q2", text: "Two workshops." })
    expect((await item("ica-help")).state).toBe("consulting")
    await take(chair, "ica-help", "conclude", { summary: "It ends." })
    expect((await item("ica-help")).state).toBe("agreed")
  })
})

describe("ATT: facilitators of sub-groups, a text annexed to the Chair's report, adopted by the Conference", () => {
  const [chair, staff, spain] = ["chair:coordinator", "staff:secretariat", "ana:chair"]

  test("a facilitator runs their own sub-group alone, and the Conference of States Parties adopts", async () => {
    const { world, take, refused, item } = await open("att.yaml", "att-wgeti-csp6", "2020-02-03T10:00:00+01:00", [
      staff,
      chair,
    ])
    expect(await item("a67-2")).toMatchObject({
      symbol: "ATT/CSP6.WGETI/2020/CHAIR/584",
      turn: { holder: "spain" },
      due: { on: "2020-08-17" },
    })
    expect(await item("a11-1")).toMatchObject({
      due: { from: "2020-02-04", on: "2020-08-21", rule: { words: "year 2" } },
    })
    expect(await refused(spain, "a11-1", "startDrafting")).toEqual(["OFFICE"])
    await take(spain, "a67-2", "startDrafting")
    await take(spain, "a67-2", "addDraft", { text: "The work plan on Articles 6 and 7" })
    expect(await refused(spain, "a67-2", "agree")).toEqual(["STEP_OFFICE"])
    expect(await take(chair, "a67-2", "agree")).toMatchObject({ substate: "cleared" })
    const cited = { meeting: "csp6", decision: "final report, paragraph 22" }
    expect(await refused(chair, "a67-2", "agree", cited)).toEqual(["MEETING_UNCITED"])
    await world.at("2020-08-20T16:00:00+02:00")
    await take(staff, "a67-2", "agree", cited)
    expect(await item("a67-2")).toMatchObject({ state: "agreed", agreed: { draft: 1 } })
  })
})

describe("CBD: years, leading and contributing actors, targets and indicators", () => {
  test("what its columns say is recorded, and a text is agreed by the defaults", async () => {
    const [sec, staff] = ["sec:coordinator", "sec:secretariat"]
    const { world, take, item } = await open("cbd.yaml", "cbd-gpa-2023-2030", "2023-02-01T10:00:00-05:00", [staff, sec])
    expect(await item("a1-1-1")).toMatchObject({
      lead: ["secretariat", "orgs"],
      support: ["stakeholders"],
      due: { on: "2024-12-31", precision: "year", rule: { words: "2024, for SBI-4" } },
    })
    expect((await item("a1-1-2")).rules).toContainEqual({ kind: "year", year: "2030", words: "by 2030" })
    expect((await item("a3-2-1")).due).toMatchObject({ on: "2026-02-28", rule: { words: "7th national report" } })
    const { objectives } = await world.get("/api/plans/cbd-gpa-2023-2030")
    expect(objectives).toContainEqual(expect.objectContaining({ id: "ob-1-1", parent: "eo-1" }))
    const { deliverables } = await world.get("/api/outputs/cbd-gpa-2023-2030.o1")
    expect(JSON.stringify(deliverables)).toContain('"target":"3"')
    await take(sec, "a1-1-1", "startDrafting")
    await take(sec, "a1-1-1", "addDraft", { text: "Guidance" })
    await take(sec, "a1-1-1", "agree")
    expect((await item("a1-1-1")).state).toBe("agreed")
  })
})

describe("APMBC: a committee of equals, whose chair rotates", () => {
  const [a, b, isu] = ["a:coordinator", "b:coordinator", "isu:secretariat"]

  test("each member records the observations; meetings are monthly, funding is a condition", async () => {
    const { world, take, refused, item } = await open("apmbc.yaml", "apmbc-va-2024", "2023-12-01T10:00:00+01:00", [
      isu,
      a,
    ])
    expect((await item("obs-doc")).due.on).toBe("2024-05-07")
    expect((await item("concl")).due.on).toBe("2024-07-07")
    expect((await item("monthly")).periods.map(({ period }: Json) => period).slice(0, 2)).toEqual([
      "2023-12",
      "2024-01",
    ])
    expect(await item("retreat")).toMatchObject({
      details: { cost: "about EUR 80,000", donor: "to be found" },
      modality: "conditional",
    })
    expect(await refused(a, "retreat", "startDrafting")).toContain("NOT_FEASIBLE_YET")
    await take(a, "obs-doc", "startDrafting")
    await take(a, "obs-doc", "addDraft", { text: "Observations" })
    expect(await refused(a, "obs-doc", "agree")).toEqual(["HORIZONTAL_CHECKS"])
    expect(await refused(a, "obs-doc", "recordCheck", { check: { of: "oslo", actions: [51] } })).toEqual([
      "CHECK_VALUE",
    ])
    await take(a, "obs-doc", "recordCheck", { check: { of: "oslo", actions: [33, 41] } })
    await take(a, "obs-doc", "agree")
    expect((await item("obs-doc")).state).toBe("drafting")
    await take(b, "obs-doc", "agree")
    expect((await item("obs-doc")).state).toBe("agreed")
    expect((await item("concl")).due.on).toBe("2024-02-01")
    const reason = "no consent"
    expect(await world.refused("b:presidency", "/api/activities/apmbc-va-2024.obs-doc", "reopen", { reason })).toEqual([
      "OFFICE",
    ])
    await world.at("2024-07-02T10:00:00+02:00")
    expect(await world.refused("a:presidency", "/api/activities/apmbc-va-2024.obs-doc", "reopen", { reason })).toEqual([
      "OFFICE",
    ])
    await take("b:presidency", "obs-doc", "reopen", { reason })
    expect((await item("obs-doc")).state).toBe("drafting")
  })
})
