import type { SilenceStep, Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { austria, chair, focalPoint, ireland, isu, june, norway, presidency } from "../actors.ts"
import {
  agree,
  agreement,
  broke,
  circulate,
  clear,
  cleared,
  committeePath,
  deadlinesOf,
  drafted,
  editing,
  objection,
  onPath,
  redrafted,
  request,
  requested,
  silenceOpened,
  silencePassed,
  soundFacts,
  stepPassed,
} from "./stories.ts"

const record: Step = { id: "record", is: "record", by: "coordinator" }
const approval: Step = { id: "approval", is: "record", by: "presidency" }
const [clearance, silence] = committeePath.steps as [Step, SilenceStep]
const draft = [...editing, drafted]

describe("a path of one step", () => {
  test("a record", () => {
    onPath([record])
      .given(...draft)
      .when(agree)
      .then({ type: "Agreed", path: "own", step: "record", issued: undefined })
      .ends("agreed")
  })
  test("a clearance: one commit of two events", () => {
    const { given, foldOf } = onPath([clearance])
    given(...draft)
      .when(request)
      .then({ type: "ClearanceRequested" })
      .ends("drafting", "clearance")
    given(...draft, requested)
      .when(clear, { by: isu })
      .then({ type: "DraftCleared" }, { type: "Agreed", path: "own", step: "clearance" })
      .ends("agreed")
    const end = [cleared, { type: "Agreed", path: "own", by: isu, command: "clearDraft" }]
    expect(foldOf(...draft, requested, ...end).context.agreed).toMatchObject({ draft: 1 })
    for (const by of [austria, isu])
      given(...draft)
        .when(agree, { by })
        .rejected(...(by === isu ? ["APPROVAL"] : ["APPROVAL", "STEP_OFFICE"]))
  })
  test("a clearance is not the last act where an objection to an earlier draft is open", () => {
    const { given } = onPath([clearance])
    const before = onPath([silence]).facts()
    const againstIt = [
      ...draft,
      { ...silenceOpened, ...before },
      { ...broke, ...before },
      { ...objection("ie"), by: ireland },
    ]
    given(...againstIt, redrafted, requested)
      .when(clear, { by: isu })
      .rejected("OPEN_OBJECTION")
  })
  test("a silence", () => {
    const { given, facts, foldOf } = onPath([silence])
    given(...draft)
      .when(circulate, facts(soundFacts))
      .then({ type: "SilenceOpened", draft: 1 })
      .ends("drafting", "underSilence")
    expect(deadlinesOf(foldOf(...draft, silenceOpened))).toEqual([
      { at: june(8, 18), event: { type: "SilencePassed" } },
    ])
    given(...draft, silenceOpened, silencePassed).ends("agreed")
  })
  test("a meeting", () => {
    const { given, facts } = onPath([{ id: "meeting", is: "meeting", of: ["msp"] }])
    given(...draft)
      .when({ ...agree, meeting: "13msp", decision: "paragraph 12" }, facts({ meetingFits: true }))
      .then({ type: "Agreed", path: "own", step: "meeting", meeting: "13msp", decision: "paragraph 12" })
      .ends("agreed")
  })
})

describe("steps in sequence", () => {
  const all: Step[] = [record, clearance, silence, { id: "meeting", is: "meeting", of: ["msp"] }, approval]
  const { given, foldOf, facts } = onPath(all)
  const taken = (step: string, more = {}) => ({ type: "StepTaken", step, command: "agree", ...more })
  const atMeeting = taken("meeting", facts({ meetingFits: true }))
  const acts = [
    taken("record"),
    requested,
    cleared,
    { ...silenceOpened, ...facts(soundFacts) },
    stepPassed,
    atMeeting,
    { ...agreement, by: presidency },
  ]
  const at = (count: number) => [...draft, ...acts.slice(0, count)]

  test("each leads to the next, and the last to agreement", () => {
    given(...at(0))
      .when(agree)
      .then({ type: "StepTaken", step: "record" })
      .ends("drafting", "cleared")
    given(...at(1))
      .when(request)
      .then({ type: "ClearanceRequested" })
      .ends("drafting", "clearance")
    given(...at(2))
      .when(clear, { by: isu })
      .then({ type: "DraftCleared" })
      .ends("drafting", "cleared")
    given(...at(3))
      .when(circulate, facts(soundFacts))
      .then({ type: "SilenceOpened" })
      .ends("drafting", "underSilence")
    expect(deadlinesOf(foldOf(...at(4)))).toEqual([{ at: june(8, 18), event: { type: "StepPassed" } }])
    given(...at(5)).ends("drafting", "cleared")
    given(...at(5))
      .when({ ...agree, meeting: "13msp", decision: "paragraph 12" }, { ...facts({ meetingFits: true }), by: isu })
      .then({ type: "StepTaken", step: "meeting", meeting: "13msp", decision: "paragraph 12" })
      .ends("drafting", "cleared")
    given(...at(6))
      .when(agree, { by: presidency })
      .then({ type: "Agreed", step: "approval" })
      .ends("agreed")
    expect(foldOf(...at(7)).context).toMatchObject({ agreed: { draft: 1 }, step: 5, kept: 0 })
  })
  test.each([
    [0, "StepTaken"],
    [1, "ClearanceRequested"],
    [3, "SilenceOpened"],
    [5, "StepTaken"],
    [6, "Agreed"],
  ] as const)("after %i of its acts no other is the next step", (count, next) => {
    const asked = [
      [agree, count === 6 ? "Agreed" : "StepTaken"],
      [request, "ClearanceRequested"],
      [circulate, "SilenceOpened"],
    ] as const
    for (const [command, type] of asked) {
      const act = {
        ...facts({ ...soundFacts, meetingFits: true }),
        by: count === 6 && command === agree ? presidency : austria,
      }
      const line = given(...at(count)).when(command, act)
      if (type === next) line.then({ type })
      else expect(() => line.then({ type })).toThrow(/refused by (.*)APPROVAL/)
    }
  })
  test("a step is its office's", () => {
    for (const by of [isu, presidency, norway, focalPoint, chair])
      given(...at(0))
        .when(agree, { by })
        .rejected("STEP_OFFICE")
    for (const by of [austria, isu])
      given(...at(6))
        .when(agree, { by })
        .rejected("STEP_OFFICE")
    for (const by of [presidency, norway, focalPoint])
      given(...at(5))
        .when(agree, { ...facts({ meetingFits: true }), by })
        .rejected("STEP_OFFICE")
    for (const by of [chair, isu])
      given(...at(5))
        .when(agree, { ...facts({ meetingFits: true, ...(by === chair && { scoped: true }) }), by })
        .then({ type: "StepTaken" })
    onPath([{ id: "heard", is: "record", by: "chair" }])
      .given(...draft)
      .when(agree, { by: chair })
      .then({ type: "Agreed" })
    for (const by of [norway, focalPoint])
      onPath([{ id: "advice", is: "record", by: by.office as "focalPoint" }])
        .given(...draft)
        .when(agree, { by })
        .then({ type: "Agreed" })
  })
  test("a delegate takes none, not even where a step names delegates", () => {
    onPath([{ id: "record", is: "record", by: "delegate" }])
      .given(...draft)
      .when(agree, { by: ireland })
      .rejected("OFFICE")
  })
})

describe("a step that each coordinator records", () => {
  const each: Step = { id: "record", is: "record", by: "coordinator", each: true }
  const three = ["at", "cm", "se"]
  const sweden = { person: "sven", office: "coordinator", party: "se" } as const
  const of = (steps: Step[]) => {
    const path = onPath(steps)
    const known = path.facts({ recorders: three })
    const by = (party: string) => ({ ...known, by: { ...austria, person: party, party } })
    return {
      ...path,
      known,
      by,
      recorded: (party: string) => ({ type: "StepRecorded", step: "record", party, ...by(party) }),
    }
  }

  test("every record but the last stays in place, with the party; the last takes the step", () => {
    const { given, by, recorded } = of([each, approval])
    given(...draft)
      .when(agree, by("at"))
      .then({ type: "StepRecorded", step: "record", party: "at" })
      .ends("drafting", "editing")
    given(...draft, recorded("at"))
      .when(agree, by("cm"))
      .then({ type: "StepRecorded", step: "record", party: "cm" })
      .ends("drafting", "editing")
    given(...draft, recorded("at"), recorded("cm"))
      .when(agree, by("se"))
      .then({ type: "StepTaken", step: "record" })
      .ends("drafting", "cleared")
  })
  test("and where it is the last step, it is the agreement", () => {
    const { given, by, recorded, known } = of([each])
    given(...draft, recorded("at"), recorded("se"))
      .when(agree, by("cm"))
      .then({ type: "Agreed", step: "record" })
      .ends("agreed")
    given(...draft, recorded("at"), recorded("se"))
      .when(agree, { ...known, by: { ...sweden, person: "siv" } })
      .then({ type: "StepRecorded", party: "se" })
      .ends("drafting", "editing")
  })
  test("what one recorded falls with a new draft, and counts as begun until then", () => {
    const { given, by, recorded, foldOf } = of([each])
    expect(foldOf(...draft, recorded("at")).context).toMatchObject({
      recorded: ["at"],
      running: { path: { id: "own" } },
    })
    expect(foldOf(...draft, recorded("at"), redrafted).context).toMatchObject({ recorded: [], running: undefined })
    given(...draft, recorded("at"), recorded("se"), redrafted)
      .when(agree, by("cm"))
      .then({ type: "StepRecorded", party: "cm" })
  })
  test("who is none of those that day records nothing, and nothing where nobody knows who they are", () => {
    const { given, by, known, facts } = of([each])
    given(...draft)
      .when(agree, by("no"))
      .rejected("STEP_OFFICE")
    given(...draft)
      .when(agree, { ...known, by: { ...austria, party: undefined } })
      .rejected("STEP_OFFICE")
    given(...draft)
      .when(agree, facts())
      .rejected("STEP_OFFICE")
  })
  test("where nobody holds it for a party, whoever holds it records it for all", () => {
    const { given, facts } = of([each])
    given(...draft)
      .when(agree, { ...facts({ recorders: [] }), by: { ...austria, party: undefined } })
      .then({ type: "Agreed" })
  })
})
