import { describe, test } from "vitest"
import { isu, norway, presidency, text } from "../actors.ts"
import {
  agreed,
  because,
  broken,
  consulting,
  deferred,
  editing,
  foldOf,
  given,
  inClearance,
  planned,
  readyToCirculate,
  started,
  summed,
  underSilence,
  voided,
} from "./stories.ts"

describe("deferral", () => {
  const defer = { type: "defer" }
  const left = { type: "Deferred", ...because }

  test.each([
    ["planned", [planned()], "planned", undefined],
    ["in consultation", consulting, "consulting", undefined],
    ["being edited", editing, "drafting", "editing"],
    ["in clearance", inClearance, "drafting", "clearance"],
    ["cleared", readyToCirculate, "drafting", "cleared"],
    ["broken", broken, "drafting", "broken"],
    ["void", voided, "drafting", "void"],
  ])("what is %s is deferred with a reason, and resumed exactly where it was", (_, history, state, substate) => {
    given(...history)
      .when(defer)
      .rejected("REASON")
    given(...history)
      .when(defer, { by: presidency, ...because })
      .then({ type: "Deferred" })
      .ends("deferred")
    given(...history, left)
      .when({ type: "resume" }, { by: presidency })
      .then({ type: "Resumed" })
      .ends(state, substate)
  })
  test("each deferral resumes where that one left, not where an earlier one did", () => {
    given(...consulting, left, { type: "Resumed" }, summed, started, left)
      .when({ type: "resume" })
      .then({ type: "Resumed" })
      .ends("drafting", "editing")
  })
  test("a running silence is not deferred: it is voided first", () => {
    given(...underSilence)
      .when(defer, because)
      .rejected("SILENCE_RUNNING")
    given(...underSilence).ends("drafting", "underSilence")
  })
  test("what is not open is not deferred, and what is not deferred is not resumed", () => {
    given(...agreed)
      .when(defer, because)
      .rejected("NOT_NOW")
    given(...deferred)
      .when(defer, because)
      .rejected("NOT_NOW")
    given(...consulting)
      .when({ type: "resume" })
      .rejected("NOT_NOW")
  })
  test("a deferred activity may be commented on and amended, not worked on", () => {
    given(...deferred)
      .when({ type: "comment", text: text("c") }, { by: norway })
      .then({ type: "CommentMade" })
      .ends("deferred")
    given(...deferred)
      .when({ type: "waiveConsultation" }, because)
      .rejected("NOT_NOW")
  })
})

describe("the end of an activity", () => {
  const supersede = { type: "supersede", successors: ["ccm-gso-2025-2026.t2-a3"] }
  const open = [
    ["planned", [planned()]],
    ["in consultation", consulting],
    ["being edited", editing],
    ["in clearance", inClearance],
    ["cleared", readyToCirculate],
    ["under silence", underSilence],
    ["broken", broken],
    ["void", voided],
    ["deferred", deferred],
  ] as const

  /** Whoever was asked under silence is told that it has ended. */
  const endOfSilence = (history: unknown) => (history === underSilence ? [{ type: "SilenceVoided" } as const] : [])

  test.each(open)("what is %s is cancelled, with a reason", (_, history) => {
    given(...history)
      .when({ type: "cancel" })
      .rejected("REASON")
    given(...history)
      .when({ type: "cancel" }, because)
      .then(...endOfSilence(history), { type: "Cancelled" })
      .ends("cancelled")
  })
  test.each([...open, ["agreed", agreed] as const])("what is %s is superseded, with a reason", (_, history) => {
    given(...history)
      .when(supersede)
      .rejected("REASON")
    given(...history)
      .when(supersede, because)
      .then(...endOfSilence(history), { type: "Superseded", successors: ["ccm-gso-2025-2026.t2-a3"] })
      .ends("superseded")
  })
  test.each(open)("what is %s is carried over with a reason, but for a silence that runs", (_, history) => {
    const carryOver = { type: "carryOver", to: "2027-2028" }
    given(...history)
      .when(carryOver)
      .rejected(history === underSilence ? "SILENCE_RUNNING" : "REASON")
    if (history === underSilence)
      given(...history)
        .when(carryOver, because)
        .rejected("SILENCE_RUNNING")
    else
      given(...history)
        .when(carryOver, { by: presidency, ...because })
        .then({ type: "CarriedOver", to: "2027-2028" })
        .ends("carriedOver")
  })
  test("what is agreed is neither cancelled nor carried over", () => {
    given(...agreed)
      .when({ type: "cancel" }, because)
      .rejected("NOT_NOW")
    given(...agreed)
      .when({ type: "carryOver", to: "2027-2028" }, because)
      .rejected("NOT_NOW")
  })
  test.each([
    ["cancelled", { type: "Cancelled", ...because }],
    ["superseded", { type: "Superseded", ...because }],
    ["carriedOver", { type: "CarriedOver", to: "2027-2028", ...because }],
  ])("what is %s stays so", (state, end) => {
    given(planned(), end).ends(state)
    for (const type of ["defer", "resume", "cancel", "carryOver", "waiveConsultation", "startDrafting", "reopen"])
      given(planned(), end)
        .when({ type, ...(type === "carryOver" && { to: "2027-2028" }) }, because)
        .rejected("NOT_NOW")
    given(planned(), end).when(supersede, because).rejected("NOT_NOW")
    given(planned(), end)
      .when({ type: "comment", text: text("c") })
      .then({ type: "CommentMade" })
      .ends(state)
  })
})

describe("redaction", () => {
  test.each([
    ["planned", [planned()]],
    ["agreed", agreed],
    ["deferred", deferred],
  ])(
    "the secretariat redacts a text of an activity that is %s, with a reason, and nothing else changes",
    (_, history) => {
      const redact = { type: "redact", text: text("d") }
      given(...history)
        .when(redact, { by: isu })
        .rejected("REASON")
      given(...history)
        .when(redact, because)
        .rejected("OFFICE")
      given(...history)
        .when(redact, { by: isu, ...because })
        .then({ type: "TextRedacted", text: text("d") })
    },
  )

  test("the text under silence, and the silence is void; another text of it, and the silence goes on", () => {
    given(...underSilence)
      .when({ type: "redact", text: foldOf(...underSilence).context.drafts.at(-1) }, { by: isu, ...because })
      .then({ type: "SilenceVoided" }, { type: "TextRedacted" })
      .ends("drafting", "void")
    given(...underSilence)
      .when({ type: "redact", text: text("e") }, { by: isu, ...because })
      .then({ type: "TextRedacted", text: text("e") })
      .ends("drafting", "underSilence")
  })
})
