import type { Given } from "@demarche/engine/testing/scenario"
import { checksAwaited } from "@demarche/workflows/activity/path"
import type { AskedCheck, Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { focalPoint, text } from "../actors.ts"
import {
  advised,
  agree,
  because,
  checked,
  circulate,
  cleared,
  committeeChecks,
  committeePath,
  consulted,
  consulting,
  deferred,
  drafted,
  editing,
  foldOf,
  given,
  onPath,
  opened,
  planned,
  redrafted,
  request,
  requested,
  sound,
  started,
  summed,
  underSilence,
} from "./stories.ts"

describe("checks", () => {
  const check = (of: string, more: Record<string, unknown> = {}) => ({ type: "recordCheck", check: { of, ...more } })
  const advise = { ...check("gender-advice"), text: text("g") }

  test.each([
    ["the points covered", check("coverage", { points: [0, 1] })],
    ["a partner invited", check("partner", { partner: "icrc" })],
    ["a constraint signed off", check("constraint")],
    ["the gender marker", check("gender", { option: "principal" })],
    ["the actions of the plan of action", check("lap", { actions: [1, 50] })],
    ["that no action applies", check("lap", { actions: [] })],
  ])("a coordinator records %s", (_, command) => {
    given(planned({ covers: ["scope", "method"] }), opened, summed, started)
      .when(command)
      .then({ type: "CheckRecorded", check: command.check })
      .ends("drafting", "editing")
  })
  test("a check that the procedure does not ask is nobody's", () => {
    for (const of of ["climate", "consent"])
      given(...editing)
        .when(check(of))
        .rejected("CHECK_UNKNOWN", "CHECK_OFFICE")
  })
  test.each([
    ["a marker without an option", check("gender")],
    ["an option that the marker has not", check("gender", { option: "some" })],
    ["a reference to nothing", check("lap")],
    ["a reference beyond the last action", check("lap", { actions: [51] })],
    ["a reference to an action plan that is not in force", check("lap", { actions: [1], plan: "another" })],
    ["a partner without a name", check("partner")],
    ["points where there are none to cover", check("coverage", { points: [0] })],
    ["no points", check("coverage")],
    ["an advice waived for no reason", check("gender-advice", { waived: true })],
  ])("%s is refused", (_, command) => {
    given(...editing)
      .when(command)
      .rejected("CHECK_VALUE")
  })
  test("only a point that the plan lists is ticked", () => {
    given(planned({ covers: ["scope", "method"] }))
      .when(check("coverage", { points: [1, 2] }))
      .rejected("CHECK_VALUE")
  })
  test("what nobody may leave out has actions", () => {
    const strict = onPath(committeePath.steps, {
      checks: [
        { id: "lap", is: "reference", before: "last", by: ["coordinator"], plans: [{ id: "lap", actions: 50 }] },
      ],
    })
    strict
      .given(planned())
      .when(check("lap", { actions: [] }))
      .rejected("CHECK_VALUE")
    strict
      .given(planned())
      .when(check("lap", { actions: [3] }))
      .then({ type: "CheckRecorded" })
  })
  test("an advice is a text by its office, or waived with a reason by who may", () => {
    given(...editing)
      .when(advise)
      .rejected("CHECK_OFFICE")
    given(...editing)
      .when(advise, { by: focalPoint })
      .then({ type: "CheckRecorded", text: text("g") })
    given(...editing)
      .when(check("gender-advice"), { by: focalPoint })
      .rejected("CHECK_VALUE")
    given(...editing)
      .when(check("gender-advice", { waived: true }), because)
      .then({ type: "CheckRecorded", check: { of: "gender-advice", waived: true } })
    given(...editing)
      .when(check("gender-advice", { waived: true }), { by: focalPoint, ...because })
      .rejected("CHECK_OFFICE")
  })
  test("the gender focal point records the advice and the marker only", () => {
    given(...editing)
      .when(check("gender", { option: "none" }), { by: focalPoint })
      .then({ type: "CheckRecorded" })
    for (const command of [check("constraint"), check("lap", { actions: [] }), check("partner", { partner: "icrc" })])
      given(...editing)
        .when(command, { by: focalPoint })
        .rejected("CHECK_OFFICE")
  })
  test.each([
    ["planned", [planned()]],
    ["in consultation", consulting],
    ["under silence", underSilence],
    ["deferred", deferred],
  ])("they are recorded of what is %s", (_, history) => {
    given(...history)
      .when(check("lap", { actions: [3] }))
      .then({ type: "CheckRecorded" })
  })
  test("what the plan itself states need not be recorded", () => {
    const stated = planned({ markers: { gender: "principal" }, refers: { lap: [3] } })
    const { context } = foldOf(stated, opened, summed, started, drafted, advised, requested, cleared)
    const running = { path: committeePath, checks: committeeChecks }
    expect(checksAwaited({ context: { ...context, running }, event: { facts: {} } })).toEqual([])
    given(stated, opened, summed, started, drafted, advised, requested, cleared)
      .when(circulate, sound)
      .then({ type: "SilenceOpened" })
  })
})

describe("when a check is asked", () => {
  const lap = (before: string, renewed?: true): AskedCheck => ({
    ...{ id: "lap", is: "reference", before, by: ["coordinator"], plans: [{ id: "lap", actions: 50 }] },
    ...(renewed && { renewed }),
  })
  const steps: Step[] = [
    { id: "adoption", is: "record", by: "coordinator", kept: true },
    { id: "reading", is: "record", by: "coordinator" },
    { id: "clearance", is: "clearance", by: "secretariat" },
    { id: "approval", is: "record", by: "coordinator" },
  ]
  const taken = ["adoption", "reading"].map((step) => ({ type: "StepTaken", step, command: "agree" }))
  const [adopted, read] = taken as Given[] as [Given, Given]
  const until: Given[][] = [
    [started],
    [started, adopted, drafted],
    [started, adopted, drafted, read],
    [started, adopted, drafted, read, requested, cleared],
  ]
  const acts = [agree, agree, request, agree]
  const events = ["StepTaken", "StepTaken", "ClearanceRequested", "Agreed"]

  test.each([
    ["adoption", 0],
    ["first", 1],
    ["reading", 1],
    ["clearance", 2],
    ["last", 3],
    ["approval", 3],
    ["a step that there is not", 3],
  ])("one before %s is asked from that step on", (before, place) => {
    const { given } = onPath(steps, { checks: [lap(before)] })
    for (const [index, type] of events.slice(0, place).entries())
      given(...consulted, ...until[index]!)
        .when(acts[index]!)
        .then({ type })
    given(...consulted, ...until[place]!)
      .when(acts[place]!)
      .rejected("HORIZONTAL_CHECKS")
    for (const [index, type] of events.entries())
      given(...consulted, checked("lap", { actions: [1] }), ...until[index]!)
        .when(acts[index]!)
        .then({ type })
  })
  test("one before a step that is kept is asked too where that is taken early", () => {
    const { given } = onPath(steps, { checks: [lap("adoption")] })
    given(planned()).when(agree).rejected("HORIZONTAL_CHECKS")
    given(planned(), checked("lap", { actions: [1] }))
      .when(agree)
      .then({ type: "StepTaken" })
  })
  test("one that is renewed is asked again of each draft", () => {
    for (const renewed of [true, undefined] as const) {
      const { given } = onPath([steps[1]!], { checks: [lap("last", renewed)] })
      const line = given(...editing, drafted, checked("lap", { actions: [1] }), redrafted).when(agree)
      if (renewed) line.rejected("HORIZONTAL_CHECKS")
      else line.then({ type: "Agreed" })
      given(...editing, drafted, redrafted, checked("lap", { actions: [1] }))
        .when(agree)
        .then({ type: "Agreed" })
    }
  })
  test("what the procedure asks changes no path that is being run", () => {
    const before = onPath(steps.slice(1))
    const after = onPath(steps.slice(1), { checks: [lap("first")] }).facts()
    before
      .given(...editing, drafted, read)
      .when(request, after)
      .then({ type: "ClearanceRequested" })
    before
      .given(...editing, drafted, read, redrafted)
      .when(agree, after)
      .rejected("HORIZONTAL_CHECKS")
  })
})
