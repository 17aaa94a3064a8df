import type { Given } from "@demarche/engine/testing/scenario"
import type { Command } from "@demarche/workflows/activity/commands"
import { refusals } from "@demarche/workflows/activity/refusals"
import type { Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { ireland, june, presidency } from "../actors.ts"
import {
  agree,
  agreement,
  because,
  broke,
  circulate,
  cleared,
  committeePath,
  correct,
  drafted,
  editing,
  foldOf,
  mail,
  object,
  objection,
  onPath,
  planned,
  redrafted,
  request,
  requested,
  silenceOpened,
  soundFacts,
  stepPassed,
  viewOf,
} from "./stories.ts"

const [clearance, silence] = committeePath.steps as [Step, Step]
const adoption: Step = { id: "adopted", is: "record", by: "coordinator", kept: true }
const approval: Step = { id: "approved", is: "record", by: "presidency" }
const path = onPath([adoption, clearance, silence, approval])
const adopted = { type: "StepTaken", step: "adopted", command: "agree" }
const ready = [...editing, drafted, adopted, requested, cleared]
const running = [...ready, { ...silenceOpened, ...path.facts(soundFacts) }]
const passed = [...running, stepPassed]
const end = [...passed, { ...agreement, by: presidency }]

const seen = (...history: Given[]) => {
  const { step, kept, running } = path.foldOf(...history).context
  return { step, kept, running: running?.path.id }
}

describe("what leads back, and how far", () => {
  test.each<[string, Given[]]>([
    ["cleared", ready],
    ["under silence", [...running, { type: "SilenceVoided", ...because }]],
    ["between two steps", passed],
    ["broken", [...running, broke, { ...objection("ie"), by: ireland }]],
  ])("a new draft of what is %s, or going back to consultation: to the first step that is not kept", (_, history) => {
    for (const reset of [redrafted, { type: "ReturnedToConsultation", ...because }])
      expect(seen(...history, reset)).toEqual({ step: 1, kept: 1, running: undefined })
    path
      .given(...history, redrafted)
      .when(circulate, path.facts(soundFacts))
      .rejected("APPROVAL", ...(history.includes(broke) ? ["OPEN_OBJECTION"] : []), "SILENCE_TOO_SHORT")
    path
      .given(...history, redrafted)
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("going back to consultation asks again what a new draft would ask again, and nothing else", () => {
    const checkOf = (of: string, more: Record<string, unknown>) => ({ type: "CheckRecorded", check: { of }, ...more })
    const checks = [checkOf("constraint", {}), checkOf("gender", { check: { of: "gender", option: "none" } })]
    const { checks: recorded } = foldOf(...editing, drafted, ...checks, {
      type: "ReturnedToConsultation",
      ...because,
    }).context
    expect(Object.keys(recorded)).toEqual(["gender"])
  })
  test("an objection: the steps before stay done, and once it is answered the same draft is circulated again", () => {
    const broken = [...running, broke, { ...objection("ie"), by: ireland }]
    expect(seen(...broken)).toEqual({ step: 2, kept: 1, running: "own" })
    path
      .given(...broken)
      .when(circulate, path.facts(soundFacts))
      .rejected("OPEN_OBJECTION")
    const answered = [...broken, { type: "ObjectionResolved", objection: 1, how: "explained" }]
    path
      .given(...answered)
      .when(circulate, path.facts({ ...soundFacts, hours: 71 }))
      .rejected("SILENCE_TOO_SHORT")
    path
      .given(...answered)
      .when(circulate, path.facts(soundFacts))
      .then({ type: "SilenceOpened", draft: 1 })
      .ends("drafting", "underSilence")
  })
  test("an objection in time joins the others until there is a new draft", () => {
    const inTime = { by: { ...ireland, person: "pilar", party: "pe" }, at: june(5) }
    const broken = [...running, broke, { ...objection("ie"), by: ireland }]
    path
      .given(...broken)
      .when(object, inTime)
      .then({ type: "ObjectionRaised", objection: 2 })
    for (const reset of [redrafted, { type: "ReturnedToConsultation", ...because }])
      path
        .given(...broken, reset)
        .when(object, inTime)
        .rejected("RECEIVED_IN_TIME")
  })
  test("a silence that is voided: likewise", () => {
    const voided = [...running, { type: "SilenceVoided", ...because }]
    expect(seen(...voided)).toEqual({ step: 2, kept: 1, running: "own" })
    path
      .given(...voided)
      .when(circulate, path.facts({ ...soundFacts, workingDays: 2 }))
      .rejected("SILENCE_TOO_SHORT")
    path
      .given(...voided)
      .when(circulate, path.facts(soundFacts))
      .then({ type: "SilenceOpened", draft: 1 })
  })
  test("reopening: all steps, the kept ones too", () => {
    expect(seen(...end)).toEqual({ step: 4, kept: 1, running: "own" })
    const reopened = [...end, { type: "Reopened", by: presidency, ...because }]
    expect(seen(...reopened)).toEqual({ step: 0, kept: 0, running: undefined })
    path
      .given(...reopened)
      .when(request)
      .rejected("APPROVAL")
    path
      .given(...reopened)
      .when(agree)
      .then({ type: "StepTaken", step: "adopted" })
    path
      .given(...reopened)
      .when({ ...correct, outcome: passed.length }, mail)
      .rejected("NO_OUTCOME", "NOT_THE_OUTCOME")
  })
  test("deferring and resuming: nothing", () => {
    for (const history of [ready, passed])
      expect(seen(...history, { type: "Deferred", ...because }, { type: "Resumed" })).toEqual(seen(...history))
  })
})

describe("what is on its way is fixed", () => {
  const refused = (command: Record<string, unknown>, ...history: Given[]) =>
    refusals(viewOf(path.foldOf(...history)), command as Command)
  const fixed = [
    ...[{ title: "Another" }, { umbrella: null }, { kind: "event" }, { constraint: null }, { covers: [] }],
    ...[{ requiredPartners: [] }, { outputs: [] }, { path: "other" }, { path: null }, { pathInferred: true }],
    { markers: { gender: "none" } },
  ].map((change) => ({ type: "amend", ...change }))
  const confirming = { type: "confirm", field: "path", value: "other" }

  test.each(fixed)("not before the first step that a new draft undoes, nor once it is agreed: %o", (command) => {
    for (const history of [[planned()], editing, [...editing, drafted, adopted], end, [...passed, redrafted]])
      expect(refused(command, ...history)).toEqual([])
    const clearing = [...editing, drafted, adopted, requested]
    for (const history of [clearing, ready, running, passed, [...ready, { type: "Deferred", ...because }]])
      expect(refused(command, ...history)).toEqual(["PATH_RUNNING"])
  })
  test("nor is anything confirmed; what is not agreed may change", () => {
    expect(refused(confirming, ...ready)).toEqual(["PATH_RUNNING"])
    expect(refused(confirming, ...editing)).toEqual([])
    for (const field of ["path", "outputs", "kind", "partners", "constraint"])
      expect(refused({ type: "confirm", field }, ...ready)).toEqual(["PATH_RUNNING"])
    for (const field of ["track", "markers.gender", "refers.lap"])
      expect(refused({ type: "confirm", field }, ...ready)).toEqual([])
    for (const command of [{ type: "amend", themes: [] }, { type: "amend", rules: [] }, { type: "addDraft" }])
      expect(refused(command, ...running)).toEqual([])
  })
  test("the path that is being run is that of its first step, whatever the plan has meanwhile", () => {
    const other = onPath([approval], { id: "other" }).facts()
    path
      .given(...ready)
      .when(agree, { ...other, by: presidency })
      .rejected("APPROVAL", "STEP_OFFICE")
    path
      .given(...passed)
      .when(agree, { ...other, by: presidency })
      .then({ type: "Agreed", path: "own", step: "approved" })
    path
      .given(...passed, redrafted)
      .when(request, other)
      .rejected("PATH_UNCLEAR", "APPROVAL")
  })
})
