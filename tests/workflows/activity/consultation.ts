import { describe, test } from "vitest"
import { deadline, ireland, isu, june, peru, text, unidir } from "../actors.ts"
import {
  agreed,
  because,
  committee,
  consulted,
  consulting,
  drafted,
  editing,
  facts,
  given,
  invitation,
  opened,
  planned,
  summed,
  underSilence,
} from "./stories.ts"

describe("consultation", () => {
  const open = { type: "openConsultation", closes: "2026-06-05T18:00", invited: ["ie", "unidir"] }

  test("it opens for those invited until it closes", () => {
    given(planned())
      .when(open, invitation(["ie", "unidir"]))
      .then({ type: "ConsultationOpened", round: 1, closes: deadline(5), invited: ["ie", "unidir"], groups: undefined })
      .ends("consulting")
  })
  test("a group invited is opened up into its members, and remembered as a group", () => {
    const reached = { parties: committee, groups: ["coordination-committee"], unknown: [] }
    given(planned())
      .when({ ...open, invited: ["coordination-committee"] }, facts({ deadline: deadline(5), invitation: reached }))
      .then({ type: "ConsultationOpened", invited: committee, groups: ["coordination-committee"] })
  })
  test("who is not in the plan cannot be invited", () => {
    const reached = { parties: ["ie", "atlantis"], groups: [], unknown: ["atlantis"] }
    for (const history of [[planned()], consulting])
      given(...history)
        .when(open, facts({ deadline: deadline(5), invitation: reached }))
        .rejected("PARTY_UNKNOWN")
    given(planned())
      .when(open, facts({ deadline: deadline(5) }))
      .rejected("PARTY_UNKNOWN")
  })
  test("it closes after it has opened", () => {
    given(planned())
      .when(open, { ...invitation(["ie"]), at: june(5, 18) })
      .rejected("CLOSES_IN_THE_PAST")
    given(...consulting)
      .when(open, { ...invitation(["ie"]), at: june(6) })
      .rejected("CLOSES_IN_THE_PAST")
    given(planned())
      .when(open, { ...invitation(["ie"]), at: june(5, 17, 59) })
      .then({ type: "ConsultationOpened" })
  })
  test("a second round has the next number", () => {
    given(...consulted)
      .when(open, invitation(["ie"]))
      .then({ type: "ConsultationOpened", round: 2 })
      .ends("consulting")
  })

  test("those invited give input", () => {
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland })
      .then({ type: "InputRecorded", round: 1, party: "ie", text: text("i"), late: undefined, visibility: "committee" })
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: unidir })
      .then({ type: "InputRecorded", party: "unidir" })
  })
  test("those not invited do not, and neither does who speaks for nobody", () => {
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: peru })
      .rejected("NOT_INVITED")
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: isu })
      .rejected("NOT_INVITED")
  })
  test("the secretariat records input on behalf of a party that was invited, as it was received", () => {
    given(...consulting)
      .when(
        { type: "recordInput", round: 1, text: text("i") },
        { by: { ...isu, onBehalfOf: "ie" }, at: june(8), received: june(4) },
      )
      .then({ type: "InputRecorded", party: "ie", late: undefined })
  })
  test("input after the closing time is kept and marked as late", () => {
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland, at: june(5, 18) })
      .then({ type: "InputRecorded", late: true })
  })
  test("it carries a question and a text, and how an answer is attributed and who reads it are two things", () => {
    const asked = { question: text("q"), annex: text("a"), attribution: "chathamHouse", readership: "invited" }
    given(planned())
      .when({ ...open, ...asked }, invitation(["ie"]))
      .then({
        type: "ConsultationOpened",
        question: text("q"),
        annex: text("a"),
        chathamHouse: true,
        readership: "invited",
      })
    given(planned())
      .when(open, invitation(["ie"]))
      .then({ type: "ConsultationOpened", chathamHouse: undefined, readership: "committee", question: undefined })
  })
  test("whose an answer is, is for the readership where it is attributed, else for those who run the plan", () => {
    const input = { type: "recordInput", round: 1, text: text("i") }
    const kept = (round: object) => given(planned(), { ...opened, ...round }).when(input, { by: ireland })
    const chathamHouse = true
    kept({}).then({ type: "InputRecorded", visibility: "committee", readers: undefined })
    kept({ chathamHouse }).then({ type: "InputRecorded", visibility: "restricted", readers: undefined })
    kept({ readership: "committee" }).then({ type: "InputRecorded", visibility: "committee", readers: undefined })
    kept({ readership: "public" }).then({ type: "InputRecorded", visibility: undefined, readers: undefined })
    kept({ readership: "coordinators" }).then({ type: "InputRecorded", visibility: "restricted", readers: undefined })
    kept({ readership: "invited" }).then({
      ...{ type: "InputRecorded", visibility: "restricted", readers: ["ie", "unidir"] },
    })
    for (const readership of ["coordinators", "invited", "committee", "public"])
      kept({ chathamHouse, readership }).then({ type: "InputRecorded", visibility: "restricted", readers: undefined })
  })
  test("an answer is a text, and may name paragraphs", () => {
    given(...consulting)
      .when({ type: "recordInput", round: 1, paragraphs: ["3", "5"], text: text("i") }, { by: ireland })
      .then({ type: "InputRecorded", paragraphs: ["3", "5"], text: text("i") })
    given(...consulting)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland })
      .then({ type: "InputRecorded", paragraphs: undefined })
  })
  test("before the hour that was announced a round is closed with a reason", () => {
    const close = { type: "closeConsultation", round: 1, summary: text("s") }
    given(...consulting)
      .when(close, { at: june(5, 17, 59) })
      .rejected("CLOSES_EARLY")
    given(...consulting)
      .when(close, { at: june(5, 17, 59), ...because })
      .then({ type: "ConsultationClosed", early: true })
    given(...consulting)
      .when(close, { at: june(5, 18) })
      .then({ type: "ConsultationClosed", early: undefined })
    const extended = { type: "ConsultationExtended", round: 1, closes: deadline(10) }
    given(...consulting, extended)
      .when(close, { at: june(9) })
      .rejected("CLOSES_EARLY")
    const before = { type: "ConsultationClosed", round: 1, summary: text("s"), at: june(3) }
    given(...consulting, before)
      .when({ type: "startDrafting" })
      .then({ type: "DraftingStarted" })
  })

  test("a round is closed with a summary, once", () => {
    given(...consulting)
      .when({ type: "closeConsultation", round: 1, summary: text("s") }, { by: isu, at: june(8) })
      .then({ type: "ConsultationClosed", round: 1, summary: text("s") })
      .ends("consulting")
    given(...consulted)
      .when({ type: "closeConsultation", round: 1, summary: text("s") }, { at: june(8) })
      .rejected("ROUND_UNKNOWN")
    given(...consulting)
      .when({ type: "closeConsultation", round: 2, summary: text("s") })
      .rejected("ROUND_UNKNOWN")
  })
  test("input to a round that was closed is kept as late, wherever the activity is by then", () => {
    const late = { type: "InputRecorded", round: 1, party: "ie", late: true } as const
    const input = { type: "recordInput", round: 1, text: text("i") }
    const cancelled = [...consulted, { type: "Cancelled", ...because }]
    for (const history of [
      consulted,
      [...editing, drafted],
      underSilence,
      agreed,
      cancelled,
      [...consulted, { type: "Deferred", ...because }],
    ])
      given(...history)
        .when(input, { by: ireland, at: june(9) })
        .then(late)
    given(...consulted)
      .when(input, { by: peru })
      .rejected("NOT_INVITED")
    for (const history of [consulted, [...editing, drafted]])
      given(...history)
        .when({ ...input, round: 2 }, { by: ireland })
        .rejected("ROUND_UNKNOWN", "NOT_INVITED")
    const early = [...consulting, { ...summed, at: june(3) }]
    given(...early)
      .when(input, { by: ireland, at: june(4) })
      .then(late)
    given(...early)
      .when(input, { by: { ...isu, onBehalfOf: "ie" }, at: june(4), received: june(2) })
      .then({ type: "InputRecorded", late: undefined })
  })
  test("consultation may be waived with a reason, before it or during it", () => {
    given(planned()).when({ type: "waiveConsultation" }).rejected("REASON")
    given(planned())
      .when({ type: "waiveConsultation" }, because)
      .then({ type: "ConsultationWaived" })
      .ends("consulting")
    given(...consulting)
      .when({ type: "waiveConsultation" })
      .rejected("REASON")
    given(...consulting)
      .when({ type: "waiveConsultation" }, because)
      .then({ type: "ConsultationWaived" })
  })

  test("drafting waits until a consultation is closed with its summary, or waived", () => {
    given(planned()).when({ type: "startDrafting" }).rejected("CONSULTATION_MISSING")
    given(...consulting)
      .when({ type: "startDrafting" })
      .rejected("CONSULTATION_MISSING")
    given(...consulted)
      .when({ type: "startDrafting" })
      .then({ type: "DraftingStarted" })
      .ends("drafting", "editing")
    given(planned(), { type: "ConsultationWaived", ...because })
      .when({ type: "startDrafting" })
      .then({ type: "DraftingStarted" })
  })

  test("a round is extended to a later end, while it is open", () => {
    const extend = { type: "extendConsultation", round: 1, closes: "2026-06-10T18:00" }
    const longer = facts({ deadline: deadline(10) })
    given(...consulting)
      .when(extend, { ...longer, by: isu })
      .then({ type: "ConsultationExtended", round: 1, closes: deadline(10) })
      .ends("consulting")
    given(...consulting)
      .when(extend, facts({ deadline: deadline(5) }))
      .rejected("NOT_LATER")
    given(...consulted)
      .when(extend, longer)
      .rejected("ROUND_UNKNOWN")
    given(...consulting)
      .when({ ...extend, round: 2 }, longer)
      .rejected("ROUND_UNKNOWN")
    given(...consulting)
      .when(extend, { ...longer, by: ireland })
      .rejected("OFFICE")
    given(...consulting, { type: "ConsultationExtended", round: 1, closes: deadline(10) })
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland, at: june(9) })
      .then({ type: "InputRecorded", late: undefined })
  })
})
