import { explain } from "@demarche/engine"
import { describe, expect, test } from "vitest"
import { austria, ireland, isu, june, observer, system } from "../actors.ts"
import {
  agreed,
  because,
  consulting,
  deferred,
  editing,
  facts,
  foldOf,
  given,
  invitation,
  planned,
  underSilence,
  workflow,
} from "./stories.ts"

const conditional = planned({ conditional: true, title: "Visit, where feasible" })
const placeholder = planned({ kind: "placeholder", title: "Other actions as identified" })

describe("planning", () => {
  test("an activity is planned with the date that follows from its rules", () => {
    const rules = [{ kind: "quarter", quarter: "2026-Q2" }]
    const due = { on: "2026-06-30", precision: "quarter", rule: rules[0] }
    given()
      .when({ type: "plan", title: "Draft reference points", kind: "document", rules }, facts({ due }))
      .then({ type: "ActivityPlanned", title: "Draft reference points", kind: "document", rules, due })
      .ends("planned")
  })
  test("it may be planned without a date", () => {
    given()
      .when({ type: "plan", title: "Draft reference points", kind: "document" })
      .then({ type: "ActivityPlanned", due: null })
  })
  test("it is planned once", () => {
    given(planned()).when({ type: "plan", title: "Again", kind: "document" }).rejected("NOT_NOW")
  })
  test("an office without a mandate plans nothing", () => {
    given().when({ type: "plan", title: "A plan of my own", kind: "document" }, { by: ireland }).rejected("OFFICE")
    given()
      .when({ type: "plan", title: "Too late", kind: "document" }, facts({ mandated: false }))
      .rejected("OFFICE")
  })
  test.each([
    ["planned", [planned()]],
    ["under silence", underSilence],
    ["agreed", agreed],
    ["deferred", deferred],
  ])("it is amended while it is %s, with a reason, and with a new date where its rules change", (_, history) => {
    given(...history)
      .when({ type: "amend", title: "Draft and test reference points" })
      .rejected("REASON")
    const due = { on: "2026-09-30", precision: "day", rule: { kind: "date", on: "2026-09-30" } }
    given(...history)
      .when({ type: "amend", title: "Draft and test reference points" }, because)
      .then({ type: "ActivityAmended", title: "Draft and test reference points", due: undefined })
    given(...history)
      .when({ type: "amend", rules: [due.rule] }, { ...facts({ due }), ...because })
      .then({ type: "ActivityAmended", rules: [due.rule], due })
  })
  test("the import may amend what it has planned", () => {
    given(planned())
      .when({ type: "amend", title: "Two sources" }, { by: system, reason: "import" })
      .then({ type: "ActivityAmended" })
  })
})

describe("where feasible", () => {
  test("a conditional activity waits for the decision that it is feasible", () => {
    const open = { type: "openConsultation", closes: "2026-06-05T18:00", invited: ["ie"] }
    given(conditional)
      .when(open, invitation(["ie"]))
      .rejected("NOT_FEASIBLE_YET")
    given(conditional).when({ type: "waiveConsultation" }, because).rejected("NOT_FEASIBLE_YET")
    given(conditional).when({ type: "startDrafting" }).rejected("NOT_FEASIBLE_YET", "CONSULTATION_MISSING")
    given(conditional)
      .when({ type: "decideFeasibility", feasible: true })
      .then({ type: "FoundFeasible" })
      .ends("planned")
    given(conditional, { type: "FoundFeasible" })
      .when(open, invitation(["ie"]))
      .then({ type: "ConsultationOpened" })
  })
  test("what is found not feasible is not pursued, and the reason stands in the record", () => {
    const no = { type: "decideFeasibility", feasible: false }
    given(conditional).when(no).rejected("REASON")
    given(conditional).when(no, because).then({ type: "FoundNotFeasible" }).ends("notPursued")
    given(conditional, { type: "FoundNotFeasible", ...because })
      .when({ type: "resume" })
      .rejected("NOT_NOW")
  })
  test("feasibility is decided only where the plan asks for it, and before work begins", () => {
    given(planned()).when({ type: "decideFeasibility", feasible: true }).rejected("CONDITIONAL_ONLY")
    given(planned()).when({ type: "decideFeasibility", feasible: false }, because).rejected("CONDITIONAL_ONLY")
    given(...consulting)
      .when({ type: "decideFeasibility", feasible: true })
      .rejected("NOT_NOW")
  })
})

describe("a placeholder", () => {
  const children = [
    { code: "x-q3-3a", title: "Brief the regional groups", kind: "outreach" },
    { code: "x-q3-3b", title: "Collect lessons", kind: "document" },
  ]
  const expand = { type: "expandPlaceholder", children }

  test("it is expanded into activities by a decision that is cited", () => {
    given(placeholder).when(expand).rejected("MANDATE")
    given(placeholder)
      .when(expand, { mandate: "Coordination Committee, 3 June 2026" })
      .then({ type: "PlaceholderExpanded", children })
      .ends("planned")
  })
  test("it leaves the plan's column only once it is expanded", () => {
    given(placeholder).when({ type: "waiveConsultation" }, because).rejected("PLACEHOLDER_EMPTY")
    given(placeholder, { type: "PlaceholderExpanded", children, mandate: "Committee, 3 June" })
      .when({ type: "waiveConsultation" }, because)
      .then({ type: "ConsultationWaived" })
      .ends("consulting")
  })
  test("the system ends it with the last of its activities, well or not", () => {
    const expanded = { type: "PlaceholderExpanded", children, mandate: "Committee, 3 June" }
    const end = (well: boolean) => ({ type: "endPlaceholder", well })
    given(placeholder, expanded).when(end(true), { by: system }).then({ type: "PlaceholderConcluded" }).ends("agreed")
    given(placeholder, expanded)
      .when(end(false), { by: system })
      .then({ type: "PlaceholderDropped" })
      .ends("notPursued")
    given(placeholder).when(end(true), { by: system }).rejected("PLACEHOLDER_EMPTY")
    given(planned()).when(end(false), { by: system }).rejected("PLACEHOLDER_ONLY")
    given(placeholder, expanded).when(end(true), { by: austria }).rejected("OFFICE")
  })
  test("it may be expanded again as more is identified", () => {
    given(placeholder, { type: "PlaceholderExpanded", children, mandate: "Committee, 3 June" })
      .when(
        { ...expand, children: [{ code: "x-q3-3c", title: "More", kind: "document" }] },
        { mandate: "Committee, July" },
      )
      .then({ type: "PlaceholderExpanded" })
  })
  test("no other activity is expanded", () => {
    given(planned()).when(expand, { mandate: "Committee, 3 June" }).rejected("PLACEHOLDER_ONLY")
  })
})

describe("due dates, owners and links", () => {
  const rule = { kind: "meeting", meeting: "3rc", weeks: -10 } as const
  const due = { on: "2026-07-06", precision: "day", rule } as const

  test("a due date is set by its rules, with a reason", () => {
    given(planned())
      .when({ type: "setDue", rules: [rule] }, facts({ due }))
      .rejected("REASON")
    given(planned())
      .when({ type: "setDue", rules: [rule] }, { ...facts({ due }), ...because })
      .then({ type: "DueSet", rules: [rule], due })
      .ends("planned")
    given(planned()).when({ type: "setDue", rules: [] }, because).then({ type: "DueSet", due: null })
  })
  test("a date that moves with its meeting is recorded; one that does not move is nothing to do", () => {
    given(planned())
      .when({ type: "recordDue", because: "Meeting moved: 3rc" }, { ...facts({ due }), by: system })
      .then({ type: "DueRecorded", due, because: "Meeting moved: 3rc" })
    given(planned({ due }))
      .when({ type: "recordDue", because: "Meeting moved: 3rc" }, { ...facts({ due }), by: system })
      .then()
    given(planned()).when({ type: "recordDue", because: "mine" }, facts({ due })).rejected("OFFICE")
  })
  test("who cannot be reached is noted by the system alone, of a silence or of a consultation", () => {
    const parties = ["delegation-a"]
    const noted = { type: "PartiesUnreached", parties, visibility: "committee" } as const
    given(...underSilence)
      .when({ type: "noteUnreached", parties }, { ...facts({}), by: system })
      .then(noted)
    given(...consulting)
      .when({ type: "noteUnreached", parties, round: 1 }, { ...facts({}), by: system })
      .then({ ...noted, round: 1, visibility: "restricted" })
    given(...underSilence)
      .when({ type: "noteUnreached", parties })
      .rejected("OFFICE")
  })
  test("that a silence ends on a day that has become closed is noted by the system alone, and moves no deadline", () => {
    const noted = { type: "SilenceEndClosed", day: "2026-06-08" } as const
    given(...underSilence)
      .when({ type: "noteClosure", day: "2026-06-08" }, { ...facts({}), by: system })
      .then(noted)
    expect(foldOf(...underSilence, { ...noted, by: system }).context).toEqual(foldOf(...underSilence).context)
    given(...underSilence)
      .when({ type: "noteClosure", day: "2026-06-08" })
      .rejected("OFFICE")
    given(...agreed)
      .when({ type: "noteClosure", day: "2026-06-08" }, { ...facts({}), by: system })
      .rejected("NOT_NOW")
  })
  test("an owner is assigned", () => {
    given(planned()).when({ type: "assignOwner", owner: "celestin" }).then({ type: "OwnerAssigned", owner: "celestin" })
  })
  test("what it waits for is linked and unlinked", () => {
    const link = { relation: "waitsFor", target: "UNIDIR report" } as const
    const linked = { type: "Linked", ...link, expected: "2026-09-01" }
    given(planned())
      .when({ type: "linkTo", ...link, expected: "2026-09-01" }, { by: isu })
      .then({ type: "Linked", relation: "waitsFor", target: "UNIDIR report", expected: "2026-09-01" })
    given(planned(), linked)
      .when({ type: "unlink", ...link })
      .then({ type: "Unlinked", ...link })
    given(planned())
      .when({ type: "unlink", ...link })
      .rejected("NOT_LINKED")
    given(planned(), linked)
      .when({ type: "unlink", ...link, relation: "feeds" })
      .rejected("NOT_LINKED")
  })
  test("a wait ends with a reason, once, and starts again", () => {
    const linked = { type: "Linked", relation: "waitsFor", target: "UNIDIR report", gate: true }
    const ended = { type: "WaitEnded", target: "UNIDIR report" }
    const over = { ...ended, ...because }
    const end = { type: "endWait", target: "UNIDIR report" }
    given(planned(), linked).when({ type: "waiveConsultation" }, because).rejected("GATE")
    given(planned(), linked).when(end).rejected("REASON")
    given(planned(), linked).when(end, because).then(ended)
    given(planned(), linked, over).when(end, because).rejected("NOT_WAITING")
    given(planned(), linked, over).when({ type: "waiveConsultation" }, because).then({ type: "ConsultationWaived" })
    given(planned(), linked, over)
      .when({ type: "resumeWait", target: "UNIDIR report" }, { by: system })
      .then({ type: "WaitResumed", target: "UNIDIR report" })
    expect(foldOf(planned(), linked, over, { ...linked, expected: "2026-09-01" }).context.links).toEqual([
      { relation: "waitsFor", target: "UNIDIR report", gate: true, expected: "2026-09-01", over: true },
    ])
  })
  test("what is waited for comes later, by the word of whoever knows, and may become something else", () => {
    const linked = { type: "Linked", relation: "waitsFor", target: "unidir" }
    const later = { type: "sayLate", target: "unidir", expected: "2026-09-01" }
    const unidir = { person: "ursula", office: "partner", party: "unidir" } as const
    given(planned(), linked)
      .when(later, { by: unidir })
      .then({ ...later, type: "ExpectedLater" })
    given(planned(), linked)
      .when(later, { by: isu })
      .then({ ...later, type: "ExpectedLater" })
    given(planned(), linked)
      .when(later, { by: { ...unidir, party: "icrc" } })
      .rejected("WAITED_FOR")
    given(planned()).when(later, { by: isu }).rejected("NOT_WAITING")
    const passed = { type: "WaitPassed", target: "unidir", to: ["p.a", "p.b"] }
    given(planned(), linked)
      .when({ ...passed, type: "passWait" }, { by: system })
      .then(passed)
    expect(
      foldOf(planned(), linked, { ...passed, by: system }).context.links.map((link: { target: string }) => link.target),
    ).toEqual(["p.a", "p.b"])
  })
  test("a link made again has its new date alone", () => {
    const link = { type: "Linked", relation: "waitsFor", target: "UNIDIR report" }
    const { context } = foldOf(planned(), { ...link, expected: "2026-09-01" }, { ...link, expected: "2026-10-01" })
    expect(context.links).toEqual([{ relation: "waitsFor", target: "UNIDIR report", expected: "2026-10-01" }])
  })
})

describe("before a command is filled in", () => {
  const could = (by: typeof austria, ...history: Parameters<typeof foldOf>) =>
    explain(workflow, foldOf(...history), { by, at: june(2), ...facts({}), version: 99 })

  test("the rules that need no field are told, the others are not", () => {
    const answers = could(austria, ...editing)
    expect(answers.find(({ name }) => name === "requestClearance")).toEqual({
      name: "requestClearance",
      allowed: false,
      failing: ["DRAFT_MISSING"],
    })
    expect(answers.find(({ name }) => name === "returnToConsultation")?.allowed).toBe(true)
    expect(answers.find(({ name }) => name === "extendSilence")?.failing).toEqual(["NOT_NOW"])
  })
  test("an observer may comment, and nothing else", () => {
    for (const history of [[planned()], underSilence, agreed])
      expect(
        could(observer, ...history)
          .filter(({ allowed }) => allowed)
          .map(({ name }) => name),
      ).toEqual(["comment"])
  })
})
