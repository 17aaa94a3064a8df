import type { Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { isu, presidency, text } from "../actors.ts"
import {
  agree,
  because,
  broke,
  checked,
  checks,
  committeeChecks,
  committeePath,
  consulted,
  consulting,
  drafted,
  editing,
  facts,
  given,
  onNone,
  onPath,
  opened,
  planned,
  silenceOpened,
  started,
  summed,
} from "./stories.ts"

const none = onNone([])
const of = (kind: string, more: Record<string, unknown> = {}) => planned({ kind, ...more })
const waived = { type: "ConsultationWaived", ...because }
const conclude = { type: "conclude", summary: text("s") }
const gender = committeeChecks.filter(({ id }) => id === "gender")

describe("events", () => {
  const workshop = of("event", { title: "Hold a workshop" })
  const preparing = [workshop, started]
  const hold = { type: "reachMilestone", milestone: "held" }
  const held = { type: "MilestoneReached", milestone: "held" }

  test("an event is prepared without a consultation, held somewhere at some time, and then concluded", () => {
    none.given(workshop).when({ type: "startDrafting" }).then({ type: "DraftingStarted" }).ends("drafting", "editing")
    none
      .given(...preparing)
      .when(conclude)
      .rejected("HELD_FIRST")
    const when = { from: "2026-06-02", to: "2026-06-03", place: "Geneva" }
    none
      .given(...preparing)
      .when({ ...hold, ...when }, { by: isu })
      .then({ type: "MilestoneReached", milestone: "held", ...when })
      .ends("drafting", "editing")
    none
      .given(...preparing, held)
      .when(conclude)
      .then({ type: "Concluded", summary: text("s") })
      .ends("agreed")
  })
  test("other milestones are recorded and do not stand for having held it", () => {
    none
      .given(...preparing, { type: "MilestoneReached", milestone: "invitations sent" })
      .when(conclude)
      .rejected("HELD_FIRST")
  })
  test("on a path, its text is agreed once it was held, but for a step that stays when a draft comes", () => {
    const record: Step = { id: "record", is: "record", by: "coordinator" }
    const path = onPath([{ ...record, id: "adopted", kept: true } as Step, record])
    const adopted = { type: "StepTaken", step: "adopted", command: "agree" }
    path.given(workshop).when(agree).then({ type: "StepTaken", step: "adopted" })
    path
      .given(...preparing, adopted, drafted)
      .when(agree)
      .rejected("HELD_FIRST")
    for (const history of [
      [...preparing, held, adopted, drafted],
      [...preparing, adopted, held, drafted],
      [...preparing, adopted, drafted, held],
    ])
      path
        .given(...history)
        .when(agree)
        .then({ type: "Agreed", step: "record" })
        .ends("agreed")
    path
      .given(...preparing, adopted)
      .when(hold)
      .then({ type: "MilestoneReached" })
      .ends("drafting", "cleared")
    const silent = onPath(committeePath.steps.slice(1))
    for (const [end, substate] of [
      [broke, "broken"],
      [{ type: "SilenceVoided", ...because }, "void"],
    ] as const)
      silent
        .given(...preparing, held, drafted, silenceOpened, end)
        .when({ ...hold, milestone: "report sent" })
        .then({ type: "MilestoneReached" })
        .ends("drafting", substate)
    path.given(of("consultation"), waived, started, adopted, drafted).when(agree).rejected("ROUND_MISSING")
    path.given(of("consultation"), opened, summed, started, adopted, drafted).when(agree).then({ type: "Agreed" })
  })
  test("a document has no milestones", () => {
    given(...editing)
      .when(hold)
      .rejected("EVENT_ONLY")
  })
  test("its checks, its partners and the plan's own words are asked before it is concluded", () => {
    const asked = onNone(committeeChecks)
    const bound = of("event", { constraint: "as it is", covers: ["scope"], requiredPartners: ["unidir"] })
    asked
      .given(bound, started, held)
      .when(conclude)
      .rejected("REQUIRED_PARTNERS", "CONTENT_COVERAGE", "CONSTRAINT_UNSIGNED", "HORIZONTAL_CHECKS")
    const met = [
      ...checks,
      ...[checked("coverage", { points: [0] }), checked("constraint"), checked("constraint", {}, { by: isu })],
      checked("partner", { partner: "unidir" }),
    ]
    asked
      .given(bound, started, held, ...met)
      .when(conclude)
      .then({ type: "Concluded" })
  })
})

describe("a consultation", () => {
  const round = [of("consultation"), opened]

  test("it is concluded once a round is closed with its summary", () => {
    none
      .given(...round)
      .when(conclude)
      .rejected("ROUND_MISSING", "ROUND_OPEN")
    none.given(of("consultation"), waived).when(conclude).rejected("ROUND_MISSING")
    none
      .given(...round, summed)
      .when(conclude)
      .then({ type: "Concluded" })
      .ends("agreed")
    none
      .given(...round, summed, { ...opened, round: 2 })
      .when(conclude)
      .rejected("ROUND_OPEN")
  })
  test("it is not drafted", () => {
    none
      .given(...round, summed)
      .when({ type: "startDrafting" })
      .rejected("NOTHING_TO_DRAFT")
  })
  test("where it states a path, it is drafted and ends on that path, and is not concluded", () => {
    const record = onPath([{ id: "record", is: "record", by: "coordinator" }])
    record
      .given(...round, summed)
      .when(conclude)
      .rejected("ON_A_PATH")
    record
      .given(...round, summed)
      .when({ type: "startDrafting" })
      .then({ type: "DraftingStarted" })
      .ends("drafting", "editing")
    record
      .given(...round, summed, started, drafted)
      .when(conclude)
      .rejected("ON_A_PATH")
    record
      .given(...round, summed, started, drafted)
      .when(agree)
      .then({ type: "Agreed", path: "own" })
      .ends("agreed")
  })
  test("nor is it concluded where the path it runs is the plan's no more", () => {
    const each: Step[] = [{ id: "record", is: "record", by: "coordinator", each: true }]
    const begun = [...round, summed, started, drafted, { type: "StepRecorded", step: "record", party: "at" }]
    const path = onPath(each)
    path
      .given(...begun.slice(0, -1), { ...begun.at(-1)!, ...path.facts({ recorders: ["at", "cm"] }) })
      .when(conclude, none.facts())
      .rejected("ON_A_PATH")
  })
  test("a document is concluded by nobody", () => {
    none
      .given(...consulted)
      .when(conclude)
      .rejected("ON_A_PATH")
    given(...editing, drafted)
      .when(conclude)
      .rejected("ON_A_PATH")
  })
})

describe.each(["outreach", "support", "ongoing"])("what is %s", (kind) => {
  const report = { type: "reportProgress", period: "2026-Q1", text: text("p") }
  const reported = { ...report, type: "ProgressReported" }

  test("the first report of progress begins it, and each quarter has its own", () => {
    none
      .given(of(kind))
      .when(report, { by: isu })
      .then({ type: "ProgressReported", period: "2026-Q1" })
      .ends("consulting")
    none
      .given(of(kind), reported)
      .when({ ...report, period: "2026-Q2" })
      .then({ type: "ProgressReported", period: "2026-Q2" })
      .ends("consulting")
    expect(none.foldOf(of(kind), reported, { ...reported, period: "2026-Q2" }).context.reported).toHaveLength(2)
  })
  test("a report is of a period as long as those that are asked for", () => {
    const monthly = { ...of(kind), rules: [{ kind: "everyMonth" }] }
    none.given(monthly).when(report).rejected("PERIOD_UNKNOWN")
    none
      .given(monthly)
      .when({ ...report, period: "2026-03" })
      .then({ type: "ProgressReported", period: "2026-03" })
  })
  test("it is concluded, its checks met", () => {
    none
      .given(of(kind), reported)
      .when(conclude)
      .then({ type: "Concluded", summary: text("s") })
      .ends("agreed")
    const asked = onNone(gender)
    asked.given(of(kind), reported).when(conclude).rejected("HORIZONTAL_CHECKS")
    asked
      .given(of(kind), reported, checked("gender", { option: "none" }))
      .when(conclude)
      .then({ type: "Concluded" })
  })
  test("concluded and reopened, it is reported and concluded again", () => {
    const reopened = [
      of(kind),
      reported,
      { type: "Concluded", summary: text("s") },
      { type: "Reopened", by: presidency, ...because },
    ]
    none
      .given(...reopened)
      .when({ ...report, period: "2026-Q3" })
      .then({ type: "ProgressReported" })
      .ends("drafting", "editing")
    none
      .given(...reopened)
      .when(conclude)
      .then({ type: "Concluded" })
      .ends("agreed")
  })
  test("it is drafted only where it states a path", () => {
    none.given(of(kind), waived).when({ type: "startDrafting" }).rejected("NOTHING_TO_DRAFT")
    none.given(of(kind)).when({ type: "startDrafting" }).rejected("NOTHING_TO_DRAFT", "CONSULTATION_MISSING")
    given(of(kind), waived).when({ type: "startDrafting" }).then({ type: "DraftingStarted" })
  })
})

test("no other activity reports its progress", () => {
  for (const history of [[planned()], consulting, editing, [of("event")], [of("consultation"), opened]])
    given(...history)
      .when({ type: "reportProgress", period: "2026-Q1", text: text("p") })
      .rejected("REPORTED_ONLY")
})

test("a procedure may let drafting begin without a consultation", () => {
  given(planned())
    .when({ type: "startDrafting" }, facts({ consultationOptional: true }))
    .then({ type: "DraftingStarted" })
    .ends("drafting", "editing")
})
