import { describe, expect, test } from "vitest"
import { ireland, isu, june, presidency, system, text } from "../actors.ts"
import {
  agreed,
  agreement,
  because,
  correct,
  drafted,
  editing,
  foldOf,
  given,
  mail,
  onPath,
  outcome,
  planned,
  redrafted,
  underSilence,
} from "./stories.ts"

const issue = { type: "issueCorrigendum", text: text("k") }
const issued = { type: "CorrigendumIssued", draft: 1, corrigendum: 1, text: text("k"), ...because }
const french = { type: "VersionAdded", draft: 1, language: "fr", text: text("v"), translation: true }

describe("a corrigendum", () => {
  test("is issued to what was agreed, and changes nothing else", () => {
    given(...agreed)
      .when(issue, { by: isu, ...because })
      .then({ type: "CorrigendumIssued", draft: 1, corrigendum: 1 })
      .ends("agreed")
    const [before, after] = [foldOf(...agreed), foldOf(...agreed, issued)]
    expect({ ...after.context, corrigenda: undefined }).toEqual({ ...before.context, corrigenda: undefined })
    expect(after.context.corrigenda).toEqual([{ draft: 1, text: text("k"), issued: june(1) }])
  })
  test("says why, and is a coordinator's or the secretariat's", () => {
    given(...agreed)
      .when(issue, { by: isu })
      .rejected("REASON")
    given(...agreed)
      .when(issue, { by: ireland, ...because })
      .rejected("OFFICE")
  })
  test("is about all versions, or about one that there is", () => {
    given(...agreed)
      .when({ ...issue, language: "fr" }, because)
      .rejected("VERSION_UNKNOWN")
    given(...agreed, french)
      .when({ ...issue, language: "fr", symbol: "A/1/Corr.1" }, because)
      .then({ type: "CorrigendumIssued", draft: 1, corrigendum: 1, language: "fr", symbol: "A/1/Corr.1" })
  })
  test("needs an agreed text", () => {
    given(...underSilence)
      .when(issue, because)
      .rejected("NOT_NOW")
    const expanded = { type: "PlaceholderExpanded", children: [{ code: "a", title: "A", kind: "outreach" }] }
    const concluded = { type: "PlaceholderConcluded", by: system }
    given(planned({ kind: "placeholder" }), { ...expanded, mandate: "The meeting" }, concluded)
      .when(issue, because)
      .rejected("NOTHING_AGREED")
  })
  test("is counted by the text that it corrects", () => {
    const { given } = onPath([{ id: "record", is: "record", by: "coordinator" }])
    const first = [...editing, drafted, agreement, issued]
    given(...first)
      .when(issue, because)
      .then({ type: "CorrigendumIssued", draft: 1, corrigendum: 2 })
    const reopened = { type: "Reopened", by: presidency, ...because }
    given(...first, reopened, redrafted, agreement)
      .when(issue, because)
      .then({ type: "CorrigendumIssued", draft: 2, corrigendum: 1 })
  })
  test("stands in the way of no correction of the outcome", () => {
    given(...agreed, issued)
      .when(correct, mail)
      .then({ type: "OutcomeRetracted", corrects: outcome }, { type: "ObjectionRaised" })
      .ends("drafting", "broken")
  })
})
