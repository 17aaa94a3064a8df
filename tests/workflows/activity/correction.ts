import type { Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { austria, deadline, ireland, isu, june, text } from "../actors.ts"
import {
  agree,
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
  viewOf,
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

describe("correction by an objection that would not have broken the silence", () => {
  const silence = (id: string, more: object = {}): Step =>
    ({ ...committeePath.steps[1]!, id, brokenBy: "none", ...more }) as Step
  const clearance = committeePath.steps[0]!
  const record = (id: string): Step => ({ id, is: "record", by: "coordinator" })
  const taken = (step: string) => ({ type: "StepTaken", step, command: "agree" })
  const added = { type: "ObjectionRaised", objection: 1, party: "ie" }
  const openIn = (context: { objections: { status: string; draft: number }[] }) =>
    context.objections.map(({ status, draft }) => [status, draft])

  test("between two steps it is added as open, and the next step waits until it is answered", () => {
    const { given, foldOf } = onPath([silence("call"), record("approved")])
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    const told = [
      { type: "OutcomeQualified", corrects: passed.length },
      { ...added, outcome: passed.length },
    ] as const
    given(...passed)
      .when({ ...correct, outcome: passed.length }, mail)
      .then(...told)
      .ends("drafting", "cleared")
    const qualified = [
      ...passed,
      { ...told[0], ...mail },
      { ...objection("ie"), outcome: passed.length, ...mail, command: "correct" },
    ]
    expect(foldOf(...qualified).context).toMatchObject({ step: 1, passed: [{ step: 0, outcome: passed.length }] })
    expect(openIn(foldOf(...qualified).context)).toEqual([["open", 1]])
    given(...qualified)
      .when(agree)
      .rejected("OPEN_OBJECTION")
    given(...qualified, { type: "ObjectionResolved", objection: 1, how: "reworded" })
      .when(agree)
      .then({ type: "Agreed", step: "approved" })
      .ends("agreed")
    given(...passed)
      .when({ ...correct, outcome: passed.length }, { ...mail, received: june(8, 18) })
      .rejected("NOT_IN_TIME")
    given(...passed)
      .when({ ...correct, outcome: passed.length - 1 }, mail)
      .rejected("NOT_THE_OUTCOME")
    given(...passed)
      .when({ ...correct, outcome: passed.length }, { ...mail, by: { ...isu, onBehalfOf: "se" } })
      .rejected("ADDRESSEE")
  })
  test("the agreement by silence is undone, and somebody ends the path once it is answered", () => {
    const { given, foldOf } = onPath([silence("call")])
    const history = [...editing, drafted, silenceOpened, { ...stepPassed, type: "SilencePassed" }]
    const last = { ...correct, outcome: history.length }
    given(...history)
      .when(last, mail)
      .then({ type: "StepsRetracted", corrects: history.length }, added)
      .ends("drafting", "cleared")
    const retracted = [...history, { type: "StepsRetracted", corrects: history.length, ...mail }]
    const after = [...retracted, { ...objection("ie"), outcome: history.length, ...mail, command: "correct" }]
    expect(foldOf(...after).context).toMatchObject({ step: 1, agreed: undefined, passed: [{ step: 0 }] })
    given(...after)
      .when(agree)
      .rejected("OPEN_OBJECTION")
    given(...after, { type: "ObjectionWithdrawn", objection: 1, by: ireland })
      .when(agree)
      .then({ type: "Agreed" })
      .ends("agreed")
  })
  test.each([
    ["a record", [silence("call"), record("second"), record("third")], [taken("second")], "second"],
    ["a clearance", [silence("call"), clearance, record("third")], [requested, cleared], "clearance"],
    ["a clearance that is asked for", [silence("call"), clearance, record("third")], [requested], "clearance"],
    ["a later silence that runs", [silence("call"), silence("again"), record("third")], [silenceOpened], "again"],
    [
      "a later silence",
      [silence("call"), silence("again"), record("third")],
      [silenceOpened, { ...stepPassed, at: june(15, 18) }],
      "again",
    ],
    [
      "the agreement and what came before it",
      [silence("call"), record("second"), record("third")],
      [taken("second"), agreement],
      "second",
    ],
  ] as const)("%s asked that none is open, and is undone", (_, steps, since, from) => {
    const { given, foldOf } = onPath(steps)
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    const history = [...passed, ...since]
    given(...history)
      .when({ ...correct, outcome: passed.length }, mail)
      .then({ type: "StepsRetracted", corrects: passed.length, from }, added)
      .ends("drafting", "cleared")
    const { context } = foldOf(...history, { type: "StepsRetracted", corrects: passed.length, from, ...mail })
    expect(context).toMatchObject({ step: 1, agreed: undefined, passed: [{ step: 0 }] })
    expect(context.silence.until).toEqual(deadline(8))
  })
  test("what each records is undone too, as far as it was recorded", () => {
    const { given, foldOf } = onPath([silence("call"), { ...record("each"), each: true } as Step, record("third")])
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    const recorded = [
      ...passed,
      {
        type: "StepRecorded",
        step: "each",
        party: "at",
        command: "agree",
        facts: { mandated: true, recorders: ["at", "cm"] },
      },
    ]
    given(...recorded)
      .when({ ...correct, outcome: passed.length }, mail)
      .then({ type: "StepsRetracted", from: "each" }, added)
    expect(
      foldOf(...recorded, { type: "StepsRetracted", corrects: passed.length, from: "each", ...mail }).context.recorded,
    ).toEqual([])
  })
  test("a clearance that asked for no such thing stands, and so do the steps before it", () => {
    const { given, foldOf } = onPath([silence("call", { kept: true }), clearance, record("third")])
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    for (const [since, substate, step] of [
      [[requested], "clearance", 1],
      [[requested, cleared], "cleared", 2],
      [[redrafted, requested], "clearance", 1],
    ] as const) {
      const history = [...passed, ...since]
      given(...history)
        .when({ ...correct, outcome: passed.length }, mail)
        .then({ type: "OutcomeQualified" }, added)
        .ends("drafting", substate)
      const after = foldOf(
        ...history,
        { type: "OutcomeQualified", corrects: passed.length, ...mail },
        { ...objection("ie"), outcome: passed.length, ...mail, command: "correct" },
      )
      expect(after.context).toMatchObject({ step, kept: 1 })
      expect(openIn(after.context)).toEqual([["open", 1]])
    }
    const clearedTwo = [...passed, requested, cleared, { type: "OutcomeQualified", corrects: passed.length, ...mail }]
    given(...clearedTwo, { ...objection("ie"), outcome: passed.length, ...mail, command: "correct" })
      .when(agree)
      .rejected("OPEN_OBJECTION")
  })
  test("where a kept step is undone before a text is on its way, the item stays where it is", () => {
    const steps = [silence("call", { kept: true }), { ...record("adopted"), kept: true } as Step, record("third")]
    const { given, foldOf } = onPath(steps)
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    for (const [since, state, substate] of [
      [redrafted, "drafting", "editing"],
      [{ type: "ReturnedToConsultation", ...because }, "consulting", undefined],
    ] as const) {
      const history = [...passed, taken("adopted"), since]
      given(...history)
        .when({ ...correct, outcome: passed.length }, mail)
        .then({ type: "StepsRetracted", from: "adopted" }, added)
        .ends(state, substate)
      const { context } = foldOf(...history, {
        type: "StepsRetracted",
        corrects: passed.length,
        from: "adopted",
        ...mail,
      })
      expect(context).toMatchObject({ step: 1, kept: 1 })
    }
  })
  test("of a silence that two break, the second objection that comes to light breaks it, also where the first was answered", () => {
    const { given } = onPath([silence("call", { brokenBy: 2 }), record("approved")])
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    const outcome = passed.length
    const first = [
      ...passed,
      { type: "OutcomeQualified", corrects: outcome, ...mail },
      { ...objection("ie"), outcome, ...mail, command: "correct" },
    ]
    const peruvian = { ...mail, by: { ...isu, onBehalfOf: "pe" } }
    given(...passed)
      .when({ ...correct, outcome }, mail)
      .then({ type: "OutcomeQualified" }, added)
    for (const history of [first, [...first, { type: "ObjectionResolved", objection: 1, how: "reworded" }]]) {
      given(...history)
        .when({ ...correct, outcome }, peruvian)
        .then({ type: "OutcomeRetracted", corrects: outcome }, { type: "ObjectionRaised", party: "pe" })
        .ends("drafting", "broken")
      given(...history)
        .when({ ...correct, outcome }, mail)
        .then({ type: "OutcomeQualified" }, { type: "ObjectionRaised", party: "ie" })
    }
    const during = [...editing, drafted, silenceOpened, { ...objection("ie"), by: ireland }, stepPassed]
    given(...during, { type: "ObjectionResolved", objection: 1, how: "reworded" })
      .when({ ...correct, outcome: during.length }, peruvian)
      .then({ type: "OutcomeRetracted" }, { type: "ObjectionRaised", party: "pe" })
  })
  test("a later silence that was broken rests as it is, also of another draft", () => {
    const { given, foldOf } = onPath([silence("call", { kept: true }), silence("again", { brokenBy: 1 })])
    const passed = [...editing, drafted, silenceOpened, stepPassed]
    const second = { ...silenceOpened, draft: 2 }
    const history = [
      ...passed,
      redrafted,
      second,
      { type: "SilenceBroken", by: ireland },
      { ...objection("ie"), by: ireland },
    ]
    given(...history)
      .when({ ...correct, outcome: passed.length }, mail)
      .then({ type: "OutcomeQualified" }, { ...added, objection: 2 })
      .ends("drafting", "broken")
    const { context } = foldOf(...history, {
      ...objection("ie", 2),
      outcome: passed.length,
      ...mail,
      command: "correct",
    })
    expect(openIn(context)).toEqual([
      ["open", 2],
      ["open", 1],
    ])
  })
  test("as it was, the same correction finds the silence running, and it passes with the objection", () => {
    const { given, foldOf } = onPath([silence("call"), record("approved")])
    const running = [...editing, drafted, silenceOpened]
    const qualified = foldOf(...running, { type: "OutcomeQualified", corrects: running.length + 1, ...mail })
    expect(viewOf(qualified).substate).toBe("cleared")
    expect(qualified.context).toMatchObject({
      step: 1,
      passed: [{ step: 0, outcome: running.length + 1, brokenBy: "none" }],
    })
    given(...running, { type: "StepsRetracted", corrects: running.length + 1, ...mail }).ends("drafting", "cleared")
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
