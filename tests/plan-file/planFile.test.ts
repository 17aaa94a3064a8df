import { membersOf } from "@demarche/plan-file/items"
import { parsePlan } from "@demarche/plan-file/parse"
import { expect, test } from "vitest"
import { ccm, document, takenApart } from "./bits.ts"

const { plan } = parsePlan(ccm, "yaml")

test("the delivered plan has everything the document has", () => {
  expect(plan.work_plan.id).toBe("ccm-gso-2025-2026")
  expect(plan.objectives).toHaveLength(5)
  expect(plan.tracks.map(({ number }) => number)).toEqual(["1", "2", "2.2", "2.3", "3"])
  expect(plan.activities).toHaveLength(21)
  expect(plan.activities.filter(({ source }) => !source)).toHaveLength(14)
  expect(plan.outputs).toHaveLength(5)
  expect(plan.outputs.flatMap(({ deliverables }) => deliverables)).toHaveLength(9)
  expect(plan.timeline).toHaveLength(10)
})

test("the document taken apart by somebody else is read as the same plan", () => {
  const other = parsePlan(takenApart, "yaml").plan
  for (const key of ["procedure", "deadline_events", "themes", "timeline"] as const) {
    expect(plan[key]).toEqual(other[key])
  }
  const worded = ({ text: _, ...rest }: { text?: string | undefined }) => rest
  expect(plan.objectives.map(worded)).toEqual(other.objectives.map(worded))
  expect(plan.tracks.map(worded)).toEqual(other.tracks.map(worded))
  const unnoted = (of: typeof plan) =>
    of.activities.map((activity) => ({ ...worded(activity), schedule: { ...activity.schedule, note: undefined } }))
  expect(unnoted(plan)).toEqual(unnoted(other))
  const outputs = (of: typeof plan) =>
    of.outputs.map((output) => ({ ...output, deliverables: output.deliverables.map(worded) }))
  expect(outputs(plan)).toEqual(outputs(other))
  expect(plan.actors.slice(0, other.actors.length)).toEqual(other.actors)
})

test("what is not marked as inferred is the document's own words", () => {
  const words = (text: string) =>
    text
      .replace(/[\s*#_-]+/g, " ")
      .toLowerCase()
      .trim()
  const whole = words(document)
  const said = [
    plan.work_plan.title,
    ...plan.work_plan.background,
    ...plan.work_plan.warnings.map(({ quote }) => quote),
    ...plan.deadline_events.filter(({ inferred }) => !inferred).map(({ title }) => title),
    ...plan.actors.filter(({ inferred }) => !inferred).map(({ title }) => title),
    ...plan.themes.map(({ title }) => title),
    ...[...plan.objectives, ...plan.tracks].flatMap(({ title, text }) => [title, text]),
    ...plan.activities.flatMap(({ umbrella, title, text, constraint, modality, sub_forms }) => [
      umbrella,
      title,
      text,
      constraint?.quote,
      modality?.term,
      ...sub_forms,
    ]),
    ...plan.outputs.flatMap(({ title, deliverables }) => [
      title,
      ...deliverables.flatMap(({ title, text, quote, must_cover }) => [title, text, quote, ...must_cover]),
    ]),
    ...plan.timeline.map(({ title }) => title),
  ].filter((text) => text !== undefined)
  expect(said.length).toBeGreaterThan(120)
  expect(said.filter((text) => !whole.includes(words(text)))).toEqual([])
})

test("people are invented, named by their office, and no real State but the coordinators has one", () => {
  expect(plan.people.every(({ inferred }) => inferred)).toBe(true)
  const ids = plan.people.map(({ id }) => id)
  expect(ids).toEqual([
    "coordinator-austria",
    "coordinator-cameroon",
    "focal-point",
    "presidency",
    "isu",
    "isu-2",
    ...[..."abcdefgh"].map((letter) => `thematic-${letter}`),
    "delegate-c",
    "delegate-d",
    "unidir",
    "observer",
    "auditor",
  ])
  const states = new Map(
    plan.actors.filter(({ kind }) => kind === "state_party").map(({ id, inferred }) => [id, inferred]),
  )
  const real = plan.people.flatMap(({ offices }) => offices).filter(({ party }) => party && states.get(party) === false)
  expect(new Set(real.map(({ party }) => party))).toEqual(new Set(["austria", "cameroon"]))
  expect(plan.people.find(({ id }) => id === "presidency")?.zone).toBe("Asia/Vientiane")
  expect(new Set(plan.people.map(({ language }) => language))).toEqual(new Set(["en", "fr"]))
})

test("both coordinators are gender focal points too, for the whole cycle", () => {
  for (const party of ["austria", "cameroon"]) {
    const span = { party, from: "2025-09-20", to: "2026-09-30" }
    const coordinator = plan.people.find(({ id }) => id === `coordinator-${party}`)
    expect(coordinator?.offices).toEqual([
      { office: "coordinator", ...span },
      { office: "focalPoint", ...span },
    ])
  }
})

test("every office is held by somebody, and the committee has eleven members", () => {
  const held = new Set(plan.people.flatMap(({ offices }) => offices.map(({ office }) => office)))
  expect(held.size).toBe(9)
  const delegations = [..."abcdefgh"].map((letter) => `delegation-${letter}`)
  expect(membersOf(plan, "coordination-committee")).toEqual(["austria", "cameroon", "presidency", ...delegations])
  expect(membersOf(plan, "thematic-coordinators")).toEqual(delegations)
  expect(membersOf(plan, "states-parties")).toBeUndefined()
})
