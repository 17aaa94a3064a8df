import type { Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { austria, deadline, ireland, isu, june, text } from "../actors.ts"
import {
  agreed,
  agreement,
  because,
  circulate,
  cleared,
  committeePath,
  correct,
  drafted,
  editing,
  given,
  mail,
  objection,
  onPath,
  outcome,
  redrafted,
  requested,
  silenceOpened,
  soundFacts,
  stepPassed,
  underSilence,
} from "./stories.ts"

describe("correction: the objection that was in the mailbox", () => {
  const told = [
    { type: "OutcomeRetracted", corrects: outcome },
    { type: "ObjectionRaised", objection: 1, party: "ie", paragraphs: ["3"], text: text("o"), visibility: "committee" },
  ] as const

  test("an objection received in time and typed in late takes back the agreement", () => {
    given(...agreed)
      .when(correct, mail)
      .then(...told)
      .ends("drafting", "broken")
  })
  test("as it was, the same correction finds the text under silence, and breaks it", () => {
    given(...underSilence)
      .when(correct, mail)
      .then(...told)
      .ends("drafting", "broken")
  })
  test("it counts only if it was received before the deadline, to the millisecond", () => {
    given(...agreed)
      .when(correct, { ...mail, received: june(8, 18) })
      .rejected("NOT_IN_TIME")
    const { received: _, ...unreceived } = mail
    given(...agreed)
      .when(correct, unreceived)
      .rejected("NOT_IN_TIME")
    given(...underSilence)
      .when(correct, { ...mail, received: june(8, 18) })
      .rejected("NOT_IN_TIME")
  })
  test("it names the outcome that stands", () => {
    given(...agreed)
      .when({ ...correct, outcome: outcome - 1 }, mail)
      .rejected("NOT_THE_OUTCOME")
  })
  test("what people agreed is not for a correction to take back", () => {
    const { given } = onPath([{ id: "record", is: "record", by: "coordinator" }])
    const recorded = [...editing, drafted, agreement]
    given(...recorded)
      .when({ ...correct, outcome: recorded.length }, mail)
      .rejected("NO_OUTCOME", "NOT_THE_OUTCOME", "NOT_IN_TIME")
  })
  test("it is the secretariat's or a coordinator's, for a party that was addressed", () => {
    given(...agreed)
      .when(correct, { ...mail, by: ireland })
      .rejected("OFFICE")
    given(...agreed)
      .when(correct, { ...mail, by: { ...austria, onBehalfOf: "ie" } })
      .then(...told)
    given(...agreed)
      .when(correct, { ...mail, by: { ...isu, onBehalfOf: "se" } })
      .rejected("ADDRESSEE")
  })
})

describe("correction of a silence that is not the last", () => {
  const silence = (id: string): Step => ({ ...committeePath.steps[1]!, id })
  const record: Step = { id: "record", is: "record", by: "coordinator" }
  const { given, foldOf, facts } = onPath([silence("first"), silence("second"), record])
  const passed = [...editing, drafted, silenceOpened, stepPassed]
  const first = passed.length
  const later = { opened: june(9), until: deadline(15) }
  const second = [...passed, { ...silenceOpened, until: later.until, at: later.opened }]
  const twice = [...second, { ...stepPassed, at: june(15, 18) }]
  const end = [...twice, agreement]
  const firstMissed = { ...correct, outcome: first }
  const secondMissed = { ...correct, outcome: twice.length }
  const lateMail = { ...mail, at: june(15, 18, 20), received: june(15, 17, 50) }

  test.each([
    ["between two steps", passed],
    ["in a later silence", second],
    ["after a later silence", twice],
    ["when it is agreed", end],
  ])("%s, what followed is undone, and the same step is next", (_, history) => {
    given(...history)
      .when(firstMissed, mail)
      .then({ type: "OutcomeRetracted", corrects: first }, { type: "ObjectionRaised", party: "ie" })
      .ends("drafting", "broken")
    const retracted = [...history, { type: "OutcomeRetracted", corrects: first, ...mail }]
    expect(foldOf(...retracted).context).toMatchObject({ step: 0, agreed: undefined, passed: [] })
    expect(foldOf(...retracted).context.silence.until).toEqual(deadline(8))
    const answered = { type: "ObjectionResolved", objection: 1, how: "reworded" }
    given(...retracted, { ...objection("ie"), ...mail, command: "correct" }, answered)
      .when(circulate, facts(soundFacts))
      .then({ type: "SilenceOpened", draft: 1 })
      .ends("drafting", "underSilence")
  })
  test("of two that passed, the later alone may be taken back", () => {
    for (const history of [twice, end])
      given(...history)
        .when(secondMissed, lateMail)
        .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised" })
        .ends("drafting", "broken")
    const { context } = foldOf(...end, { type: "OutcomeRetracted", corrects: twice.length, ...lateMail })
    expect(context).toMatchObject({ step: 1, agreed: undefined, passed: [{ step: 0, outcome: first }] })
  })
  test("each by what was received while it ran", () => {
    given(...end)
      .when(secondMissed, mail)
      .rejected("NOT_IN_TIME")
    given(...end)
      .when(firstMissed, lateMail)
      .rejected("NOT_IN_TIME")
    given(...end)
      .when({ ...correct, outcome: first + 1 }, mail)
      .rejected("NOT_THE_OUTCOME", "NOT_IN_TIME")
  })
  test("also while somebody clears", () => {
    const { given } = onPath([silence("first"), committeePath.steps[0]!])
    given(...passed, requested)
      .when(firstMissed, mail)
      .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised" })
      .ends("drafting", "broken")
  })
  test("an outcome of an earlier draft is nothing to correct", () => {
    const { given } = onPath([committeePath.steps[0]!, silence("first"), record])
    const before = [...editing, drafted, requested, cleared, silenceOpened, stepPassed]
    for (const reset of [redrafted, { type: "ReturnedToConsultation", ...because }])
      given(...before, reset)
        .when({ ...correct, outcome: before.length }, mail)
        .rejected("NO_OUTCOME", "NOT_THE_OUTCOME")
    given(...before, redrafted)
      .when(circulate)
      .rejected("APPROVAL", "SILENCE_TOO_SHORT")
  })
})
