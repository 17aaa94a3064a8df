import { readFileSync } from "node:fs"
import { calendarOf } from "@demarche/plan-file/items"
import { parsePlan } from "@demarche/plan-file/parse"
import { procedureOf, rulesOf } from "@demarche/plan-file/procedure"
import { ProcedureFile } from "@demarche/plan-file/procedureFile"
import { shipped } from "@demarche/plan-file/procedures/shipped"
import { shippedIds, shippedProcedure } from "@demarche/plan-file/shippedProcedure"
import { readSource } from "@demarche/plan-file/source"
import { Procedure } from "@demarche/workflows/procedure"
import { fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { describe, expect, test } from "vitest"
import { ccm, procedureIn, small, wrongs } from "./bits.ts"
import { shippedModule } from "./shipProcedures.ts"

/** The rules of a plan whose procedure is written so, which the contract takes. */
function rules(procedure: string): Procedure {
  return Procedure.parse(procedureOf(parsePlan(procedureIn(procedure), "yaml").plan))
}

const steps = (written: string) => rules(`{paths: {p: {steps: [${written}]}}}`).paths[0]?.steps
const silence = (more: string) =>
  rules(`{languages: {documents: [en, fr]}, groups: {g: {}}, paths: {p: {steps: [{silence: g, ${more}}]}}}`).paths[0]
    ?.steps[0]
const check = (written: string) =>
  rules(`{action_plans: {lap: {title: L, actions: 50}}, checks: {c: ${written}}}`).checks[0]

describe("a step in its short form", () => {
  test.each([
    ["{record: coordinator}", { id: "record", is: "record", by: "coordinator" }],
    ["{record: thematic_coordinator}", { id: "record", is: "record", by: "thematicCoordinator" }],
    ["{record: focalPoint, each: true}", { id: "record", is: "record", by: "focalPoint", each: true }],
    ["{clearance: secretariat}", { id: "clearance", is: "clearance", by: "secretariat" }],
    [
      "{clearance: secretariat, or: presidency}",
      { id: "clearance", is: "clearance", by: "secretariat", or: "presidency" },
    ],
    ["{record: coordinator, id: done}", { id: "done", is: "record", by: "coordinator" }],
    [
      "{record: coordinator, as: Adopted here}",
      { id: "adopted-here", title: { en: "Adopted here" }, is: "record", by: "coordinator" },
    ],
    [
      "{record: coordinator, as: {fr: Adopté, en: Adopted}}",
      { id: "adopte", title: { fr: "Adopté", en: "Adopted" }, is: "record", by: "coordinator" },
    ],
    ["{record: coordinator, as: 通过}", { id: "record", title: { en: "通过" }, is: "record", by: "coordinator" }],
  ])("%s", (written, step) => {
    expect(steps(written)).toEqual([step])
  })

  test("of a meeting names kinds of the procedure", () => {
    const meeting = (of: string) =>
      rules(`{meetings: {msp: Meeting, review: {en: Review}}, paths: {p: {steps: [{meeting: ${of}}]}}}`).paths[0]?.steps
    expect(meeting("msp")).toEqual([{ id: "meeting", is: "meeting", of: ["msp"] }])
    expect(meeting("[msp, review]")).toEqual([{ id: "meeting", is: "meeting", of: ["msp", "review"] }])
  })

  const whole = { id: "silence", is: "silence", of: "g", hours: 72, workingDays: 3, ends: "officeHours", brokenBy: 1 }
  test.each([
    ["hours: 72, working_days: 3, ends: office_hours", whole],
    ["hours: 72, working_days: 3, ends: office_hours, broken_by: 1", whole],
    ["days: 3, working_days: 3, ends: working_day", { ...whole, ends: "workingDay" }],
    ["days: 14, broken_by: none", { ...whole, hours: 336, workingDays: 0, ends: "anyTime", brokenBy: "none" }],
    ["working_days: 3, broken_by: 4", { ...whole, hours: 0, ends: "anyTime", brokenBy: 4 }],
    ["hours: 72, working_days: 3, ends: office_hours, languages: [en, fr]", { ...whole, languages: ["en", "fr"] }],
  ])("of a silence: %s", (written, step) => {
    expect(silence(written)).toEqual(step)
  })

  test("that is kept stays kept, and those of one name are numbered", () => {
    const written =
      "{record: coordinator, as: adopted, kept: true}, {record: coordinator}, {record: presidency}, {record: delegate, as: record 2}"
    expect(steps(written)).toMatchObject([
      { id: "adopted", kept: true },
      { id: "record" },
      { id: "record-2" },
      { id: "record-2-2" },
    ])
    expect(steps("{record: coordinator}, {record: presidency, id: record}")).toMatchObject([
      { id: "record-2" },
      { id: "record" },
    ])
  })
})

describe("a check in its short form", () => {
  const plain = { id: "c", title: { en: "C" }, before: "last", for: ["document"], by: ["coordinator"] }
  test.each([
    ["{is: coverage}", { ...plain, is: "coverage" }],
    ["{is: coverage, before: first}", { ...plain, is: "coverage", before: "first" }],
    [
      "{is: sign_off, by: [coordinator, secretariat], renewed: true}",
      { ...plain, is: "signOff", by: ["coordinator", "secretariat"], renewed: true },
    ],
    ["{is: marker, options: [yes, no]}", { ...plain, is: "marker", options: ["yes", "no"] }],
    [
      "{is: advice, by: focal_point, waived_by: coordinator}",
      { ...plain, is: "advice", by: ["focalPoint"], waivedBy: ["coordinator"] },
    ],
    [
      "{is: reference, none_allowed: true, for: [document, ongoing]}",
      { ...plain, is: "reference", noneAllowed: true, for: ["document", "ongoing"] },
    ],
    ["{is: reference, title: {en: Plan, fr: Plan}}", { ...plain, is: "reference", title: { en: "Plan", fr: "Plan" } }],
  ])("%s", (written, expected) => {
    expect(check(written)).toEqual(expected)
  })
})

describe("the other parts of a procedure", () => {
  test("a text is in the first language of letters", () => {
    const french = rules("{title: Convention, languages: {letters: [fr, en]}, offices: {focal_point: Genre}}")
    expect(french).toMatchObject({ title: { fr: "Convention" }, offices: { focalPoint: { fr: "Genre" } } })
  })

  test("adoption and amendments name a path, and may have a title", () => {
    const { adoption, amendments } = rules("{adoption: recorded, amendments: {path: recorded, title: Change}}")
    expect({ adoption, amendments }).toEqual({
      adoption: { path: "recorded" },
      amendments: { path: "recorded", title: { en: "Change" } },
    })
    expect(rules("{}")).not.toHaveProperty("adoption")
  })

  test("groups list their members, leave that to the plan, or name kinds and offices", () => {
    const { groups } = rules(
      "{groups: {a: {members: list}, b: {members: {offices: [presidency, thematic_coordinator], kinds: [state_party]}}, c: {title: C, members: {parties: [austria]}, observers: [austria]}}}",
    )
    expect(groups).toEqual([
      { id: "a" },
      { id: "b", offices: ["presidency", "thematicCoordinator"], kinds: ["state_party"] },
      { id: "c", title: { en: "C" }, parties: ["austria"], observers: ["austria"] },
    ])
  })

  test("meetings may say when documents are due, and action plans have clusters", () => {
    const { meetings, actionPlans } = rules(
      "{meetings: {a: {title: A, documents_before: P10W}, b: {fr: B}}, action_plans: {x: {title: X, years: [2021, 2026], actions: 9, clusters: [{from: 1, to: 9, topic: All, source: example.org}]}}}",
    )
    expect(meetings).toEqual([
      { id: "a", title: { en: "A" }, documentsWeeksBefore: 10 },
      { id: "b", title: { fr: "B" } },
    ])
    expect(actionPlans).toEqual([
      {
        id: "x",
        title: { en: "X" },
        years: [2021, 2026],
        actions: 9,
        clusters: [{ from: 1, to: 9, topic: { en: "All" }, source: "example.org" }],
      },
    ])
  })

  test("the default path comes first", () => {
    const { paths } = rules(
      "{paths: {a: {steps: [{record: coordinator}]}, b: {default: true, steps: [{record: presidency}], result: issued}}}",
    )
    expect(paths.map(({ id, result }) => [id, result])).toEqual([
      ["b", "issued"],
      ["a", undefined],
    ])
  })

  test("what a plan's calendar leaves open is the procedure's", () => {
    const text = procedureIn(
      '{calendar: {zone: Asia/Vientiane, weekend: [fri, sat], closures: ["2026-12-02"], office_hours: ["08:00", "16:00"]}}',
    )
    expect(calendarOf(parsePlan(text, "yaml").plan)).toEqual({
      zone: "Europe/Zurich",
      weekend: ["fri", "sat"],
      closures: ["2026-12-02"],
    })
    const zoneless = parsePlan(text.replace("  time_zone: Europe/Zurich\n", ""), "yaml").plan
    expect(calendarOf(zoneless).zone).toBe("Asia/Vientiane")
    expect(rulesOf(zoneless).officeHours).toEqual(["08:00", "16:00"])
  })
})

describe("what holds where nothing is said", () => {
  test("one path, no checks, consultation optional, drafts for the committee", () => {
    const { plan } = parsePlan(small, "yaml")
    expect(procedureOf(plan)).toBeUndefined()
    expect(Procedure.parse(rulesOf(plan))).toEqual(defaultProcedure)
    expect(defaultProcedure).toMatchObject({
      languages: { documents: ["en"] },
      officeHours: ["09:00", "18:00"],
      paths: [{ id: "recorded", steps: [{ id: "record", is: "record", by: "coordinator" }] }],
      checks: [],
      consultation: "optional",
      drafts: "committee",
      answersByLink: "act",
    })
  })

  test("rules that say nothing are the default ones, under the plan's name", () => {
    expect(rules("{}")).toEqual({ ...defaultProcedure, id: "small", title: { en: "A small plan" } })
  })
})

describe("the procedures that come with the product", () => {
  test("are in the module as they are in their files", () => {
    expect(readFileSync(new URL("../../packages/plan-file/procedures/shipped.ts", import.meta.url), "utf8")).toBe(
      shippedModule(),
    )
    expect(shippedIds).toEqual(["ccm", "ietf"])
  })

  test("have no fault of their own and name no actor of some plan", () => {
    for (const id of shippedIds) {
      const written = shippedProcedure(id)!
      expect(written.id).toBe(id)
      expect(
        [...fieldValuesOf(ProcedureFile, readSource(shipped[id]!, "yaml").value)].filter(
          ({ meaning }) => meaning.is === "reference",
        ),
      ).toEqual([])
      expect(wrongs(procedureIn(id))).toEqual([])
    }
  })

  test("the Convention's agrees by silence of its committee and has its checks", () => {
    const convention = Procedure.parse(procedureOf(parsePlan(ccm, "yaml").plan))
    expect(convention.paths.map(({ id }) => id)).toEqual([
      "committee",
      "clearance",
      "committee-meeting",
      "meeting",
      "recorded",
    ])
    expect(convention.paths[0]?.steps).toEqual([
      { id: "clearance", is: "clearance", by: "secretariat" },
      {
        id: "silence",
        is: "silence",
        of: "coordination-committee",
        hours: 72,
        workingDays: 3,
        ends: "officeHours",
        brokenBy: 1,
      },
    ])
    expect(convention.paths[3]?.steps[1]).toEqual({ id: "meeting", is: "meeting", of: ["msp", "review"] })
    expect(convention.checks.map(({ id, is, before, by, renewed }) => [id, is, before, by, renewed])).toEqual([
      ["constraint", "signOff", "last", ["coordinator", "secretariat"], true],
      ["coverage", "coverage", "first", ["coordinator"], undefined],
      ["gender", "marker", "last", ["coordinator", "presidency", "secretariat"], undefined],
      ["gender-advice", "advice", "last", ["focalPoint"], true],
      ["lap", "reference", "last", ["coordinator"], undefined],
    ])
    const [lap] = convention.actionPlans
    expect([lap?.actions, lap?.years, lap?.clusters?.length]).toEqual([50, [2021, 2026], 9])
    const covered = lap?.clusters?.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, nth) => from + nth),
    )
    expect(covered).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 1))
    expect(convention.consultation).toBe("required")
    const bare = JSON.stringify(convention, (key, value) => (key === "clusters" ? undefined : value))
    for (const [, titles] of bare.matchAll(/"title":(\{.*?\})/g))
      expect(Object.keys(JSON.parse(titles!))).toEqual(["en", "fr"])
  })
})
