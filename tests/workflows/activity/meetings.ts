import type { AskedCheck, Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { isu, june, presidency, text } from "../actors.ts"
import {
  addDraft,
  agree,
  agreement,
  because,
  checked,
  cleared,
  committeePath,
  consulting,
  correct,
  drafted,
  editing,
  mail,
  object,
  onPath,
  planned,
  request,
  requested,
  silenceOpened,
  stepPassed,
} from "./stories.ts"

const meeting: Step = { id: "meeting", is: "meeting", of: ["msp", "review"] }
const approval: Step = { id: "approval", is: "record", by: "presidency" }
const [clearance] = committeePath.steps as [Step]
const cited = { meeting: "13msp", decision: "final report, paragraph 12" }
const draft = [...editing, drafted]

describe("a step that a meeting takes", () => {
  const { given, foldOf, facts } = onPath([clearance, meeting, approval])
  const fits = facts({ meetingFits: true })
  const before = [...draft, requested, cleared]

  test("it cites a meeting of that kind that has begun, and what it decided", () => {
    for (const meetingFits of [false, undefined])
      for (const command of [agree, { type: "notAdopted" }])
        given(...before)
          .when({ ...command, ...cited }, { ...facts({ meetingFits }), ...because })
          .rejected("MEETING_UNCITED")
    given(...before)
      .when({ ...agree, ...cited }, { ...fits, by: isu })
      .then({ type: "StepTaken", step: "meeting", ...cited, text: undefined, draft: undefined })
      .ends("drafting", "cleared")
  })
  test("what was not adopted is broken, and the same draft goes to a later meeting", () => {
    const not = { type: "notAdopted", ...cited }
    given(...before)
      .when(not, fits)
      .rejected("REASON")
    given(...before)
      .when(not, { ...fits, by: isu, ...because })
      .then({ type: "NotAdopted", step: "meeting", ...cited })
      .ends("drafting", "broken")
    const refused = [...before, { type: "NotAdopted", step: "meeting", ...cited, ...fits, ...because }]
    expect(foldOf(...refused).context).toMatchObject({ step: 1, running: { path: { id: "own" } } })
    given(...refused)
      .when({ ...agree, meeting: "3rc", decision: "paragraph 3" }, fits)
      .then({ type: "StepTaken", step: "meeting", meeting: "3rc" })
      .ends("drafting", "cleared")
    given(...refused)
      .when(not, { ...fits, ...because })
      .then({ type: "NotAdopted" })
      .ends("drafting", "broken")
    given(...refused)
      .when(request)
      .rejected("APPROVAL")
  })
  test("a kept one may fail to adopt before drafting, and a later meeting takes it", () => {
    const path = onPath([{ ...meeting, kept: true } as Step, approval])
    const not = { type: "notAdopted", ...cited }
    const fits = path.facts({ meetingFits: true })
    for (const [history, state] of [
      [[planned()], "planned"],
      [consulting, "consulting"],
    ] as const) {
      path
        .given(...history)
        .when(not, fits)
        .rejected("REASON")
      path
        .given(...history)
        .when(not, { ...path.facts({ meetingFits: false }), ...because })
        .rejected("MEETING_UNCITED")
      path
        .given(...history)
        .when(not, { ...fits, ...because })
        .then({ type: "NotAdopted", step: "meeting", ...cited })
        .ends(state)
      path
        .given(...history, { type: "NotAdopted", step: "meeting", ...cited, ...fits, ...because })
        .when({ ...agree, ...cited }, fits)
        .then({ type: "StepTaken", step: "meeting" })
        .ends(state)
      given(...history)
        .when(not, { ...facts({ meetingFits: true }), ...because })
        .rejected("APPROVAL", "STEP_OFFICE", "STEP_NOT_KEPT")
    }
  })
  test("what a meeting decided is reopened by citing a meeting of that kind alone", () => {
    const reopen = { type: "reopen" }
    const path = onPath([meeting, approval])
    const decided = [
      ...draft,
      { type: "StepTaken", step: "meeting", ...cited, command: "agree", ...path.facts({ meetingFits: true }) },
      { ...agreement, by: presidency },
    ]
    for (const meetingFits of [false, undefined])
      path
        .given(...decided)
        .when(reopen, { ...path.facts({ meetingFits }), by: presidency, ...because })
        .rejected("MEETING_UNCITED")
    path
      .given(...decided)
      .when({ ...reopen, ...cited }, { ...path.facts({ meetingFits: true }), by: presidency, ...because })
      .then({ type: "Reopened", ...cited })
      .ends("drafting", "editing")
    const recorded = onPath([approval])
    recorded
      .given(...draft, { ...agreement, by: presidency })
      .when(reopen, { by: presidency, ...because })
      .then({ type: "Reopened", meeting: undefined })
      .ends("drafting", "editing")
  })
  test("only a meeting leaves a text unadopted, and only where there is one", () => {
    given(...draft)
      .when({ type: "notAdopted", ...cited }, { ...fits, by: isu, ...because })
      .rejected("APPROVAL")
    const only = onPath([meeting])
    only
      .given(...editing)
      .when({ type: "notAdopted", ...cited }, { ...only.facts({ meetingFits: true }), ...because })
      .rejected("DRAFT_MISSING")
  })
  test("an objection to an earlier silence, received in time, is no news to a broken meeting: it is a correction", () => {
    const [, silence] = committeePath.steps as [Step, Step]
    const path = onPath([silence, meeting])
    const passed = [...draft, silenceOpened, stepPassed]
    const refused = [
      ...passed,
      { type: "NotAdopted", step: "meeting", ...cited, ...path.facts({ meetingFits: true }), ...because },
    ]
    path
      .given(...refused)
      .when(object, mail)
      .rejected("RECEIVED_IN_TIME")
    path
      .given(...refused)
      .when({ ...correct, outcome: passed.length }, mail)
      .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised" })
    path
      .given(...refused)
      .when(object, { ...mail, received: june(8, 18) })
      .then({ type: "LateObjectionRecorded" })
      .ends("drafting", "broken")
  })
})

describe("a text as it was amended at a meeting", () => {
  const lap: AskedCheck = {
    id: "lap",
    is: "reference",
    before: "last",
    by: ["coordinator"],
    renewed: true,
    plans: [{ id: "lap", actions: 50 }],
  }
  const { given, foldOf, facts } = onPath([clearance, meeting, approval], { checks: [lap] })
  const fits = facts({ meetingFits: true })
  const before = [...draft, checked("lap", { actions: [1] }), requested, cleared]
  const amended = { type: "StepTaken", step: "meeting", ...cited, text: text("m"), draft: 2, command: "agree", ...fits }

  test("it is a draft with a number of its own, and nothing is reset", () => {
    given(...before)
      .when({ ...agree, ...cited, text: text("m") }, fits)
      .then({ type: "StepTaken", step: "meeting", ...cited, text: text("m"), draft: 2 })
      .ends("drafting", "cleared")
    const { context } = foldOf(...before, amended)
    expect(context).toMatchObject({ drafts: [text("d"), text("m")], step: 2 })
  })
  test("what was checked of the draft before it counts for it", () => {
    given(...before, amended)
      .when(agree, { by: presidency })
      .then({ type: "Agreed" })
      .ends("agreed")
    const end = [...before, amended, { ...agreement, by: presidency }]
    expect(foldOf(...end).context.agreed).toMatchObject({ draft: 2 })
    given(...before, amended, { ...drafted, draft: 3 }, requested, cleared, { ...amended, draft: 4 })
      .when(agree, { by: presidency })
      .rejected("HORIZONTAL_CHECKS")
  })
  test("where the meeting is the last step, it is what is agreed", () => {
    const last = onPath([clearance, meeting])
    last
      .given(...draft, requested, cleared)
      .when({ ...agree, ...cited, text: text("m") }, last.facts({ meetingFits: true }))
      .then({ type: "Agreed", path: "own", step: "meeting", ...cited, text: text("m"), draft: 2 })
      .ends("agreed")
    const end = { ...agreement, ...cited, text: text("m"), ...last.facts({ meetingFits: true }) }
    expect(last.foldOf(...draft, requested, cleared, end).context.agreed).toMatchObject({ draft: 2 })
  })
  test("the next draft has the number after it", () => {
    given(...before, amended)
      .when(addDraft)
      .then({ type: "DraftAdded", draft: 3 })
      .ends("drafting", "editing")
  })
  test("nobody but a meeting amends a text so", () => {
    const record = onPath([{ id: "record", is: "record", by: "coordinator" }, approval])
    for (const meetingFits of [true, undefined])
      record
        .given(...draft)
        .when({ ...agree, text: text("m") }, record.facts({ meetingFits }))
        .rejected("MEETING_UNCITED")
  })
})
