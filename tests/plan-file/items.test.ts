import { activitiesOf, calendarOf, meetingsOf, outputDueRules } from "@demarche/plan-file/items"
import { parsePlan } from "@demarche/plan-file/parse"
import { effectiveDue } from "@demarche/workplan/time/due"
import { describe, expect, test } from "vitest"
import { ccm, small } from "./bits.ts"

const { plan } = parsePlan(ccm, "yaml")
const activities = new Map(activitiesOf(plan).map((activity) => [activity.id, activity]))
const meetings = meetingsOf(plan)
const due = (id: string, of = meetings) => effectiveDue(activities.get(id)?.dueRules ?? [], { meetings: of })

describe("an activity of the plan", () => {
  test("named in a quarter is due in it", () => {
    expect(activities.get("t2-a2")?.dueRules).toEqual([{ kind: "quarter", quarter: "2026-Q2" }])
    expect(due("t2-a2")?.on).toBe("2026-06-30")
  })

  test("for the conference is due in its quarter, and ten weeks before once the days are set", () => {
    expect(due("x-q3-1")).toMatchObject({ on: "2026-09-30", precision: "quarter" })
    const set = meetings.map((meeting) =>
      meeting.id === "3rc" ? { id: "3rc", title: "3RC", from: "2026-09-14" } : meeting,
    )
    expect(due("x-q3-1", set)).toEqual({
      on: "2026-07-06",
      precision: "day",
      rule: { kind: "meeting", meeting: "3rc", weeks: -10 },
    })
  })

  test("that goes on is due every quarter", () => {
    expect(activities.get("t3-a4")?.dueRules).toEqual([{ kind: "everyQuarter" }])
    expect(due("t3-a4")).toBeNull()
  })

  test("for which a reader only suggests a quarter has no date", () => {
    expect(activities.get("t2-a1")).toMatchObject({ dueRules: [], suggestedQuarter: "2026-Q1" })
    expect(due("t2-a1")).toBeNull()
  })

  test("where feasible needs a decision; where appropriate is conditional and needs none", () => {
    expect(activities.get("t3-a3")).toMatchObject({ conditional: true, needsDecision: true })
    expect(activities.get("t2-3-a2")).toMatchObject({ conditional: true, needsDecision: false })
    expect(activities.get("t1-a1")).toMatchObject({ conditional: false, needsDecision: false })
    expect([...activities.values()].filter(({ placeholder }) => placeholder).map(({ id }) => id)).toEqual(["x-q3-3"])
  })

  test("must cover what the deliverable it writes must cover, not what it merely helps", () => {
    expect(activities.get("x-q3-1")?.mustCover).toEqual([
      "recurring cross cutting implementation issues raised by States parties",
      "Practical options for follow up in the lead up to the 3RC",
    ])
    expect(activities.get("t1-a1")?.outputs).toContain("o2-1")
    expect(activities.get("t1-a1")?.mustCover).toEqual([])
  })

  test("requires the partners the document names, not those a reader inferred", () => {
    expect(activities.get("t2-a2")).toMatchObject({ partners: ["isu"], requiredPartners: ["isu"] })
    expect(activities.get("t2-a3")).toMatchObject({ partners: ["other-stakeholders"], requiredPartners: [] })
  })

  test("keeps both sources where the timeline repeats it, and the timeline's alone where only that has it", () => {
    expect(activities.get("t2-a2")?.mentions.map(({ place, id }) => [place, id])).toEqual([
      ["track", "t2-a2"],
      ["timeline", "tl-q2-1"],
    ])
    expect(activities.get("t2-a2")?.mentions[1]?.title).toMatch(/^Develop with ISU support/)
    expect(activities.get("x-q1-2")?.mentions.map(({ id }) => id)).toEqual(["tl-q1-2"])
    expect(activities.get("t1-a3")?.mentions.map(({ id }) => id)).toEqual(["t1-a3"])
    expect([...activities.values()].flatMap(({ mentions }) => mentions)).toHaveLength(14 + 10)
  })

  test("has no path, since the document states none; what a reader marked is kept", () => {
    expect([...activities.values()].flatMap(({ path }) => path ?? [])).toEqual([])
    expect(activities.get("t3-a3")?.markers).toEqual({ gender: "significant" })
    expect(activities.get("t1-a1")).toMatchObject({ markers: {}, refers: {} })
  })

  test("keeps its constraint", () => {
    expect(activities.get("t2-a2")?.constraint).toBe(
      "without creating new legal interpretations or compliance assessments.",
    )
    expect([...activities.values()].filter(({ constraint }) => constraint)).toHaveLength(1)
  })
})

test("an activity may be limited by what is decided in a quarter, which is no meeting", () => {
  const limited = small
    .replace(
      "actors:",
      "  - {id: choice, title: The choice, kind: internal_decision, due: {quarter: 2026-Q3}}\nactors:",
    )
    .replace("quarters: []", "quarters: [], hard_not_after: {event: choice}")
  const decided = parsePlan(limited, "yaml").plan
  expect(activitiesOf(decided)[1]?.dueRules).toEqual([{ kind: "quarter", quarter: "2026-Q3" }])
  expect(meetingsOf(decided).map(({ id }) => id)).toEqual(["meeting"])
})

test("outputs are due in their quarter or at the conference", () => {
  const on = plan.outputs.map((output) => effectiveDue(outputDueRules(plan, output), { meetings }))
  expect(on.map((one) => [one?.on, one?.precision])).toEqual([
    ["2026-09-30", "month"],
    ["2026-09-30", "quarter"],
    ["2026-09-30", "month"],
    ["2026-09-30", "month"],
    ["2026-09-30", "month"],
  ])
})

test("meetings are known by days, by their month, or not at all; deadlines counted from them are none", () => {
  expect(meetings).toEqual([
    { id: "13msp", title: "13th MSP", kind: "msp", from: "2025-09-16", to: "2025-09-19" },
    { id: "3rc", title: "Third Review Conference (3RC)", kind: "review", month: "2026-09" },
    { id: "lap-end", title: "the last year of implementation of the Lausanne Action Plan (LAP)" },
  ])
})

test("deadlines are read in Geneva, where nobody works at weekends", () => {
  expect(calendarOf(plan)).toEqual({ zone: "Europe/Zurich", weekend: ["sat", "sun"], closures: [] })
})
