import type { Given } from "@demarche/engine/testing/scenario"
import type { SilenceStep, Step } from "@demarche/workflows/procedure"
import { describe, expect, test } from "vitest"
import { austria, cameroon, ireland, isu, peru, presidency, text } from "../actors.ts"
import {
  advised,
  agree,
  agreed,
  broke,
  broken,
  circulate,
  cleared,
  committeePath,
  deadlinesOf,
  drafted,
  editing,
  foldOf,
  given,
  mail,
  object,
  objection,
  onPath,
  readyToCirculate,
  redrafted,
  requested,
  silenceOpened,
  sound,
  stepPassed,
  underSilence,
} from "./stories.ts"

describe("objections", () => {
  test("an objection is withdrawn by the party that made it, whoever types it in for that party", () => {
    const withdraw = { type: "withdrawObjection", objection: 1 }
    given(...broken)
      .when(withdraw, { by: peru })
      .rejected("NOT_YOUR_OBJECTION")
    given(...broken)
      .when(withdraw, { by: austria })
      .rejected("NOT_YOUR_OBJECTION")
    given(...broken)
      .when(withdraw, { by: ireland })
      .then({ type: "ObjectionWithdrawn", objection: 1, visibility: "committee" })
    given(...broken)
      .when(withdraw, { by: { ...isu, onBehalfOf: "ie" } })
      .then({ type: "ObjectionWithdrawn" })
  })
  test("an objection is resolved by a coordinator, who says how", () => {
    const resolve = { type: "resolveObjection", objection: 1, how: "paragraph 3 is deleted" }
    given(...broken)
      .when(resolve)
      .then({ type: "ObjectionResolved", objection: 1, how: "paragraph 3 is deleted" })
    given(...broken)
      .when(resolve, { by: ireland })
      .rejected("OFFICE")
  })
  test("what is withdrawn or resolved, or was never made, is not so again", () => {
    const resolve = { type: "resolveObjection", objection: 1, how: "paragraph 3 is deleted" }
    const withdrawn = { type: "ObjectionWithdrawn", objection: 1, by: ireland }
    given(...broken, withdrawn)
      .when({ type: "withdrawObjection", objection: 1 }, { by: ireland })
      .rejected("OBJECTION_UNKNOWN")
    given(...broken, withdrawn)
      .when(resolve)
      .rejected("OBJECTION_UNKNOWN")
    given(...broken)
      .when({ ...resolve, objection: 2 })
      .rejected("OBJECTION_UNKNOWN")
  })
  test("one objection withdrawn leaves the other open", () => {
    const two = [...broken, { ...objection("pe", 2), by: peru }]
    given(...two, { type: "ObjectionWithdrawn", objection: 1, by: ireland }, redrafted, advised, requested, cleared)
      .when(circulate, sound)
      .rejected("OPEN_OBJECTION")
  })
})

describe("how many objections break a silence", () => {
  const silence = (brokenBy: SilenceStep["brokenBy"]): Step => ({
    ...{ id: "last-call", is: "silence", of: "working-group", hours: 336, workingDays: 0, ends: "anyTime", brokenBy },
  })
  const recorded: Step = { id: "approval", is: "record", by: "presidency" }
  const opening = { ...silenceOpened }
  const at = (party: string) => ({ by: { person: party, office: "delegate", party } as const })
  const by = (party: string, number: number) => ({ ...objection(party, number), ...at(party) })

  test("one", () => {
    onPath([silence(1)])
      .given(...editing, drafted, opening)
      .when(object, { by: ireland })
      .then({ type: "SilenceBroken" }, { type: "ObjectionRaised" })
      .ends("drafting", "broken")
  })
  test("two: the first is kept, and the silence runs on", () => {
    const { given } = onPath([silence(2)])
    given(...editing, drafted, opening)
      .when(object, at("ie"))
      .then({ type: "ObjectionRaised", objection: 1, party: "ie" })
      .ends("drafting", "underSilence")
    given(...editing, drafted, opening, by("ie", 1))
      .when(object, at("pe"))
      .then({ type: "SilenceBroken" }, { type: "ObjectionRaised", objection: 2, party: "pe" })
      .ends("drafting", "broken")
    given(...editing, drafted, opening, by("ie", 1), { type: "ObjectionWithdrawn", objection: 1, by: ireland })
      .when(object, at("pe"))
      .then({ type: "ObjectionRaised", objection: 2 })
      .ends("drafting", "underSilence")
  })
  test("whoever objects twice has still one voice", () => {
    onPath([silence(2)])
      .given(...editing, drafted, opening, by("ie", 1))
      .when(object, at("ie"))
      .then({ type: "ObjectionRaised", objection: 2, party: "ie" })
      .ends("drafting", "underSilence")
  })
  test("none: all are kept, and it runs on", () => {
    onPath([silence("none"), recorded])
      .given(...editing, drafted, opening, by("ie", 1), by("pe", 2))
      .when(object, at("no"))
      .then({ type: "ObjectionRaised", objection: 3 })
      .ends("drafting", "underSilence")
  })
  test.each<[SilenceStep["brokenBy"]]>([[2], ["none"]])(
    "what did not break one that %s breaks, is answered before it is agreed by a coordinator",
    (brokenBy) => {
      const { given, foldOf } = onPath([silence(brokenBy)])
      const running = [...editing, drafted, opening, by("ie", 1)]
      expect(deadlinesOf(foldOf(...running))).toMatchObject([{ event: { type: "StepPassed" } }])
      given(...running, stepPassed).ends("drafting", "cleared")
      given(...running, stepPassed)
        .when(agree)
        .rejected("OPEN_OBJECTION")
      const answered = [...running, stepPassed, { type: "ObjectionResolved", objection: 1, how: "reworded" }]
      given(...answered)
        .when(agree, { by: presidency })
        .rejected("STEP_OFFICE")
      given(...answered)
        .when(circulate)
        .rejected("APPROVAL", "SILENCE_TOO_SHORT")
      given(...answered)
        .when(agree)
        .then({ type: "Agreed", path: "own", step: undefined })
        .ends("agreed")
    },
  )
  test("where all were answered before its end, nothing is left to agree", () => {
    const { foldOf } = onPath([silence("none")])
    const withdrawn = { type: "ObjectionWithdrawn", objection: 1, by: ireland }
    expect(deadlinesOf(foldOf(...editing, drafted, opening, by("ie", 1), withdrawn))).toMatchObject([
      { event: { type: "SilencePassed" } },
    ])
  })
  test("each is answered before the next step", () => {
    const { given } = onPath([silence("none"), recorded])
    const passed = [...editing, drafted, opening, by("ie", 1), stepPassed]
    given(...passed)
      .when(agree, { by: presidency })
      .rejected("OPEN_OBJECTION")
    given(...passed, { type: "ObjectionWithdrawn", objection: 1, by: ireland })
      .when(agree, { by: presidency })
      .then({ type: "Agreed", step: "approval" })
      .ends("agreed")
  })
})

describe("in whose name an objection is", () => {
  const voices = ["office:presidency", "person:pat", "pe"]
  const asked: Given[] = [...readyToCirculate, { ...silenceOpened, addressees: voices, ...sound }]
  const pat = { person: "pat", office: "delegate" } as const
  const chair = { person: "chris", office: "presidency" } as const

  test.each([
    ["an office that is held for no party", chair, "office:presidency"],
    ["an individual", pat, "person:pat"],
    ["an individual, also where he has a party that is not asked", { ...pat, party: "ie" }, "person:pat"],
    ["a party, whoever speaks for it", { ...pat, person: "pilar", party: "pe" }, "pe"],
  ])("%s", (_, by, voice) => {
    given(...asked)
      .when(object, { by })
      .then({ type: "SilenceBroken" }, { type: "ObjectionRaised", party: voice })
      .ends("drafting", "broken")
    given(...asked)
      .when({ type: "support" }, { by })
      .then({ type: "SupportGiven", party: voice })
    const raised = [...asked, { ...broke, by }, { ...objection(voice), by }]
    given(...raised)
      .when({ type: "withdrawObjection", objection: 1 }, { by })
      .then({ type: "ObjectionWithdrawn" })
    given(...raised)
      .when({ type: "withdrawObjection", objection: 1 }, { by: cameroon })
      .rejected("NOT_YOUR_OBJECTION")
  })
  test("another person of that office, or another person, has no voice", () => {
    for (const by of [{ ...pat, person: "paul" }, { ...chair, office: "secretariat" } as const])
      given(...asked)
        .when(object, { by })
        .rejected("ADDRESSEE")
  })
  test("a voice is withdrawn by itself, also after an earlier silence was corrected that did not ask it", () => {
    const steps: Step[] = [committeePath.steps[1]!, { ...committeePath.steps[1]!, id: "second" }]
    const { given } = onPath(steps)
    const first = [...editing, drafted, silenceOpened, stepPassed]
    const second = [...first, { ...silenceOpened, addressees: voices }, { ...broke, by: chair }]
    const both = [
      ...second,
      { ...objection("office:presidency"), by: chair },
      { type: "OutcomeRetracted", corrects: first.length, ...mail },
      { ...objection("ie", 2), ...mail, command: "correct" },
    ]
    given(...both)
      .when({ type: "withdrawObjection", objection: 1 }, { by: chair })
      .then({ type: "ObjectionWithdrawn" })
  })
})

describe("statements", () => {
  test.each(["reservation", "explanation", "dissociation"])("a %s breaks nothing, before and after", (as) => {
    for (const [history, ...place] of [
      [underSilence, "drafting", "underSilence"],
      [agreed, "agreed"],
    ] as [Given[], string, string?][])
      given(...history)
        .when({ type: "comment", text: text("c"), as }, { by: ireland })
        .then({ type: "CommentMade", as, statement: 1, party: "ie", draft: 1, visibility: "committee" })
        .ends(...place)
  })

  const made = { type: "CommentMade", as: "reservation", text: text("c"), draft: 1, by: ireland }

  test("are kept with the draft they are about; one that has no number, as before statements were kept, is not", () => {
    const [before, unnumbered] = [foldOf(...underSilence), foldOf(...underSilence, made)]
    expect(unnumbered.context).toEqual(before.context)
    expect(foldOf(...underSilence, { ...made, statement: 1, party: "ie" }).context.statements).toEqual([
      { as: "reservation", draft: 1, text: text("c"), party: "ie", made: underSilence.length + 1 },
    ])
  })
})
