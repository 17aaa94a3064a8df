import type { SilenceStep } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { auditor, deadline, ireland, isu, june, observer, peru, presidency, text, unidir } from "../actors.ts"
import {
  addDraft,
  advised,
  agreed,
  because,
  broken,
  checked,
  checks,
  circulate,
  cleared,
  committee,
  committeePath,
  consulted,
  consulting,
  deadlinesOf,
  drafted,
  editing,
  facts,
  foldOf,
  given,
  inClearance,
  object,
  onPath,
  opened,
  planned,
  readyToCirculate,
  redrafted,
  requested,
  silencePassed,
  sound,
  soundFacts,
  started,
  summed,
  underSilence,
  voided,
} from "./stories.ts"

describe("circulation", () => {
  test("a cleared draft is circulated: the silence lasts until its deadline, for those addressed", () => {
    given(...readyToCirculate)
      .when(circulate, sound)
      .then({ type: "SilenceOpened", draft: 1, until: deadline(8), addressees: committee })
      .ends("drafting", "underSilence")
  })
  test("a draft that is not cleared is not circulated", () => {
    given(...inClearance)
      .when(circulate, sound)
      .rejected("NOT_NOW")
  })
  test("gender marker, advice on it and links to the plan of action come first", () => {
    const unchecked = [...editing, drafted, requested, cleared]
    for (const missing of checks)
      given(...unchecked, ...checks.filter((each) => each !== missing))
        .when(circulate, sound)
        .rejected("HORIZONTAL_CHECKS")
    given(...unchecked, ...checks)
      .when(circulate, sound)
      .then({ type: "SilenceOpened" })
  })
  test("a constraint in the plan is signed off by coordinator and ISU, for this draft", () => {
    const constrained = [planned({ constraint: "without new legal interpretations" }), opened, summed, started]
    const ready = [...constrained, drafted, ...checks, requested, cleared]
    const [byCoordinator, byIsu] = [checked("constraint"), checked("constraint", {}, { by: isu })] as const
    given(...ready)
      .when(circulate, sound)
      .rejected("CONSTRAINT_UNSIGNED")
    given(...ready, byCoordinator)
      .when(circulate, sound)
      .rejected("CONSTRAINT_UNSIGNED")
    given(...ready, byIsu)
      .when(circulate, sound)
      .rejected("CONSTRAINT_UNSIGNED")
    given(...ready, byCoordinator, byIsu)
      .when(circulate, sound)
      .then({ type: "SilenceOpened" })
    given(...constrained, drafted, ...checks, byCoordinator, byIsu, redrafted, advised, requested, cleared)
      .when(circulate, sound)
      .rejected("CONSTRAINT_UNSIGNED")
  })
  test("a silence that asks nobody is refused", () => {
    given(...readyToCirculate)
      .when(
        circulate,
        facts({ deadline: deadline(8), addressees: [], hours: 176, workingDays: 5, inOfficeHours: true }),
      )
      .rejected("NO_ADDRESSEES")
  })
  test.each([
    ["lasts less than 72 hours", { hours: 71, workingDays: 3, inOfficeHours: true }],
    ["has fewer than three working days", { hours: 96, workingDays: 2, inOfficeHours: true }],
    ["ends outside office hours", { hours: 176, workingDays: 5, onWorkingDay: true, inOfficeHours: false }],
    ["cannot be judged", {}],
  ])("a silence that %s is refused", (_, times) => {
    given(...readyToCirculate)
      .when(circulate, facts({ deadline: deadline(8), addressees: committee, ...times }))
      .rejected("SILENCE_TOO_SHORT")
  })
  test.each([
    ["officeHours", { onWorkingDay: true, inOfficeHours: true }, { onWorkingDay: true, inOfficeHours: false }],
    ["workingDay", { onWorkingDay: true, inOfficeHours: false }, { onWorkingDay: false, inOfficeHours: true }],
    ["anyTime", { onWorkingDay: false, inOfficeHours: false }, { hours: 71 }],
  ] as const)("one that may end at %s ends then", (ends, enough, tooLittle) => {
    const [, silence] = committeePath.steps
    const { given, facts } = onPath([{ ...silence, ends } as SilenceStep])
    const times = { deadline: deadline(4), addressees: committee, hours: 72, workingDays: 3 }
    given(...editing, drafted)
      .when(circulate, facts({ ...times, ...enough }))
      .then({ type: "SilenceOpened" })
    given(...editing, drafted)
      .when(circulate, facts({ ...times, ...tooLittle }))
      .rejected("SILENCE_TOO_SHORT")
  })
  test("72 hours and three working days are enough", () => {
    given(...readyToCirculate)
      .when(
        circulate,
        facts({ deadline: deadline(4), addressees: committee, hours: 72, workingDays: 3, inOfficeHours: true }),
      )
      .then({ type: "SilenceOpened" })
  })
  test("nothing is circulated over an open objection", () => {
    const again = [...broken, redrafted, advised, requested, cleared]
    given(...again)
      .when(circulate, sound)
      .rejected("OPEN_OBJECTION")
    given(...again, { type: "ObjectionWithdrawn", objection: 1, by: ireland })
      .when(circulate, sound)
      .then({ type: "SilenceOpened", draft: 2 })
    given(...again, { type: "ObjectionResolved", objection: 1, how: "paragraph 3 now says so" })
      .when(circulate, sound)
      .then({ type: "SilenceOpened", draft: 2 })
  })
})

describe("silence", () => {
  test("time alone ends it: at its instant, once, and nobody else's word is needed", () => {
    expect(deadlinesOf(foldOf(...underSilence))).toEqual([{ at: june(8, 18), event: { type: "SilencePassed" } }])
    for (const history of [agreed, broken, voided]) expect(deadlinesOf(foldOf(...history))).toEqual([])
    given(...agreed).ends("agreed")
  })
  test("those addressed may express support", () => {
    given(...underSilence)
      .when({ type: "support" }, { by: peru })
      .then({ type: "SupportGiven", party: "pe", visibility: "committee" })
      .ends("drafting", "underSilence")
    given(...underSilence)
      .when({ type: "support" }, { by: { ...peru, party: "se" } })
      .rejected("ADDRESSEE")
    given(...broken)
      .when({ type: "support" }, { by: peru })
      .rejected("NOT_NOW")
  })

  test("an objection breaks it; the public is told that a delegation did, the committee which one", () => {
    given(...underSilence)
      .when(object, { by: ireland, at: june(5) })
      .then(
        { type: "SilenceBroken", visibility: undefined },
        {
          type: "ObjectionRaised",
          objection: 1,
          party: "ie",
          paragraphs: ["3"],
          text: text("o"),
          visibility: "committee",
        },
      )
      .ends("drafting", "broken")
  })
  test("an observer comments and does not break it", () => {
    given(...underSilence)
      .when(object, { by: observer })
      .rejected("OFFICE", "ADDRESSEE")
    given(...underSilence)
      .when({ type: "comment", text: text("c") }, { by: observer })
      .then({ type: "CommentMade", text: text("c"), visibility: "committee" })
      .ends("drafting", "underSilence")
    given(...underSilence)
      .when({ type: "comment", text: text("c") }, { by: auditor })
      .rejected("OFFICE")
  })
  test("whom it does not address cannot break it", () => {
    given(...underSilence)
      .when(object, { by: { ...peru, party: "se" } })
      .rejected("ADDRESSEE")
  })
  test("the secretariat records a delegation's objection on its behalf; no delegation records another's", () => {
    given(...underSilence)
      .when(object, { by: { ...isu, onBehalfOf: "pe" } })
      .then({ type: "SilenceBroken" }, { type: "ObjectionRaised", party: "pe" })
    given(...underSilence)
      .when(object, { by: { ...ireland, onBehalfOf: "pe" } })
      .rejected("OFFICE")
  })
  test("a delegation does not date its own objection back", () => {
    given(...underSilence)
      .when(object, { by: ireland, received: june(2) })
      .rejected("OFFICE")
  })
  test("a second delegation may still object before the deadline, and its objection counts", () => {
    given(...broken)
      .when(object, { by: peru, at: june(8, 17, 59) })
      .then({ type: "ObjectionRaised", objection: 2, party: "pe" })
      .ends("drafting", "broken")
    given(...broken)
      .when(object, { by: { ...peru, party: "se" }, at: june(6) })
      .rejected("ADDRESSEE")
  })
  test("a second objection that was received before the deadline counts, whenever it is typed in", () => {
    given(...broken)
      .when(object, { by: { ...isu, onBehalfOf: "pe" }, at: june(8, 18, 20), received: june(8, 17, 50) })
      .then({ type: "ObjectionRaised", objection: 2, party: "pe" })
      .ends("drafting", "broken")
  })
  test("at 18:00:00.000 it is late: the objection is kept, and opens nothing", () => {
    given(...broken)
      .when(object, { by: peru, at: june(8, 18) })
      .then({ type: "LateObjectionRecorded", party: "pe", paragraphs: ["3"], text: text("o"), visibility: "committee" })
      .ends("drafting", "broken")
    given(...agreed)
      .when(object, { by: ireland, at: june(8, 18, 20) })
      .then({ type: "LateObjectionRecorded", party: "ie" })
      .ends("agreed")
    given(...agreed)
      .when(object, { by: { ...peru, party: "se" }, at: june(8, 18, 20) })
      .rejected("ADDRESSEE")
  })
  test("after the outcome, one that was received in time is never called late: it is a correction", () => {
    const mailed = { by: { ...isu, onBehalfOf: "ie" }, at: june(8, 18, 20), received: june(8, 17, 50) }
    given(...agreed)
      .when(object, mailed)
      .rejected("RECEIVED_IN_TIME")
    given(...agreed)
      .when(object, { ...mailed, received: june(8, 18) })
      .then({ type: "LateObjectionRecorded", party: "ie" })
    given(...agreed)
      .when(object, { by: ireland, at: june(8, 17, 50) })
      .rejected("RECEIVED_IN_TIME")
  })
  const back = { type: "ReturnedToConsultation", ...because }
  test.each<[string, Parameters<typeof given>]>([
    ["void", voided],
    ["back in consultation", [...voided, back]],
    ["deferred", [...voided, { type: "Deferred", ...because }]],
    ["cancelled", [...voided, { type: "Cancelled", ...because }]],
    ["superseded", [...voided, { type: "Superseded", successors: ["ccm-gso-2025-2026.t2-a3"], ...because }]],
  ])("%s, an objection is late from the announced deadline on and refused before it", (_, past) => {
    given(...past)
      .when(object, { by: peru, at: june(8, 17, 59) })
      .rejected("RECEIVED_IN_TIME")
    given(...past)
      .when(object, { by: peru, at: june(8, 18) })
      .then({ type: "LateObjectionRecorded", party: "pe" })
    given(...past)
      .when(object, { by: { ...peru, party: "se" }, at: june(8, 17, 59) })
      .rejected("ADDRESSEE", "RECEIVED_IN_TIME")
  })
  test("where there was no silence there is nothing to object to", () => {
    given(...editing)
      .when(object, { by: ireland })
      .rejected("ADDRESSEE")
  })

  test("it may be extended, to a later end that is itself sound", () => {
    const extend = { type: "extendSilence", until: "2026-06-10T18:00" }
    const later = facts({ deadline: deadline(10), hours: 224, workingDays: 7, inOfficeHours: true })
    given(...underSilence)
      .when(extend, { ...later, by: presidency })
      .then({ type: "SilenceExtended", until: deadline(10) })
      .ends("drafting", "underSilence")
    given(...underSilence)
      .when(extend, sound)
      .rejected("NOT_LATER")
    given(...underSilence)
      .when(extend, facts({ ...later.facts, inOfficeHours: false }))
      .rejected("SILENCE_TOO_SHORT")
    given(...broken)
      .when(extend, later)
      .rejected("NOT_NOW")
    expect(deadlinesOf(foldOf(...underSilence, { type: "SilenceExtended", until: deadline(10), ...later }))).toEqual([
      { at: june(10, 18), event: { type: "SilencePassed" } },
    ])
  })
  test("it may be voided, with a reason", () => {
    given(...underSilence)
      .when({ type: "voidSilence" })
      .rejected("REASON")
    given(...underSilence)
      .when({ type: "voidSilence" }, because)
      .then({ type: "SilenceVoided" })
      .ends("drafting", "void")
    given(...readyToCirculate)
      .when({ type: "voidSilence" }, because)
      .rejected("NOT_NOW")
  })
  test("a new draft while it lasts voids it, if that is confirmed and a reason given", () => {
    given(...underSilence)
      .when(addDraft, because)
      .rejected("CONFIRM_VOID")
    given(...underSilence)
      .when({ ...addDraft, confirmVoid: true })
      .rejected("REASON")
    given(...underSilence)
      .when({ ...addDraft, confirmVoid: true }, because)
      .then({ type: "SilenceVoided" }, { type: "DraftAdded", draft: 2 })
      .ends("drafting", "editing")
  })
  test("confirming is no use where there is no silence to void", () => {
    given(...readyToCirculate)
      .when({ ...addDraft, confirmVoid: true })
      .then({ type: "DraftAdded", draft: 2 })
  })
})

describe("more time", () => {
  const ask = { type: "requestMoreTime", text: text("m"), until: "mid-June" }
  const decline = { type: "declineMoreTime" }
  const asked = { type: "MoreTimeRequested", voice: "ie", text: text("m"), by: ireland }

  test("who is asked for an answer asks for more, which changes no deadline and is no answer", () => {
    given(...underSilence)
      .when(ask, { by: ireland })
      .then({ type: "MoreTimeRequested", voice: "ie", text: text("m"), until: "mid-June", visibility: "committee" })
      .ends("drafting", "underSilence")
    expect(deadlinesOf(foldOf(...underSilence, asked))).toEqual(deadlinesOf(foldOf(...underSilence)))
    expect(foldOf(...underSilence, asked).context).toMatchObject({ moreTime: ["ie"], objections: [] })
    for (const by of [ireland, unidir])
      given(...consulting)
        .when(ask, { by })
        .then({ type: "MoreTimeRequested", voice: by.party })
        .ends("consulting")
  })
  test("nobody else does, nor where nothing is asked any more", () => {
    given(...underSilence)
      .when(ask, { by: unidir })
      .rejected("ASKED_TO_ANSWER")
    given(...consulting)
      .when(ask, { by: peru })
      .rejected("ASKED_TO_ANSWER")
    given(...consulted)
      .when(ask, { by: ireland })
      .rejected("ASKED_TO_ANSWER")
    given(...broken)
      .when(ask, { by: peru })
      .rejected("NOT_NOW")
  })
  test("what was asked is declined, with a reason, once", () => {
    given(...underSilence, asked)
      .when(decline)
      .rejected("REASON")
    given(...underSilence)
      .when(decline, because)
      .rejected("NO_REQUEST")
    given(...underSilence, asked)
      .when(decline, { by: isu, ...because })
      .then({ type: "MoreTimeDeclined" })
      .ends("drafting", "underSilence")
    given(...underSilence, asked, { type: "MoreTimeDeclined", ...because })
      .when(decline, because)
      .rejected("NO_REQUEST")
    given(...consulting, asked)
      .when(decline, because)
      .then({ type: "MoreTimeDeclined" })
  })
  test("an extension answers it, and so does the end of what was asked", () => {
    const later = facts({ ...soundFacts, deadline: deadline(10) })
    const extended = { type: "SilenceExtended", until: deadline(10), ...later }
    const longer = { type: "ConsultationExtended", round: 1, closes: deadline(10) }
    for (const history of [
      [...underSilence, asked, extended],
      [...underSilence, asked, { type: "SilenceVoided", ...because }],
      [...underSilence, asked, silencePassed],
      [...consulting, asked, longer],
    ])
      expect(foldOf(...history).context.moreTime).toEqual([])
  })
})
