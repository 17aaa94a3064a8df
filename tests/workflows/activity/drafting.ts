import { describe, test } from "vitest"
import { cameroon, focalPoint, ireland, isu, norway, presidency, text } from "../actors.ts"
import {
  addDraft,
  because,
  broken,
  checked,
  clear,
  drafted,
  editing,
  facts,
  given,
  inClearance,
  opened,
  planned,
  readyToCirculate,
  redrafted,
  request,
  requested,
  started,
  summed,
  underSilence,
  voided,
} from "./stories.ts"

describe("drafting", () => {
  test("drafts are numbered", () => {
    given(...editing)
      .when({ type: "addDraft", text: text("d") })
      .then({ type: "DraftAdded", draft: 1, text: text("d"), languages: ["en"] })
      .ends("drafting", "editing")
    given(...editing, drafted)
      .when({ ...addDraft, languages: ["en", "fr"] }, { by: isu })
      .then({ type: "DraftAdded", draft: 2, languages: ["en", "fr"] })
  })
  test.each([
    ["in clearance", inClearance],
    ["cleared", readyToCirculate],
    ["broken", broken],
    ["void", voided],
  ])("a new draft of a text that is %s brings it back to editing", (_, history) => {
    given(...history)
      .when(addDraft)
      .then({ type: "DraftAdded", draft: 2 })
      .ends("drafting", "editing")
  })
  test("a delegate does not draft", () => {
    given(...editing)
      .when(addDraft, { by: ireland })
      .rejected("OFFICE")
  })

  test.each([
    ["editing", editing],
    ["in clearance", inClearance],
    ["cleared", readyToCirculate],
    ["broken", broken],
    ["void", voided],
  ])("a text that is %s may go back to consultation, with a reason", (_, history) => {
    given(...history)
      .when({ type: "returnToConsultation" })
      .rejected("REASON")
    given(...history)
      .when({ type: "returnToConsultation" }, because)
      .then({ type: "ReturnedToConsultation" })
      .ends("consulting")
  })
  test("a text under silence does not go back to consultation before the silence ends or is voided", () => {
    given(...underSilence)
      .when({ type: "returnToConsultation" }, because)
      .rejected("NOT_NOW")
  })
})

describe("clearance", () => {
  test("it is requested for a draft", () => {
    given(...editing)
      .when(request)
      .rejected("DRAFT_MISSING")
    given(...editing, drafted)
      .when(request)
      .then({ type: "ClearanceRequested" })
      .ends("drafting", "clearance")
  })
  test("the partners whom the plan names must have been invited, in a consultation or otherwise", () => {
    const named = [planned({ requiredPartners: ["unidir", "icrc"] }), opened, summed, started, drafted]
    given(...named)
      .when(request)
      .rejected("REQUIRED_PARTNERS")
    given(...named, checked("partner", { partner: "icrc" }))
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("inviting a group counts as inviting it", () => {
    const named = planned({ requiredPartners: ["coordination-committee"] })
    given(named, { ...opened, groups: ["coordination-committee"] }, summed, started, drafted)
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("every point that the text must cover is ticked", () => {
    const covering = [planned({ covers: ["scope", "method"] }), opened, summed, started, drafted]
    given(...covering)
      .when(request)
      .rejected("CONTENT_COVERAGE")
    given(...covering, checked("coverage", { points: [0] }))
      .when(request)
      .rejected("CONTENT_COVERAGE")
    given(...covering, checked("coverage", { points: [0] }), checked("coverage", { points: [1, 0] }))
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("a draft in clearance is cleared by the office that the step names, and by no other", () => {
    given(...inClearance)
      .when(clear, { by: isu })
      .then({ type: "DraftCleared" })
      .ends("drafting", "cleared")
    for (const by of [cameroon, presidency, norway, focalPoint])
      given(...inClearance)
        .when(clear, { by })
        .rejected("STEP_OFFICE")
    given(...inClearance)
      .when(clear, { by: ireland })
      .rejected("OFFICE", "STEP_OFFICE")
    given(...editing, drafted)
      .when(clear, { by: isu })
      .rejected("NOT_NOW")
  })
  test("on a day on which nobody there may, by the office that may then", () => {
    given(...inClearance)
      .when(clear, { ...facts({ clearing: "presidency" }), by: presidency })
      .then({ type: "DraftCleared" })
    given(...inClearance)
      .when(clear, { ...facts({ clearing: "presidency" }), by: isu })
      .rejected("STEP_OFFICE")
  })
  test("never by who added the draft, nor by who wrote it", () => {
    const irma = { ...isu, person: "irma" }
    const by = (draft: Record<string, unknown>) => given(...editing, { ...drafted, ...draft }, requested)
    by({ by: isu }).when(clear, { by: isu }).rejected("DRAFTED_IT")
    by({ by: isu }).when(clear, { by: irma }).then({ type: "DraftCleared" })
    by({ author: "irma" }).when(clear, { by: irma }).rejected("DRAFTED_IT")
    by({ by: isu, author: "irma" }).when(clear, { by: isu }).rejected("DRAFTED_IT")
    given(...editing, { ...drafted, by: isu }, redrafted, requested)
      .when(clear, { by: isu })
      .then({ type: "DraftCleared" })
    given(...editing)
      .when({ ...addDraft, author: "irma" })
      .then({ type: "DraftAdded", author: "irma" })
  })
})
