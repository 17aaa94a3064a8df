import type { Given } from "@demarche/engine/testing/scenario"
import { onItsWay } from "@demarche/workflows/activity/refusals"
import type { Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { austria, cameroon, deadline, presidency, text } from "../actors.ts"
import {
  agree,
  because,
  circulate,
  clear,
  cleared,
  codesOf,
  committeeChecks,
  committeePath,
  consulted,
  consulting,
  correct,
  deadlinesOf,
  drafted,
  editing,
  mail,
  onPath,
  opened,
  planned,
  redrafted,
  request,
  requested,
  silenceOpened,
  soundFacts,
  started,
  stepPassed,
  summed,
  viewOf,
} from "./stories.ts"

const adoption: Step = { id: "adopted", is: "record", by: "coordinator", kept: true }
const lastCall: Step = {
  ...{ id: "last-call", is: "silence", of: "working-group", hours: 336, workingDays: 0, ends: "anyTime" },
  brokenBy: "none",
}
const approval: Step = { id: "approved", is: "record", by: "presidency" }
const ietf = onPath([adoption, lastCall, approval], { id: "standards" })
const adopted = { type: "StepTaken", step: "adopted", command: "agree" }
const twoWeeks = ietf.facts({ ...soundFacts, hours: 336, deadline: deadline(15) })

describe("a step that new drafts keep", () => {
  test.each<[string, Given[], string, string?]>([
    ["planned", [planned()], "planned"],
    ["in consultation", consulting, "consulting"],
  ])("it is taken of what is %s, before there is a draft, and in place", (_, history, ...place) => {
    ietf
      .given(...history)
      .when(agree)
      .then({ type: "StepTaken", step: "adopted" })
      .ends(...place)
    ietf
      .given(...history)
      .when(agree, { by: presidency })
      .rejected("STEP_OFFICE")
    ietf
      .given(...history, adopted)
      .when(agree, { by: presidency })
      .rejected("APPROVAL", "STEP_OFFICE", "STEP_NOT_KEPT")
  })
  test("or in editing, still without a draft", () => {
    ietf
      .given(...editing)
      .when(agree)
      .then({ type: "StepTaken", step: "adopted" })
      .ends("drafting", "cleared")
    expect(codesOf(ietf.foldOf(...editing, adopted), "SilenceOpened", twoWeeks)).toEqual(["DRAFT_MISSING"])
  })
  test("one that is not kept is not taken before drafting", () => {
    for (const history of [[planned()], consulting])
      onPath([{ id: "record", is: "record", by: "coordinator" }, approval])
        .given(...history)
        .when(agree)
        .rejected("STEP_NOT_KEPT")
  })
  test.each<[string, Given[]]>([
    ["planned", [planned(), adopted, opened, summed, started]],
    ["in consultation", [...consulted, adopted, started]],
    ["in editing", [...editing, adopted]],
  ])("taken when it was %s, it stands for drafts 1, 2 and 3: each goes to the last call", (_, history) => {
    const third = { ...drafted, draft: 3, text: text("f") }
    const late = { ...silenceOpened, ...twoWeeks }
    for (const drafts of [[drafted], [drafted, redrafted], [drafted, late, stepPassed, { ...redrafted }, third]]) {
      const now = [...history, ...drafts]
      expect(ietf.foldOf(...now).context).toMatchObject({ step: 1, kept: 1, running: undefined })
      ietf
        .given(...now)
        .when(agree)
        .rejected("APPROVAL")
      ietf
        .given(...now)
        .when(circulate, twoWeeks)
        .then({ type: "SilenceOpened", draft: drafts.includes(third) ? 3 : drafts.length })
        .ends("drafting", "underSilence")
    }
  })
  test("from the last call on, the path goes to its end", () => {
    const passed = [...editing, adopted, drafted, redrafted, { ...silenceOpened, draft: 2, ...twoWeeks }, stepPassed]
    ietf
      .given(...passed)
      .when(agree, { by: presidency })
      .then({ type: "Agreed", path: "standards", step: "approved" })
      .ends("agreed")
  })
  test("a last call is two weeks", () => {
    ietf
      .given(...editing, adopted, drafted)
      .when(circulate, ietf.facts({ ...soundFacts, hours: 335 }))
      .rejected("SILENCE_TOO_SHORT")
  })
  test("partners and checks are asked from the first step that is not kept", () => {
    const { given } = onPath([adoption, approval], { checks: committeeChecks })
    const bound = planned({ requiredPartners: ["icrc"], covers: ["scope"], constraint: "as it is" })
    given(bound).when(agree).then({ type: "StepTaken" })
    given(bound, opened, summed, started).when(agree).then({ type: "StepTaken" })
    given(bound, opened, summed, started, adopted)
      .when(agree, { by: presidency })
      .rejected("DRAFT_MISSING", "REQUIRED_PARTNERS", "CONTENT_COVERAGE", "CONSTRAINT_UNSIGNED", "HORIZONTAL_CHECKS")
  })
  test("what each has to record may be recorded early too", () => {
    const path = onPath([{ ...adoption, each: true }, approval])
    const act = (party: string) => ({
      ...path.facts({ recorders: ["at", "cm"] }),
      by: { ...austria, person: party, party },
    })
    const recorded = { type: "StepRecorded", step: "adopted", party: "at", ...act("at") }
    for (const [history, state] of [
      [[planned()], "planned"],
      [consulting, "consulting"],
    ] as const) {
      path
        .given(...history)
        .when(agree, act("at"))
        .then({ type: "StepRecorded", party: "at" })
        .ends(state)
      path
        .given(...history, recorded)
        .when(agree, act("cm"))
        .then({ type: "StepTaken", step: "adopted" })
        .ends(state)
    }
    expect(onItsWay(viewOf(path.foldOf(planned(), recorded)))).toBe(true)
    expect(onItsWay(viewOf(path.foldOf(planned(), recorded, { ...adopted, ...act("cm") })))).toBe(false)
  })
})

describe("a silence or a clearance that new drafts keep", () => {
  const call: Step = { ...lastCall, id: "call", kept: true }
  const { given, foldOf, facts } = onPath([call, approval])
  const calling = [...editing, drafted, { ...silenceOpened, ...facts({ ...soundFacts, hours: 336 }) }]
  const called = [...calling, stepPassed]

  test("it is of a draft all the same", () => {
    expect(codesOf(foldOf(...editing), "SilenceOpened", facts())).toEqual(["DRAFT_MISSING"])
  })
  test("its end is not the end of the path, and later drafts go on behind it", () => {
    expect(deadlinesOf(foldOf(...calling))).toMatchObject([{ event: { type: "StepPassed" } }])
    expect(foldOf(...called, redrafted).context).toMatchObject({ step: 1, kept: 1, running: undefined })
    given(...called, redrafted)
      .when(agree, { by: presidency })
      .then({ type: "Agreed", step: "approved" })
      .ends("agreed")
  })
  test("while it runs, the path is fixed; once it is over, not yet", () => {
    expect(onItsWay(viewOf(foldOf(...calling)))).toBe(true)
    expect(onItsWay(viewOf(foldOf(...called)))).toBe(false)
  })
  test("taken back by a correction, it is kept no more", () => {
    const { given, foldOf, facts } = onPath([{ ...call, brokenBy: 1 } as Step, approval])
    const called = [...editing, drafted, { ...silenceOpened, ...facts({ ...soundFacts, hours: 336 }) }, stepPassed]
    const back = { ...correct, outcome: called.length }
    for (const history of [called, [...called, redrafted]])
      given(...history)
        .when(back, mail)
        .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised" })
        .ends("drafting", "broken")
    const retracted = [...called, { type: "OutcomeRetracted", corrects: called.length, ...mail }]
    expect(foldOf(...retracted, redrafted).context).toMatchObject({ step: 0, kept: 0 })
    given(...called, { type: "ReturnedToConsultation", ...because })
      .when(back, mail)
      .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised" })
  })
  test("on another path there is nothing of it to take back", () => {
    given(...called, { type: "ValueConfirmed", field: "path", value: "committee" })
      .when({ ...correct, outcome: called.length }, mail)
      .rejected("NO_OUTCOME", "NOT_THE_OUTCOME")
  })
  test("a clearance keeps who cleared, whatever path the plan has meanwhile", () => {
    const early = onPath([{ ...committeePath.steps[0]!, kept: true }, approval])
    const asked = [...editing, drafted, requested]
    const other = onPath([lastCall, approval], { id: "other" }).facts()
    early
      .given(...asked)
      .when(clear, { ...other, by: cameroon })
      .rejected("STEP_OFFICE")
    expect(early.foldOf(...asked, cleared, redrafted).context).toMatchObject({ step: 1, kept: 1 })
  })
})

describe("a kept step is a step of its path", () => {
  const committee = onPath(committeePath.steps, { id: "committee" }).facts()
  const ready = [...editing, adopted, drafted]

  test("on another path it stands for none, and somebody says which it is", () => {
    for (const command of [request, circulate, agree])
      ietf
        .given(...ready)
        .when(command, { facts: { ...committee.facts, ...soundFacts } })
        .rejected("PATH_UNCLEAR", ...(command === circulate ? [] : ["APPROVAL"]))
  })
  test("stated or confirmed, another path begins at its first step; the same goes on", () => {
    for (const change of [
      { type: "ActivityAmended", path: "committee", ...because },
      { type: "ValueConfirmed", field: "path", value: "committee" },
    ]) {
      expect(ietf.foldOf(...ready, change).context).toMatchObject({ step: 0, kept: 0, path: "committee" })
      ietf
        .given(...ready, change)
        .when(request, committee)
        .then({ type: "ClearanceRequested" })
      ietf
        .given(...ready, change)
        .when(circulate, { facts: { ...committee.facts, ...soundFacts } })
        .rejected("APPROVAL", "SILENCE_TOO_SHORT")
    }
    for (const change of [
      { type: "ActivityAmended", path: "standards", ...because },
      { type: "ActivityAmended", title: "Another", ...because },
      { type: "ValueConfirmed", field: "path", value: "standards" },
    ])
      expect(ietf.foldOf(...ready, change).context).toMatchObject({ step: 1, kept: 1 })
  })
})
