import { explain, view } from "@demarche/engine"
import { activity } from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import {
  auditor,
  austria,
  cameroon,
  clock,
  deadline,
  facts,
  focalPoint,
  ireland,
  isu,
  june,
  norway,
  observer,
  peru,
  presidency,
  system,
  text,
  unidir,
} from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, foldOf, expectAllTold } = specification("activity", activity, {
  by: austria,
  at: june(1),
  facts: { mandated: true },
})

// The activities that the stories begin with.
const planned = (more: Record<string, unknown> = {}) => ({
  type: "ActivityPlanned",
  title: "Draft reference points",
  kind: "document",
  due: null,
  ...more,
})
const workshop = planned({ kind: "event", title: "Hold a workshop" })
const ongoing = planned({ kind: "ongoing", title: "Continue work with partners" })
const conditional = planned({ conditional: true, title: "Visit, where feasible" })
const placeholder = planned({ kind: "placeholder", title: "Other actions as identified" })

// What has happened since.
const because = { reason: "as the committee decided" }
const invitation = (parties: string[]) =>
  facts({ deadline: deadline(5), invitation: { parties, groups: [], unknown: [] } })
const opened = {
  type: "ConsultationOpened",
  round: 1,
  closes: deadline(5),
  invited: ["ie", "unidir"],
  ...invitation([]),
}
const summed = { type: "ConsultationClosed", round: 1, summary: text("s") }
const started = { type: "DraftingStarted" }
const drafted = { type: "DraftAdded", draft: 1, text: text("d"), languages: ["en"] }
const redrafted = { ...drafted, draft: 2, text: text("e") }
const checked = (of: string, more: Record<string, unknown> = {}, act = {}) => ({
  type: "CheckRecorded",
  check: { of, ...more },
  ...act,
})
const checks = [
  checked("gender", { marker: "significant" }),
  checked("genderAdvice", { waived: false }, { by: focalPoint }),
  checked("lap", { actions: [7, 9] }),
]
const requested = { type: "ClearanceRequested" }
const cleared = { type: "DraftCleared", by: isu }
const committee = ["at", "cm", "la", "ie", "pe", "no"]
const sound = facts({ deadline: deadline(8), hours: 176, workingDays: 5, inOfficeHours: true, addressees: committee })
const silenceOpened = { type: "SilenceOpened", draft: 1, until: deadline(8), addressees: committee, ...sound }
const silencePassed = { type: "SilencePassed", by: clock, at: june(8, 18) }
const objection = (party: string, number = 1) => ({
  type: "ObjectionRaised",
  objection: number,
  party,
  paragraphs: ["3"],
  text: text("o"),
})

// And where that has brought the activity.
const consulting = [planned(), opened]
const consulted = [...consulting, summed]
const editing = [...consulted, started]
const inClearance = [...editing, ...checks, drafted, requested]
const readyToCirculate = [...inClearance, cleared]
const underSilence = [...readyToCirculate, silenceOpened]
const broken = [...underSilence, { type: "SilenceBroken", by: ireland }, { ...objection("ie"), by: ireland }]
const voided = [...underSilence, { type: "SilenceVoided", ...because }]
const agreed = [...underSilence, silencePassed]
const outcome = agreed.length
const deferred = [planned(), { type: "Deferred", ...because }]

const circulate = { type: "circulate", until: "2026-06-08T18:00" }
const object = { type: "object", paragraphs: ["3"], text: text("o") }
const addDraft = { type: "addDraft", text: text("e") }

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
  test("what is said under the Chatham House rule is not shown to those outside", () => {
    given(planned())
      .when({ ...open, attribution: "chathamHouse" }, invitation(["ie"]))
      .then({ type: "ConsultationOpened", chathamHouse: true })
    given(planned(), { ...opened, chathamHouse: true })
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland })
      .then({ type: "InputRecorded", visibility: "restricted" })
  })

  test("a round is closed with a summary, once", () => {
    given(...consulting)
      .when({ type: "closeConsultation", round: 1, summary: text("s") }, { by: isu })
      .then({ type: "ConsultationClosed", round: 1, summary: text("s") })
      .ends("consulting")
    given(...consulted)
      .when({ type: "closeConsultation", round: 1, summary: text("s") })
      .rejected("ROUND_UNKNOWN")
    given(...consulting)
      .when({ type: "closeConsultation", round: 2, summary: text("s") })
      .rejected("ROUND_UNKNOWN")
  })
  test("a closed round takes no more input", () => {
    given(...consulted)
      .when({ type: "recordInput", round: 1, text: text("i") }, { by: ireland })
      .rejected("ROUND_UNKNOWN", "NOT_INVITED")
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
})

describe("drafting", () => {
  test("drafts are numbered", () => {
    given(...editing)
      .when({ type: "addDraft", text: text("d") })
      .then({ type: "DraftAdded", draft: 1, text: text("d"), languages: ["en"] })
      .ends("drafting", "editing")
    given(...editing, drafted)
      .when({ ...addDraft, languages: ["en", "fr"] }, { by: isu })
      .then({ type: "DraftAdded", draft: 2, languages: ["en", "fr"] })
  })
  test.each([
    ["in clearance", inClearance],
    ["cleared", readyToCirculate],
    ["broken", broken],
    ["void", voided],
  ])("a new draft of a text that is %s brings it back to editing", (_, history) => {
    given(...history)
      .when(addDraft)
      .then({ type: "DraftAdded", draft: 2 })
      .ends("drafting", "editing")
  })
  test("a delegate does not draft", () => {
    given(...editing)
      .when(addDraft, { by: ireland })
      .rejected("OFFICE")
  })

  test.each([
    ["editing", editing],
    ["in clearance", inClearance],
    ["cleared", readyToCirculate],
    ["broken", broken],
    ["void", voided],
  ])("a text that is %s may go back to consultation, with a reason", (_, history) => {
    given(...history)
      .when({ type: "returnToConsultation" })
      .rejected("REASON")
    given(...history)
      .when({ type: "returnToConsultation" }, because)
      .then({ type: "ReturnedToConsultation" })
      .ends("consulting")
  })
  test("a text under silence does not go back to consultation before the silence ends or is voided", () => {
    given(...underSilence)
      .when({ type: "returnToConsultation" }, because)
      .rejected("NOT_NOW")
  })
})

describe("clearance", () => {
  const request = { type: "requestClearance" }

  test("it is requested for a draft", () => {
    given(...editing)
      .when(request)
      .rejected("DRAFT_MISSING")
    given(...editing, drafted)
      .when(request)
      .then({ type: "ClearanceRequested" })
      .ends("drafting", "clearance")
  })
  test("the partners whom the plan names must have been invited, in a consultation or otherwise", () => {
    const named = [planned({ requiredPartners: ["unidir", "icrc"] }), opened, summed, started, drafted]
    given(...named)
      .when(request)
      .rejected("REQUIRED_PARTNERS")
    given(...named, checked("partner", { partner: "icrc" }))
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("inviting a group counts as inviting it", () => {
    const named = planned({ requiredPartners: ["coordination-committee"] })
    given(named, { ...opened, groups: ["coordination-committee"] }, summed, started, drafted)
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("every point that the text must cover is ticked", () => {
    const covering = [planned({ covers: ["scope", "method"] }), opened, summed, started, drafted]
    given(...covering)
      .when(request)
      .rejected("CONTENT_COVERAGE")
    given(...covering, checked("coverage", { points: [0] }))
      .when(request)
      .rejected("CONTENT_COVERAGE")
    given(...covering, checked("coverage", { points: [0] }), checked("coverage", { points: [1, 0] }))
      .when(request)
      .then({ type: "ClearanceRequested" })
  })
  test("a draft in clearance is cleared by coordinator or ISU", () => {
    given(...inClearance)
      .when({ type: "clearDraft" }, { by: isu })
      .then({ type: "DraftCleared" })
      .ends("drafting", "cleared")
    given(...inClearance)
      .when({ type: "clearDraft" })
      .then({ type: "DraftCleared" })
    given(...editing, drafted)
      .when({ type: "clearDraft" })
      .rejected("NOT_NOW")
  })
})

describe("checks", () => {
  const check = (of: string, more: Record<string, unknown> = {}) => ({ type: "recordCheck", check: { of, ...more } })

  test.each([
    ["the points covered", check("coverage", { points: [0, 1] })],
    ["a partner invited", check("partner", { partner: "icrc" })],
    ["a constraint signed off", check("constraint")],
    ["the gender marker", check("gender", { marker: "principal" })],
    ["gender advice waived", check("genderAdvice", { waived: true })],
    ["the actions of the plan of action", check("lap", { actions: [1, 50] })],
    ["that no action applies", check("lap", { actions: [] })],
  ])("a coordinator records %s", (_, command) => {
    given(planned({ covers: ["scope", "method"] }), opened, summed, started)
      .when(command)
      .then({ type: "CheckRecorded", check: command.check })
      .ends("drafting", "editing")
  })
  test("only a point that the plan lists is ticked", () => {
    given(...editing)
      .when(check("coverage", { points: [0] }))
      .rejected("POINT_UNKNOWN")
  })
  test("gender advice comes from the gender focal point, who records that and the marker only", () => {
    given(...editing)
      .when(check("genderAdvice"))
      .rejected("CHECK_OFFICE")
    given(...editing)
      .when(check("genderAdvice"), { by: focalPoint })
      .then({ type: "CheckRecorded" })
    given(...editing)
      .when(check("gender", { marker: "none" }), { by: focalPoint })
      .then({ type: "CheckRecorded" })
    given(...editing)
      .when(check("constraint"), { by: focalPoint })
      .rejected("CHECK_OFFICE")
    given(...editing)
      .when(check("lap", { actions: [] }), { by: focalPoint })
      .rejected("CHECK_OFFICE")
  })
  test("checks go on while the text is under silence, and begin with drafting", () => {
    given(...underSilence)
      .when(check("lap", { actions: [3] }))
      .then({ type: "CheckRecorded" })
      .ends("drafting", "underSilence")
    given(...consulting)
      .when(check("lap", { actions: [3] }))
      .rejected("ONGOING_ONLY")
  })
})

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
    const constrained = [
      planned({ constraint: "without new legal interpretations" }),
      opened,
      summed,
      started,
      ...checks,
    ]
    const ready = [...constrained, drafted, requested, cleared]
    const [byCoordinator, byIsu] = [checked("constraint"), checked("constraint", {}, { by: isu })]
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
    given(...constrained, drafted, byCoordinator, byIsu, redrafted, requested, cleared)
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
    ["ends outside office hours", { hours: 176, workingDays: 5, inOfficeHours: false }],
    ["cannot be judged", {}],
  ])("a silence that %s is refused", (_, times) => {
    given(...readyToCirculate)
      .when(circulate, facts({ deadline: deadline(8), addressees: committee, ...times }))
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
    const again = [...broken, redrafted, requested, cleared]
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
    expect(deadlinesOf(...underSilence)).toEqual([{ at: june(8, 18), event: { type: "SilencePassed" } }])
    expect(deadlinesOf(...agreed)).toEqual([])
    expect(deadlinesOf(...broken)).toEqual([])
    expect(deadlinesOf(...voided)).toEqual([])
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
    expect(deadlinesOf(...underSilence, { type: "SilenceExtended", until: deadline(10), ...later })).toEqual([
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
    given(...two, { type: "ObjectionWithdrawn", objection: 1, by: ireland }, redrafted, requested, cleared)
      .when(circulate, sound)
      .rejected("OPEN_OBJECTION")
  })
})

describe("agreement", () => {
  const agree = { type: "agree" }

  test("a cleared draft is agreed, under the policy in force", () => {
    given(...readyToCirculate)
      .when(agree, facts({ policy: "isuClearance", policyAssumed: false }))
      .then({ type: "Agreed", policy: "isuClearance", policyAssumed: false })
      .ends("agreed")
  })
  test("where the plan names no policy, coordinators record it, and it is marked as assumed", () => {
    given(...readyToCirculate)
      .when(agree)
      .then({ type: "Agreed", policy: "coordinatorsRecord", policyAssumed: true })
    given(planned({ policy: "isuClearance" }), opened, summed, started, ...checks, drafted, requested, cleared)
      .when(agree)
      .then({ type: "Agreed", policy: "isuClearance", policyAssumed: false })
  })
  test("ISU clearance is the ISU's", () => {
    const clearedByCoordinator = [...inClearance, { ...cleared, by: austria }]
    given(...clearedByCoordinator)
      .when(agree, facts({ policy: "isuClearance" }))
      .rejected("APPROVAL")
  })
  test("committee silence is a silence, and no record replaces it", () => {
    given(...readyToCirculate)
      .when(agree, facts({ policy: "committeeSilence" }))
      .rejected("APPROVAL")
  })
  test.each(["committeeMeeting", "statesPartiesMeeting"])("what needs a meeting (%s) cites it", (policy) => {
    given(...readyToCirculate)
      .when(agree, facts({ policy }))
      .rejected("MEETING_UNCITED")
    given(...readyToCirculate)
      .when(agree, { ...facts({ policy }), mandate: "3RC, final report, paragraph 12" })
      .then({ type: "Agreed", policy })
  })
  test("checks, signatures and objections count for agreement as for circulation", () => {
    given(...editing, drafted, requested, cleared)
      .when(agree)
      .rejected("HORIZONTAL_CHECKS")
    given(...broken, redrafted, requested, cleared)
      .when(agree)
      .rejected("OPEN_OBJECTION")
    given(planned({ constraint: "as it is" }), opened, summed, started, ...checks, drafted, requested, cleared)
      .when(agree)
      .rejected("CONSTRAINT_UNSIGNED")
  })
  test("a text still being edited is not agreed", () => {
    given(...editing, ...checks, drafted)
      .when(agree)
      .rejected("NOT_READY")
    given(...inClearance)
      .when(agree)
      .rejected("NOT_NOW")
  })
})

describe("events", () => {
  test("an event is prepared without a consultation, held, and then agreed", () => {
    const preparing = [workshop, started, ...checks]
    given(workshop).when({ type: "startDrafting" }).then({ type: "DraftingStarted" }).ends("drafting", "editing")
    given(...preparing)
      .when({ type: "agree" })
      .rejected("NOT_READY")
    given(...preparing)
      .when({ type: "reachMilestone", milestone: "held" }, { by: isu })
      .then({ type: "MilestoneReached", milestone: "held" })
      .ends("drafting", "editing")
    given(...preparing, { type: "MilestoneReached", milestone: "held" })
      .when({ type: "agree" })
      .then({ type: "Agreed" })
      .ends("agreed")
  })
  test("what is held is agreed under the policy in force, with its checks, as a text is", () => {
    const held = [workshop, started, ...checks, { type: "MilestoneReached", milestone: "held" }]
    const agree = { type: "agree" }
    given(...held)
      .when(agree, facts({ policy: "committeeSilence" }))
      .rejected("APPROVAL")
    given(...held)
      .when(agree, facts({ policy: "committeeMeeting" }))
      .rejected("MEETING_UNCITED")
    given(workshop, started, { type: "MilestoneReached", milestone: "held" }).when(agree).rejected("HORIZONTAL_CHECKS")
    given(planned({ kind: "event", constraint: "as it is" }), started, ...checks, held.at(-1)!)
      .when(agree)
      .rejected("CONSTRAINT_UNSIGNED")
  })
  test("what the ISU cleared is cleared until there is a new draft, or it is reopened", () => {
    const held = { type: "MilestoneReached", milestone: "held" }
    const isuClearance = facts({ policy: "isuClearance" })
    const readied = [workshop, started, ...checks, held, drafted, requested, cleared]
    const settled = [...readied, { type: "Agreed", policy: "isuClearance", policyAssumed: false, ...isuClearance }]
    given(...readied)
      .when({ type: "agree" }, isuClearance)
      .then({ type: "Agreed" })
    given(...readied, redrafted)
      .when({ type: "agree" }, isuClearance)
      .rejected("APPROVAL")
    given(...settled, { type: "Reopened", by: presidency, ...because })
      .when({ type: "agree" }, isuClearance)
      .rejected("APPROVAL")
  })
  test("other milestones are recorded and do not stand for having held it", () => {
    given(workshop, started, ...checks, { type: "MilestoneReached", milestone: "invitations sent" })
      .when({ type: "agree" })
      .rejected("NOT_READY")
  })
  test("support to an event is an event; a document has no milestones", () => {
    given(planned({ kind: "support" }), started)
      .when({ type: "reachMilestone", milestone: "held" })
      .then({ type: "MilestoneReached" })
    given(...editing)
      .when({ type: "reachMilestone", milestone: "held" })
      .rejected("EVENT_ONLY")
  })
})

describe("ongoing activities", () => {
  const report = { type: "reportProgress", quarter: "2026-Q1", text: text("p") }

  test("the first report of progress begins one, and each quarter has its own", () => {
    given(ongoing).when(report, { by: isu }).then({ type: "ProgressReported", quarter: "2026-Q1" }).ends("consulting")
    given(ongoing, { ...report, type: "ProgressReported" })
      .when({ ...report, quarter: "2026-Q2" })
      .then({ type: "ProgressReported", quarter: "2026-Q2" })
      .ends("consulting")
  })
  test("it is concluded at the end of the cycle", () => {
    given(ongoing, { ...report, type: "ProgressReported" })
      .when({ type: "conclude", summary: text("s") })
      .then({ type: "Concluded", summary: text("s") })
      .ends("agreed")
  })
  test("it is not drafted", () => {
    given(ongoing, { type: "ConsultationWaived", ...because })
      .when({ type: "startDrafting" })
      .rejected("NOT_FOR_ONGOING")
    given(ongoing).when({ type: "startDrafting" }).rejected("NOT_FOR_ONGOING", "CONSULTATION_MISSING")
  })
  test("no other activity reports by quarter or is concluded", () => {
    given(planned()).when(report).rejected("ONGOING_ONLY")
    given(...consulting)
      .when(report)
      .rejected("ONGOING_ONLY")
    given(...consulting)
      .when({ type: "conclude", summary: text("s") })
      .rejected("ONGOING_ONLY")
  })
})

describe("reopening", () => {
  const reopen = { type: "reopen" }

  test("the Presidency reopens what is agreed, with a reason", () => {
    given(...agreed)
      .when(reopen, { by: presidency })
      .rejected("REASON")
    given(...agreed)
      .when(reopen, { by: presidency, ...because })
      .then({ type: "Reopened" })
      .ends("drafting", "editing")
  })
  test("a coordinator does so once another party's coordinator has consented", () => {
    given(...agreed)
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
    given(...agreed, checked("consent"))
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
    given(...agreed, checked("consent", {}, { by: cameroon }))
      .when(reopen, because)
      .then({ type: "Reopened" })
  })
  test("once agreed, a consent is the only check, and it is a coordinator's", () => {
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: cameroon })
      .then({ type: "CheckRecorded" })
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: isu })
      .rejected("CONSENT_ONLY")
    given(...agreed)
      .when({ type: "recordCheck", check: { of: "lap", actions: [] } })
      .rejected("CONSENT_ONLY")
  })
  test("a consent serves once", () => {
    const reopened = [...agreed, checked("consent", {}, { by: cameroon }), { type: "Reopened", ...because }]
    given(...reopened, requested, cleared, { type: "Agreed", policy: "coordinatorsRecord", policyAssumed: true })
      .when(reopen, because)
      .rejected("REOPEN_AUTHORITY")
  })
  test("only another party's coordinator's consent counts: not the secretariat's, given before there was anything to reopen", () => {
    given(...inClearance)
      .when({ type: "recordCheck", check: { of: "consent" } }, { by: isu })
      .rejected("CHECK_OFFICE")
  })
  test("a coordinator who names no party does not consent to his own reopening", () => {
    given(...agreed, checked("consent"))
      .when(reopen, { by: { ...austria, party: undefined }, ...because })
      .rejected("REOPEN_AUTHORITY")
  })
})

describe("correction: the objection that was in the mailbox", () => {
  const correct = { type: "correct", outcome, paragraphs: ["3"], text: text("o") }
  const mail = { by: { ...isu, onBehalfOf: "ie" }, at: june(8, 18, 20), received: june(8, 17, 50) }
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
    const recorded = [...readyToCirculate, { type: "Agreed", policy: "coordinatorsRecord", policyAssumed: true }]
    given(...recorded)
      .when(correct, mail)
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
  test("what is agreed is not cancelled", () => {
    given(...agreed)
      .when({ type: "cancel" }, because)
      .rejected("NOT_NOW")
  })
  test.each([
    ["cancelled", { type: "Cancelled", ...because }],
    ["superseded", { type: "Superseded", ...because }],
  ])("what is %s stays so", (state, end) => {
    given(planned(), end).ends(state)
    for (const type of ["defer", "resume", "cancel", "waiveConsultation", "startDrafting", "reopen"])
      given(planned(), end).when({ type }, because).rejected("NOT_NOW")
    given(planned(), end).when(supersede, because).rejected("NOT_NOW")
    given(planned(), end)
      .when({ type: "comment", text: text("c") })
      .then({ type: "CommentMade" })
      .ends(state)
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
      .then({ ...noted, round: 1 })
    given(...underSilence)
      .when({ type: "noteUnreached", parties })
      .rejected("OFFICE")
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
  test("a link made again has its new date alone", () => {
    const link = { type: "Linked", relation: "waitsFor", target: "UNIDIR report" }
    const { context } = foldOf(planned(), { ...link, expected: "2026-09-01" }, { ...link, expected: "2026-10-01" })
    expect(context.links).toEqual([{ relation: "waitsFor", target: "UNIDIR report", expected: "2026-10-01" }])
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

describe("before a command is filled in", () => {
  const could = (by: typeof austria, ...history: Parameters<typeof foldOf>) =>
    explain(workflow, foldOf(...history), { by, at: june(2), facts: { mandated: true }, version: 99 })

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

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold({ unsatisfiable: ["RECEIVED_IN_TIME", "CONFIRM_VOID", "SILENCE_RUNNING"] })
})

function deadlinesOf(...history: Parameters<typeof foldOf>) {
  return workflow.deadlines(view(workflow, foldOf(...history)))
}
