import { output } from "@demarche/workflows"
import { describe, test } from "vitest"
import { austria, facts, ireland, isu, june, presidency, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { given, expectAllTold } = specification("output", output, {
  by: austria,
  at: june(1),
  facts: { mandated: true },
})

const because = { reason: "as the committee decided" }
const deliverable = (more: Record<string, unknown> = {}) => ({
  id: "d1",
  title: "At least one research paper",
  min: 1,
  assessed: false,
  ...more,
})
const promised = (more: Record<string, unknown> = {}) => ({
  type: "OutputPromised",
  number: "1",
  title: "Reference points",
  deliverables: [deliverable(more)],
  due: null,
})
const linked = (source: string, more: Record<string, unknown> = {}) => ({
  type: "EvidenceLinked",
  deliverable: "d1",
  source,
  ...more,
})
const assessed = (met: boolean) => ({ type: met ? "Assessed" : "FoundWanting", deliverable: "d1", finding: text("f") })
const paper = "ccm-gso-2025-2026.t2-a2"
const partly = [promised(), linked(paper)]
const fulfilled = [...partly, { type: "Fulfilled" }]

const link = { type: "linkEvidence", deliverable: "d1", source: paper }
const unlink = { type: "unlinkEvidence", deliverable: "d1", source: paper }
const fulfil = { type: "fulfil" }
const code = "NOT_INFERRED"

describe("a promise", () => {
  test("it is made with its deliverables, and with the date that follows from its rules", () => {
    const rule = { kind: "quarter", quarter: "2026-Q3" } as const
    const due = { on: "2026-09-30", precision: "quarter", rule } as const
    given()
      .when(
        { type: "promise", number: "1", title: "Reference points", deliverables: [deliverable()], rules: [rule] },
        { ...facts({ due }), by: system },
      )
      .then({ type: "OutputPromised", number: "1", due })
      .ends("open")
  })
  test("it is made once, and by those who write the plan", () => {
    const promise = { type: "promise", number: "1", title: "Again", deliverables: [deliverable()] }
    given(promised()).when(promise).rejected("NOT_NOW")
    given().when(promise, { by: ireland }).rejected("OFFICE")
  })
  test.each([
    ["open", [promised()]],
    ["partlyFulfilled", partly],
    ["fulfilled", fulfilled],
  ])("while it is %s it is amended, with a reason", (state, history) => {
    given(...history)
      .when({ type: "amend", title: "Reference points, tested" })
      .rejected("REASON")
    given(...history)
      .when({ type: "amend", title: "Reference points, tested" }, because)
      .then({ type: "OutputAmended", title: "Reference points, tested", due: undefined })
      .ends(state)
  })
  test("an amended deliverable keeps the evidence already linked", () => {
    given(...partly, { type: "OutputAmended", deliverables: [deliverable({ title: "One paper" })], ...because })
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
})

describe("evidence", () => {
  test("the first makes it partly fulfilled, and at least one stays open for more", () => {
    given(promised())
      .when(link, { by: system })
      .then({ type: "EvidenceLinked", deliverable: "d1", source: paper })
      .ends("partlyFulfilled")
    given(...partly)
      .when({ ...link, source: "MSP report, annex II" })
      .then({ type: "EvidenceLinked" })
      .ends("partlyFulfilled")
  })
  test("evidence that is there already is nothing to do", () => {
    given(...partly)
      .when(link)
      .then()
      .ends("partlyFulfilled")
  })
  test("it is for a deliverable that is promised", () => {
    given(promised())
      .when({ ...link, deliverable: "d9" })
      .rejected("DELIVERABLE_UNKNOWN")
  })
  test("no more than the plan allows", () => {
    given(promised({ max: 1 }), linked(paper))
      .when({ ...link, source: "another" })
      .rejected("EVIDENCE_FULL")
  })
  test("where the plan leaves a choice of form, the one chosen is recorded", () => {
    const choice = promised({ alternatives: ["dialogue", "side event"] })
    given(choice)
      .when({ ...link, alternative: "lunch" })
      .rejected("ALTERNATIVE_UNKNOWN")
    given(promised())
      .when({ ...link, alternative: "dialogue" })
      .rejected("ALTERNATIVE_UNKNOWN")
    given(choice)
      .when({ ...link, alternative: "dialogue" })
      .then({ type: "EvidenceLinked", alternative: "dialogue" })
    given(choice, linked(paper)).when(fulfil).rejected("ALTERNATIVE_UNCHOSEN")
    given(choice, linked(paper, { alternative: "dialogue" }))
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
  test("evidence is unlinked where it was linked", () => {
    given(...partly)
      .when(unlink, { by: system })
      .then({ type: "EvidenceUnlinked", deliverable: "d1", source: paper })
      .ends("partlyFulfilled")
    given(...partly)
      .when({ ...unlink, source: "another" })
      .rejected("NOT_LINKED")
  })
  test("what loses its evidence is no longer fulfilled", () => {
    given(...fulfilled)
      .when(unlink)
      .then({ type: "EvidenceUnlinked" })
      .ends("partlyFulfilled")
    given(...fulfilled, { ...unlink, type: "EvidenceUnlinked" })
      .when(fulfil)
      .rejected("EVIDENCE_MISSING")
  })
  test("a fulfilled output still takes evidence", () => {
    given(...fulfilled)
      .when({ ...link, source: "another" })
      .then({ type: "EvidenceLinked" })
      .ends("fulfilled")
    given(...fulfilled)
      .when({ ...unlink, source: "another" })
      .rejected("NOT_LINKED")
  })
})

describe("evidence whose activity goes on", () => {
  const better = "ccm-gso-2025-2026.better"
  const suspend = { type: "suspendEvidence", deliverable: "d1", source: paper, until: better }
  const suspended = { ...suspend, type: "EvidenceSuspended", by: system }

  test("counts no more until that one is agreed, which takes its place", () => {
    given(...partly)
      .when(suspend)
      .rejected("OFFICE")
    given(...fulfilled)
      .when(suspend, { by: system })
      .then({ type: "EvidenceSuspended", source: paper, until: better })
      .ends("partlyFulfilled")
    given(...partly, suspended)
      .when(suspend, { by: system })
      .then()
    given(...fulfilled, suspended)
      .when(fulfil)
      .rejected("EVIDENCE_MISSING")
    const taken = [...fulfilled, suspended, linked(better)]
    given(...taken)
      .when(fulfil)
      .then({ type: "Fulfilled" })
    given(...taken)
      .when(unlink)
      .rejected("NOT_LINKED")
  })
  test("leaves room for no more than the plan allows, and keeps the choice that was made", () => {
    const choice = [promised({ max: 1, alternatives: ["dialogue"] }), linked(paper, { alternative: "dialogue" })]
    given(...choice, suspended, linked(better))
      .when(link)
      .rejected("EVIDENCE_FULL")
    given(...choice, suspended, linked(better))
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
  test("must be linked, by its id or its code", () => {
    for (const history of [partly, fulfilled])
      given(...history)
        .when({ ...suspend, source: "another" }, { by: system })
        .rejected("NOT_LINKED")
    given(...partly)
      .when({ ...suspend, source: "t2-a2" }, { by: system })
      .then({ type: "EvidenceSuspended" })
    given(...partly)
      .when({ ...link, source: "t2-a2" })
      .then()
    given(promised(), linked("CCM/MSP/2026/4/Rev.1"))
      .when({ ...link, source: "1" })
      .then({ type: "EvidenceLinked", source: "1" })
    given(...partly)
      .when({ ...link, source: "another-plan.t2-a2" })
      .then({ type: "EvidenceLinked" })
  })
})

describe("an indicator", () => {
  const aimingAt = (target: string, baseline?: string) => [
    promised({ min: 0, indicators: [{ title: "Met", target, ...(baseline && { baseline }) }] }),
  ]
  const report = (current: number, indicator = 1) => ({
    type: "reportIndicator",
    deliverable: "d1",
    indicator,
    current,
    statement: text("s"),
  })
  const reported = (current: number, short = false) => ({
    ...report(current),
    type: short ? "IndicatorFellShort" : "IndicatorReported",
  })

  test.each([
    ["10", undefined, 10, 9],
    ["at least 10 bilaterals", "0", 11, 9],
    ["30 %", "10 %", 30, 29.5],
    ["au moins 3 documents", undefined, 3, 2],
    ["≥ 2.5", undefined, 2.5, 2.4],
    ["0", "12", 0, 1],
    ["5 incidents", "20 incidents", 5, 6],
  ])("that aims at %s from %s is met by %d, and short at %d", (target, baseline, enough, short) => {
    given(...aimingAt(target, baseline))
      .when(report(enough), { by: isu })
      .then({ type: "IndicatorReported" })
      .ends("partlyFulfilled")
    given(...aimingAt(target, baseline))
      .when(report(short))
      .then({ type: "IndicatorFellShort", current: short })
    given(...aimingAt(target, baseline), reported(short, true))
      .when(fulfil)
      .rejected("INDICATOR_SHORT")
    given(...aimingAt(target, baseline), reported(enough))
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
  test.each(["doubled by 2030", "by 2030", "5 of 10", "ten", "more than in 2025", "10-12"])(
    "whose target is told as “%s” is judged by nobody",
    (target) => {
      given(...aimingAt(target))
        .when(report(1))
        .then({ type: "IndicatorReported" })
      given(...aimingAt(target), reported(1))
        .when(fulfil)
        .then({ type: "Fulfilled" })
    },
  )
  test("that falls short again is no longer fulfilled, and one that does not stays so", () => {
    const done = [...aimingAt("10"), reported(10), { type: "Fulfilled" }]
    given(...done)
      .when(report(9))
      .then({ type: "IndicatorFellShort" })
      .ends("partlyFulfilled")
    given(...done)
      .when(report(12))
      .then({ type: "IndicatorReported" })
      .ends("fulfilled")
  })
  test("is one of the deliverable's, and keeps what was stated when the plan is amended", () => {
    for (const history of [aimingAt("10"), [...aimingAt("10"), reported(10), { type: "Fulfilled" }]]) {
      for (const current of [1, 99]) {
        given(...history)
          .when(report(current, 2))
          .rejected("INDICATOR_UNKNOWN")
        given(...history)
          .when({ ...report(current), deliverable: "d9" })
          .rejected("DELIVERABLE_UNKNOWN")
      }
    }
    const amended = {
      type: "OutputAmended",
      deliverables: [deliverable({ min: 0, indicators: [{ title: "Met", target: "8" }] })],
    }
    given(...aimingAt("10"), reported(9, true), { ...amended, ...because })
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
})

describe("assessment and fulfilment", () => {
  const assess = { type: "assess", deliverable: "d1", finding: text("f"), met: true }

  test("a deliverable is assessed with a finding", () => {
    given(promised({ assessed: true }))
      .when(assess)
      .then({ type: "Assessed", deliverable: "d1", finding: text("f") })
    given(promised())
      .when({ ...assess, deliverable: "d9" })
      .rejected("DELIVERABLE_UNKNOWN")
    given(promised()).when(assess, { by: isu }).rejected("OFFICE")
  })
  test.each([
    ["open", [promised()]],
    ["fulfilled", fulfilled],
  ])("while it is %s only a deliverable that is promised is assessed, either way", (_, history) => {
    for (const met of [true, false])
      given(...history)
        .when({ ...assess, met, deliverable: "d9" })
        .rejected("DELIVERABLE_UNKNOWN")
  })
  test("a fulfilled output that is assessed as met stays fulfilled", () => {
    given(...fulfilled)
      .when(assess)
      .then({ type: "Assessed" })
      .ends("fulfilled")
  })
  test("what is closed by assessment needs one that finds it met", () => {
    const outcome = [promised({ assessed: true }), linked(paper)]
    given(...outcome)
      .when(fulfil)
      .rejected("ASSESSMENT_MISSING")
    given(...outcome, assessed(false))
      .when(fulfil)
      .rejected("ASSESSMENT_MISSING")
    given(...outcome, assessed(false), assessed(true))
      .when(fulfil)
      .then({ type: "Fulfilled" })
      .ends("fulfilled")
  })
  test("as much evidence as is promised, for every deliverable", () => {
    given(promised({ min: 2 }), linked(paper))
      .when(fulfil)
      .rejected("EVIDENCE_MISSING")
    given(promised({ min: 2 }), linked(paper), linked("another"))
      .when(fulfil)
      .then({ type: "Fulfilled" })
  })
  test("an output whose assessment is taken back is no longer fulfilled", () => {
    given(promised({ assessed: true }), linked(paper), assessed(true), { type: "Fulfilled" })
      .when({ ...assess, met: false })
      .then({ type: "FoundWanting" })
      .ends("partlyFulfilled")
  })
})

describe("the other ends", () => {
  test.each([
    ["open", [promised()]],
    ["partly fulfilled", partly],
  ])("what is %s is not pursued, or carried over, with a reason", (_, history) => {
    given(...history)
      .when({ type: "notPursue" })
      .rejected("REASON")
    given(...history)
      .when({ type: "notPursue" }, { by: presidency, ...because })
      .then({ type: "NotPursued" })
      .ends("notPursued")
    given(...history)
      .when({ type: "carryOver", to: "the plan 2027-2028" })
      .rejected("REASON")
    given(...history)
      .when({ type: "carryOver", to: "the plan 2027-2028" }, because)
      .then({ type: "CarriedOver", to: "the plan 2027-2028" })
      .ends("carriedOver")
  })
  test("what is fulfilled is not given up", () => {
    given(...fulfilled)
      .when({ type: "notPursue" }, because)
      .rejected("NOT_NOW")
    given(...fulfilled)
      .when({ type: "carryOver", to: "the next plan" }, because)
      .rejected("NOT_NOW")
  })
  test.each([
    ["notPursued", { type: "NotPursued", ...because }],
    ["carriedOver", { type: "CarriedOver", to: "the next plan", ...because }],
  ])("what is %s stays so", (state, end) => {
    given(promised(), end).ends(state)
    given(promised(), end).when(link).rejected("NOT_NOW")
    given(promised(), end).when(fulfil).rejected("NOT_NOW")
  })
})

describe("what a reader of the plan inferred", () => {
  const annotations = [{ field: "type", inferred: true, basis: "its deliverables" }]
  const inferred = { ...promised(), path: "meeting", pathInferred: true, wording: { type: "mixed" }, annotations }

  test("stays so until somebody confirms it", () => {
    for (const field of ["type", "path"])
      given(inferred).when({ type: "confirm", field }, { by: isu }).then({ type: "ValueConfirmed", field })
    given(inferred, { type: "ValueConfirmed", field: "path" }).when({ type: "confirm", field: "path" }).rejected(code)
    given(inferred, { type: "ValueConfirmed", field: "type" }).when({ type: "confirm", field: "type" }).rejected(code)
    given(inferred).when({ type: "confirm", field: "due" }).rejected(code)
    given(inferred).when({ type: "confirm", field: "type", value: "meeting" }).rejected(code)
  })
  test("a path is replaced by another, and a value given anew is to be confirmed anew", () => {
    given(promised()).when({ type: "confirm", field: "path", value: "committee" }).then({ value: "committee" })
    const again = { type: "OutputAmended", ...because }
    const known = [inferred, { type: "ValueConfirmed", field: "type" }]
    given(...known, { ...again, title: "Points", annotations })
      .when({ type: "confirm", field: "type" })
      .rejected(code)
    given(...known, { ...again, annotations: [] }, { ...again, annotations })
      .when({ type: "confirm", field: "type" })
      .then({ type: "ValueConfirmed" })
  })
})

describe("dates, owners, redaction", () => {
  const rule = { kind: "date", on: "2026-09-01" } as const
  const due = { on: "2026-09-01", precision: "day", rule } as const

  test("a due date is set with a reason; one that moves is recorded, one that does not is nothing to do", () => {
    given(promised())
      .when({ type: "setDue", rules: [rule] }, facts({ due }))
      .rejected("REASON")
    given(promised())
      .when({ type: "setDue", rules: [rule] }, { ...facts({ due }), ...because })
      .then({ type: "DueSet", rules: [rule], due })
    given(promised())
      .when({ type: "recordDue", because: "Meeting moved" }, { ...facts({ due }), by: system })
      .then({ type: "DueRecorded", due, because: "Meeting moved" })
    given(promised(), { type: "DueSet", rules: [rule], due, ...because })
      .when({ type: "recordDue", because: "Meeting moved" }, { ...facts({ due }), by: system })
      .then()
  })
  test("an owner is assigned", () => {
    given(promised())
      .when({ type: "assignOwner", owner: "celestin" })
      .then({ type: "OwnerAssigned", owner: "celestin" })
  })
  test("the secretariat redacts a text, with a reason", () => {
    given(...fulfilled)
      .when({ type: "redact", text: text("f") }, { by: isu })
      .rejected("REASON")
    given(...fulfilled)
      .when({ type: "redact", text: text("f") }, because)
      .rejected("OFFICE")
    given(...fulfilled)
      .when({ type: "redact", text: text("f") }, { by: isu, ...because })
      .then({ type: "TextRedacted" })
  })
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
