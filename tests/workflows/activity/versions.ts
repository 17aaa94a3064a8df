import { describe, expect, test } from "vitest"
import { ireland, isu, presidency, text } from "../actors.ts"
import {
  addDraft,
  agreed,
  agreement,
  because,
  broken,
  circulate,
  drafted,
  editing,
  facts,
  foldOf,
  given,
  onPath,
  readyToCirculate,
  redrafted,
  requested,
  sound,
  started,
  underSilence,
} from "./stories.ts"

const french = { type: "addVersion", draft: 1, language: "fr", text: text("v") }
const added = { type: "VersionAdded", draft: 1, language: "fr", text: text("v") }
const bilingual = { ...drafted, authentic: ["fr"] }
const details = (...history: Parameters<typeof foldOf>) => foldOf(...history).context.details

describe("versions", () => {
  test.each([
    ["edited", [...editing, drafted]],
    ["under silence", underSilence],
    ["broken", broken],
    ["agreed", agreed],
  ])("a translation of a text that is %s is added, and changes nothing else", (_, history) => {
    given(...history)
      .when(french, { by: isu })
      .then({ ...added, translation: true })
    const [before, after] = [foldOf(...history), foldOf(...history, { ...added, translation: true })]
    expect({ ...after.context, details: undefined }).toEqual({ ...before.context, details: undefined })
    expect(after.context.details).toEqual({ 1: expect.objectContaining({ authentic: ["en"], languages: ["en"] }) })
  })
  test("a later version in the same language takes the place of the first", () => {
    const again = { ...added, text: text("w"), translation: true }
    expect(details(...editing, drafted, added, again)?.[1]?.added).toEqual([{ language: "fr", text: text("w") }])
  })
  test("only coordinators and the secretariat add one", () => {
    given(...editing, drafted)
      .when(french, { by: ireland })
      .rejected("OFFICE")
  })
  test("of a draft that is not there, or in its own language, there is none", () => {
    given(...editing, drafted)
      .when({ ...french, draft: 2 })
      .rejected("DRAFT_UNKNOWN")
    given(...editing, drafted)
      .when({ ...french, language: "en" })
      .rejected("DRAFT_LANGUAGE")
  })

  test("an authentic one is there before the first step, and fixed from then on", () => {
    given(...editing, bilingual)
      .when({ type: "requestClearance" })
      .rejected("VERSION_MISSING")
    given(...editing, bilingual)
      .when(french)
      .then({ ...added, translation: undefined })
    given(...editing, bilingual, added)
      .when({ type: "requestClearance" })
      .then({ type: "ClearanceRequested" })
    given(...editing, bilingual, added, requested)
      .when(french)
      .rejected("AUTHENTIC_FIXED")
    given(...editing, bilingual, added, { ...redrafted, languages: ["en"] })
      .when(french)
      .rejected("AUTHENTIC_FIXED")
  })
  test("it stays fixed when the text goes back, or what was agreed is reopened, until there is a new draft", () => {
    const record = onPath([{ id: "record", is: "record", by: "coordinator" }])
    const back = [...editing, bilingual, added, requested, { type: "ReturnedToConsultation", ...because }]
    const reopened = [...editing, bilingual, added, agreement, { type: "Reopened", by: presidency, ...because }]
    const told = [
      [given, [...back, started]],
      [record.given, reopened],
    ] as const
    for (const [given, history] of told) {
      given(...history)
        .when(french)
        .rejected("AUTHENTIC_FIXED")
      given(...history, { ...bilingual, draft: 2 })
        .when({ ...french, draft: 2 })
        .then({ ...added, draft: 2, translation: undefined })
    }
  })
  test("a draft is circulated once it is there in the languages of its step", () => {
    const { given } = onPath([
      {
        ...{ id: "silence", is: "silence", of: "committee", hours: 24, workingDays: 0, ends: "anyTime", brokenBy: 1 },
        languages: ["en", "fr"],
      },
    ])
    given(...editing, drafted)
      .when(circulate)
      .rejected("VERSION_MISSING")
    given(...editing, drafted, { ...added, translation: true })
      .when(circulate)
      .then({ type: "SilenceOpened" })
  })
  test("a draft says in which languages it is, or is in the first of the procedure's", () => {
    given(...editing)
      .when(addDraft, facts({ language: "fr" }))
      .then({ type: "DraftAdded", languages: ["fr"] })
    given(...editing)
      .when({ ...addDraft, languages: ["es"], authentic: ["en"], symbol: "A/1/Rev.1" })
      .then({ type: "DraftAdded", languages: ["es"], authentic: ["en"], symbol: "A/1/Rev.1" })
    const spanish = { ...drafted, languages: ["es"], authentic: ["en"], symbol: "A/1" }
    expect(details(...editing, spanish)).toEqual({
      1: { languages: ["es"], authentic: ["es", "en"], added: [], symbol: "A/1" },
    })
  })
  test("redacting an authentic version under silence voids it; of a translation it does not", () => {
    const redact = (history: typeof editing) =>
      given(...history).when({ type: "redact", text: text("v") }, { by: isu, reason: "r" })
    const under = underSilence.map((each) => ("languages" in each ? bilingual : each))
    const before = under.flatMap((each) => (each === bilingual ? [each, added] : [each]))
    redact(before).then({ type: "SilenceVoided" }, { type: "TextRedacted" })
    redact([...underSilence, { ...added, translation: true }]).then({ type: "TextRedacted" })
  })
  test("a comment may say which draft it is about", () => {
    given(...readyToCirculate)
      .when({ type: "comment", text: text("c"), draft: 2 })
      .rejected("DRAFT_UNKNOWN")
    given(...underSilence)
      .when({ type: "comment", text: text("c"), draft: 1 }, { by: ireland })
      .then({ type: "CommentMade", draft: 1 })
  })
  test("an objection that answers another silence is late, and breaks nothing", () => {
    const object = { type: "object", paragraphs: [], text: text("o") }
    given(...underSilence)
      .when({ ...object, about: { draft: 1, opened: "2026-05-01T08:00:00.000Z" } }, { by: ireland, ...sound })
      .then({ type: "LateObjectionRecorded", draft: 1, party: "ie" })
      .ends("drafting", "underSilence")
  })
})
