import { beforeEach, describe, expect, onTestFinished, test } from "vitest"
import { type Json, openWorld, type World } from "./world.ts"

const PLAN = "kept"
const [CHAIR, STAFF] = ["chair:coordinator", "staff:secretariat"]
const reason = "as the group decided"

/** Two outputs: what the plan states and what a reader inferred, and a deliverable that an indicator measures and a date of its own. */
const file = `
schema_version: 2
work_plan:
  id: ${PLAN}
  title: A plan with outputs
  coordinators: [chair]
  cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: end }
  time_zone: UTC
deadline_events: [{ id: end, title: The end, dates: { from: "2026-12-01" } }]
actors: [{ id: chair, title: Chair, kind: office }]
people:
  - { id: chair, name: The Chair, language: en, zone: UTC, address: chair@body.example, offices: [{ office: coordinator, party: chair, from: "2026-01-01" }] }
  - { id: head, name: The President, language: en, zone: UTC, address: head@body.example, offices: [{ office: presidency, from: "2026-01-01" }] }
  - { id: staff, name: Staff, language: en, zone: UTC, address: staff@body.example, offices: [{ office: secretariat, from: "2026-01-01" }] }
tracks: [{ id: t, number: "1", title: Track }]
activities:
  - { id: note, track: t, title: A note, kind: document, schedule: { quarters: [2026-Q3] }, outputs: [o1-1] }
  - { id: better, track: t, title: A better note, kind: document, schedule: { quarters: [2026-Q3] } }
  - { id: best, track: t, title: The best note, kind: document, schedule: { quarters: [2026-Q3] } }
  - { id: guess, track: t, title: A guess, kind: document, outputs: { refs: [o1-1], inferred: true, basis: its title } }
  - { id: fair, track: t, title: A fair, kind: event }
outputs:
  - id: o1
    number: 1
    title: A note
    type: deliverable
    due: { quarter: 2026-Q4 }
    deliverables: [{ id: o1-1, title: One note, cardinality: { min: 1, max: 2 } }]
  - id: o2
    number: 2
    title: Meetings
    type: deliverable
    due: { quarter: 2026-Q4 }
    deliverables:
      - { id: o2-1, title: Bilateral meetings, due: 2026-Q2, indicators: [{ title: Met, baseline: 0, target: at least 10 bilaterals }, { title: Mood, target: better than in 2025 }] }
      - { id: o2-2, title: A page, due: 2026-07-31, cardinality: { min: 1, max: null } }
`

let world: World
beforeEach(async () => {
  world = await openWorld("2026-02-02T10:00:00Z")
  await world.send(STAFF, file)
  await world.take(CHAIR, `/api/plans/${PLAN}`, "adopt", { mandate: "the first meeting" })
  onTestFinished(() => world.stop())
})

const at = (code: string) => `/api/${/^o\d/.test(code) ? "outputs" : "activities"}/${PLAN}.${code}`
const take = (code: string, name: string, body?: object) => world.take(CHAIR, at(code), name, body)
const refused = (code: string, name: string, body?: object) => world.refused(CHAIR, at(code), name, body)
const get = (code: string): Promise<Json> => world.get(at(code))
const link = (source: string, more = {}) => ({ deliverable: "o1-1", source, ...more })

async function agree(code: string) {
  await take(code, "startDrafting")
  await take(code, "addDraft", { text: `The text of ${code}` })
  await take(code, "agree")
}

async function evidence(output = "o1") {
  const { state, deliverables } = await get(output)
  return {
    state,
    evidence: deliverables.flatMap((each: Json) => each.evidence.map(({ source, until }: Json) => [source, until])),
  }
}

describe("what counts as evidence", () => {
  test("is never what is planned, by its id or its code, with a place or without", async () => {
    for (const source of [`${PLAN}.note`, "note"])
      for (const more of [{}, { place: "https://d.example/note" }])
        expect(await refused("o1", "linkEvidence", link(source, more))).toEqual(["EVIDENCE_UNFIT"])
    expect(await refused("o1", "fulfil")).toEqual(["NOT_NOW"])
  })

  test("is a document by its title and its place", async () => {
    const title = "Reflections of the Chair"
    expect(await refused("o1", "linkEvidence", link(title))).toEqual(["EVIDENCE_PLACE"])
    expect(await refused("o1", "linkEvidence", link("2026"))).toEqual(["REFERENCE_UNKNOWN"])
    await take("o1", "linkEvidence", link(title, { place: "CCM/MSP/2026/4" }))
    expect((await get("o1")).deliverables[0].evidence).toEqual([
      { source: title, place: "CCM/MSP/2026/4", alternative: null, until: null },
    ])
    await take("o1", "fulfil")
  })

  test("is an item once, whether its id or its code names it", async () => {
    await agree("note")
    expect(await evidence()).toEqual({ state: "partlyFulfilled", evidence: [[`${PLAN}.note`, null]] })
    expect(await take("o1", "linkEvidence", link("note"))).toMatchObject({ events: [] })
    await take("o1", "unlinkEvidence", link("note"))
    expect((await evidence()).evidence).toEqual([])
  })

  test("is what a reader inferred only once somebody confirms it", async () => {
    await agree("guess")
    expect(await evidence()).toEqual({ state: "open", evidence: [] })
    await take("guess", "confirm", { field: "outputs" })
    expect(await evidence()).toEqual({ state: "partlyFulfilled", evidence: [[`${PLAN}.guess`, null]] })
  })

  test("is what an amendment states after the end", async () => {
    await agree("better")
    await take("better", "amend", { outputs: ["o1-1"], reason })
    expect((await evidence()).evidence).toEqual([[`${PLAN}.better`, null]])
  })
})

describe("evidence that counts no more", () => {
  test.each([
    ["by what the plan states", "note", `${PLAN}.note`],
    ["by hand", "better", "better"],
  ])("while it is reopened, linked %s; agreed again it counts again", async (_, code, source) => {
    await agree(code)
    if (code === "better") await take("o1", "linkEvidence", link("better"))
    await take("o1", "fulfil")
    await world.take("head:presidency", at(code), "reopen", { reason, mandate: "the second meeting" })
    expect(await evidence()).toEqual({ state: "partlyFulfilled", evidence: [[source, `${PLAN}.${code}`]] })
    expect(await refused("o1", "fulfil")).toEqual(["EVIDENCE_MISSING"])
    await take(code, "addDraft", { text: "Another text" })
    await take(code, "agree")
    expect(await evidence()).toEqual({ state: "partlyFulfilled", evidence: [[`${PLAN}.${code}`, null]] })
    await take("o1", "fulfil")
  })

  test("once it is superseded, before its successor is agreed, which takes its place, and the successor's after that", async () => {
    await agree("note")
    await take("o1", "fulfil")
    await take("note", "supersede", { successors: [`${PLAN}.better`], reason })
    expect(await evidence()).toEqual({ state: "partlyFulfilled", evidence: [[`${PLAN}.note`, `${PLAN}.better`]] })
    await take("better", "supersede", { successors: [`${PLAN}.best`], reason })
    expect((await evidence()).evidence).toEqual([[`${PLAN}.note`, `${PLAN}.best`]])
    await agree("best")
    expect((await evidence()).evidence).toEqual([[`${PLAN}.best`, null]])
    await take("o1", "fulfil")
  })

  test("once what was held is cancelled", async () => {
    await take("fair", "startDrafting")
    await take("fair", "reachMilestone", { milestone: "held" })
    await take("o1", "linkEvidence", link("fair"))
    await take("fair", "cancel", { reason })
    expect((await evidence()).evidence).toEqual([["fair", `${PLAN}.fair`]])
    expect(await refused("o1", "fulfil")).toEqual(["EVIDENCE_MISSING"])
  })
})

describe("an indicator", () => {
  const stated = (current: number, indicator = 1) => ({
    deliverable: "o2-1",
    indicator,
    current,
    statement: `${current} delegations were met.`,
  })
  const meetings = async () => (await get("o2")).deliverables[0]

  test("is met at its target, is told with who and what, and falls short below it", async () => {
    await take("o2", "linkEvidence", { deliverable: "o2-2", source: "A page", place: "https://d.example/page" })
    expect(await refused("o2", "fulfil")).toEqual(["INDICATOR_SHORT"])
    expect(await take("o2", "reportIndicator", stated(9))).toMatchObject({ events: [{ type: "IndicatorFellShort" }] })
    expect(await meetings()).toMatchObject({ fulfilled: false, indicators: [{ current: 9, met: false }, {}] })
    expect(await refused("o2", "fulfil")).toEqual(["INDICATOR_SHORT"])
    await take("o2", "reportIndicator", stated(10))
    expect(await meetings()).toMatchObject({
      fulfilled: true,
      evidence: [],
      indicators: [{ current: 10, met: true }, {}],
    })
    await take("o2", "fulfil")
    expect(await take("o2", "reportIndicator", stated(8))).toMatchObject({ state: "partlyFulfilled" })
    const { items } = await world.get(`${at("o2")}/history`, { as: STAFF })
    expect(items.at(-1)).toMatchObject({ actor: { person: "chair" } })
  })

  test("whose target is told in other words is shown, and nobody's reading decides", async () => {
    await take("o2", "reportIndicator", stated(2, 2))
    expect((await meetings()).indicators[1]).toEqual({
      title: "Mood",
      target: "better than in 2025",
      current: 2,
      met: null,
    })
  })

  test("is one that the plan lists, of a deliverable of it", async () => {
    expect(await refused("o2", "reportIndicator", stated(1, 3))).toEqual(["INDICATOR_UNKNOWN"])
    expect(await refused("o2", "reportIndicator", { ...stated(1), deliverable: "o1-1" })).toEqual([
      "DELIVERABLE_UNKNOWN",
    ])
  })
})

test("an output is due with the first of its deliverables that lacks something, else by its own date", async () => {
  const due = async () => (await get("o2")).due.on
  expect(await due()).toBe("2026-06-30")
  await take("o2", "reportIndicator", { deliverable: "o2-1", indicator: 1, current: 12, statement: "Twelve." })
  expect(await due()).toBe("2026-07-31")
  await take("o2", "linkEvidence", { deliverable: "o2-2", source: "A page", place: "https://d.example/page" })
  expect(await due()).toBe("2026-12-31")
  await take("o2", "unlinkEvidence", { deliverable: "o2-2", source: "A page" })
  await world.at("2026-08-01T10:00:00Z")
  expect(await get("o2")).toMatchObject({
    due: { on: "2026-07-31", overdue: true },
    deliverables: [{ due: { on: "2026-06-30", overdue: false } }, { due: { overdue: true } }],
  })
  const { items } = await world.get("/api/outputs", { query: { plan: PLAN, due: "overdue" } })
  expect(items.map(({ code }: Json) => code)).toEqual(["o2"])
})

test.each([
  ["after another item", "{ after: note, lag: P1M }", "after"],
  ["in every period", "{ every: quarter }", "every"],
])("a deliverable has no date %s of its own", async (_, date, key) => {
  const body = file.replace("due: 2026-07-31", `due: ${date}`).replaceAll(PLAN, "other")
  const headers = { "Content-Type": "application/yaml" }
  const answer = await world.ask("POST", "/api/plans", { as: STAFF, body, query: { dryRun: "true" }, headers })
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, `outputs[1].deliverables[1].due.${key}`])
})
