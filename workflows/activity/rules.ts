import { never, readsPayload } from "@demarche/engine/definition"
import { coordination, rowOf, takenInScope } from "../commandList.ts"
import { isInferred } from "../inferred.ts"
import type { Facts, WorkplanEventMetadata } from "../metadata.ts"
import type { AskedCheck } from "../procedure.ts"
import { actsForOthers, officeGuard, type RuleInput, reasonGiven } from "../rules.ts"
import type { Actor } from "../terms.ts"
import { checkRules } from "./checkRules.ts"
import { commands } from "./commands.ts"
import {
  type Consultation,
  type Context,
  type Objection,
  partyOf,
  reportedKinds,
  type Silence,
  voiceOf,
} from "./context.ts"
import { detailsOf, successorOf, versionsOf } from "./drafts.ts"
import { isSameLink, isSameTarget, waitsOf } from "./links.ts"
import { outcomeOf } from "./outcomes.ts"
import { isLast, isThrough, languagesMissing, meetingThatDecided, nextStep, unmetChecks } from "./path.ts"
import { reads } from "./reads.ts"

/** What comes of an objection to a silence that has ended. */
const corrections = ["OutcomeRetracted", "OutcomeQualified", "StepsRetracted"] as const

/** The rules of domain.md, each under its code. */
export const rules = {
  OFFICE: officeGuard(commands, takenInScope.activity),
  REASON: reasonGiven,
  MANDATE: readsPayload(({ event }: RuleInput<Context>) => event.mandate !== undefined),
  NOT_FEASIBLE_YET: ({ context }: RuleInput<Context>) => !context.conditional || context.feasible === true,
  PLACEHOLDER_EMPTY: ({ context }: RuleInput<Context>) =>
    context.kind !== "placeholder" || context.children !== undefined,
  REPORTED_ONLY: ({ context }: RuleInput<Context>) => reportedKinds.includes(context.kind),
  NOTHING_TO_DRAFT: (given: RuleInput<Context>) =>
    ["document", "event"].includes(given.context.kind) || given.event.facts.path !== undefined,
  EVENT_ONLY: ({ context }: RuleInput<Context>) => context.kind === "event",
  PLACEHOLDER_ONLY: ({ context }: RuleInput<Context>) => context.kind === "placeholder",
  PERIOD_UNKNOWN: reads("ProgressReported", ({ context, event: { period } }) => {
    const every = context.rules.find(({ kind }) => kind.startsWith("every"))
    return every === undefined || (periods[every.kind] ?? anyPeriod).test(period)
  }),
  CONDITIONAL_ONLY: ({ context }: RuleInput<Context>) => context.conditional === true,

  CONSULTATION_MISSING: ({ context, event: { facts } }: RuleInput<Context>) =>
    context.waived === true ||
    context.kind === "event" ||
    facts.consultationOptional === true ||
    context.rounds.some(({ summary }) => summary),
  PARTY_UNKNOWN: readsPayload(({ event: { facts } }: RuleInput<Context>) => facts.invitation?.unknown.length === 0),
  CLOSES_IN_THE_PAST: reads("ConsultationOpened", ({ event: { closes, at } }) => closes.at > at),
  ROUND_UNKNOWN: ({ context: { rounds }, event: { type, round } }: RoundInput) => {
    const fitting = type === "InputRecorded" ? rounds : rounds.filter(({ summary }) => summary === undefined)
    return round === undefined ? fitting.length > 0 : fitting.some((each) => each === rounds[round - 1])
  },
  CLOSES_EARLY: reads("ConsultationClosed", ({ event: { early, reason } }) => !early || reason !== undefined),
  NOT_INVITED: reads("InputRecorded", ({ context, event }) => {
    const party = partyOf(event)
    return party !== undefined && context.rounds[event.round - 1]?.invited.includes(party) === true
  }),

  DRAFT_MISSING: (given: RuleInput<Context>) => {
    const step = nextStep(given)
    return given.context.drafts.length > 0 || (step?.kept === true && step.is !== "silence")
  },
  DRAFT_UNKNOWN: reads(
    ["CommentMade", "VersionAdded", "AnnexAdded"],
    ({ context, event: { draft } }) => draft === undefined || draft <= context.drafts.length,
    ({ context, event: { type } }) => type === "CommentMade" || context.drafts.length > 0,
  ),
  VERSION_MISSING: (given: RuleInput<Context>) => languagesMissing(given).length === 0,
  DRAFT_LANGUAGE: reads(
    "VersionAdded",
    ({ context, event: { draft, language } }) => !detailsOf(context, draft).languages.includes(language),
  ),
  AUTHENTIC_FIXED: reads("VersionAdded", ({ context, event: { draft, language } }) => {
    return isOpen(context, draft) || !detailsOf(context, draft).authentic.includes(language)
  }),
  ANNEX_FIXED: reads(
    "AnnexAdded",
    ({ context, event: { draft } }) => isOpen(context, draft),
    ({ context }) => isOpen(context, context.drafts.length),
  ),
  PAPER_UNKNOWN: reads("PaperSubmitted", ({ context, event: { supersedes } }) => {
    const { papers = [] } = context
    return supersedes === undefined || (supersedes <= papers.length && !successorOf(context, supersedes))
  }),
  NOT_YOUR_PAPER: reads("PaperSubmitted", ({ context: { papers = [] }, event }) => {
    const { party } = papers[(event.supersedes ?? 0) - 1] ?? {}
    return event.supersedes === undefined || party === partyOf(event) || coordination.includes(rowOf(event.by.office))
  }),
  NOTHING_AGREED: ({ context }: RuleInput<Context>) => (context.agreed?.draft ?? 0) > 0,
  VERSION_UNKNOWN: reads(
    "CorrigendumIssued",
    ({ context, event: { draft, language } }) =>
      language === undefined || versionsOf(context, draft).some(({ languages }) => languages.includes(language)),
  ),
  REQUIRED_PARTNERS: (given: RuleInput<Context>) =>
    nextStep(given)?.kept === true ||
    given.context.partners.every((partner) => given.context.invited.includes(partner)),
  CONTENT_COVERAGE: noneUnmet("coverage"),
  CONSTRAINT_UNSIGNED: noneUnmet("signOff"),
  HORIZONTAL_CHECKS: noneUnmet("marker", "reference", "advice"),
  ...checkRules,

  SILENCE_TOO_SHORT: readsPayload((given: RuleInput<Context>) => {
    const { hours = 0, workingDays = 0, onWorkingDay = false, inOfficeHours = false } = given.event.facts
    const step = nextStep(given)
    if (step?.is !== "silence" || hours < step.hours || workingDays < step.workingDays) return false
    return step.ends === "anyTime" || (step.ends === "workingDay" ? onWorkingDay : inOfficeHours)
  }),
  NO_ADDRESSEES: readsPayload(({ event: { facts } }: RuleInput<Context>) => (facts.addressees ?? []).length > 0),
  NOT_LATER: reads(["SilenceExtended", "ConsultationExtended"], ({ context: { silence, rounds }, event }) =>
    event.type === "SilenceExtended"
      ? silence !== undefined && event.until.at > silence.until.at
      : event.closes.at > (rounds[event.round - 1]?.closes.at ?? ""),
  ),
  ADDRESSEE: ({ context, event }: RuleInput<Context> & { event: { outcome?: number | undefined } }) => {
    const { silence } = outcomeOf(context, event.outcome) ?? context
    return voiceOf(silence?.addressees ?? [], event) !== undefined
  },
  ASKED_TO_ANSWER: ({ context, event }: RuleInput<Context>) =>
    voiceOf([...(context.silence?.addressees ?? []), ...context.rounds.flatMap(answerable)], event) !== undefined,
  NO_REQUEST: ({ context }: RuleInput<Context>) => context.moreTime.length > 0,
  CONFIRM_VOID: readsPayload(never),
  SILENCE_RUNNING: never,
  OPEN_OBJECTION: ({ context, event: { type } }: StepInput) =>
    (type === "ClearanceRequested" && context.step <= context.kept) ||
    context.objections.every(({ status }) => status !== "open"),
  OBJECTION_UNKNOWN: reads(
    ["ObjectionResolved", "ObjectionWithdrawn"],
    ({ context, event }) => objectionOf(context, event)?.status === "open",
    ({ context }) => openObjections(context).length > 0,
  ),
  NOT_YOUR_OBJECTION: reads(
    "ObjectionWithdrawn",
    ({ context, event }) => isIn(objectionOf(context, event), event),
    ({ context, event }) => actsForOthers(event.by.office) || openObjections(context).some((each) => isIn(each, event)),
  ),

  PATH_UNCLEAR: ({ context: { running, kept, keptOf }, event: { facts } }: RuleInput<Context>) =>
    running !== undefined || (facts.pathUnclear !== true && (kept === 0 || facts.path?.id === keptOf)),
  APPROVAL: (given: StepInput) => {
    const step = nextStep(given)
    const { type, command } = given.event
    if (!step) return type === "Agreed" && isThrough(given)
    if (type === "Agreed") return isLast(given) && (step.is === "record" || step.is === "meeting")
    if (type === "StepTaken") return !isLast(given) && (step.is === "record" || step.is === "meeting")
    if (type === "StepRecorded") return step.is === "record" && step.each === true
    if (type === "NotAdopted") return step.is === "meeting"
    return step.is === (type === "SilenceOpened" ? "silence" : "clearance") && command !== "agree"
  },
  STEP_NOT_KEPT: (given: RuleInput<Context>) => nextStep(given)?.kept === true,
  STEP_OFFICE: (given: StepInput) => {
    const { type, by, command, facts } = given.event
    if (type === "ClearanceRequested" || type === "SilenceOpened") return true
    const step = nextStep(given)
    const coordinates = rowOf(by.office) === "coordinator"
    if (!step) return coordinates || command === "clearDraft"
    if (step.is === "record") return by.office === step.by && (!step.each || records(by, facts))
    if (step.is === "clearance") return by.office === (facts.clearing ?? step.by)
    return coordinates || by.office === "secretariat"
  },
  DRAFTED_IT: ({ context, event: { by } }: RuleInput<Context>) => !context.authors.includes(by.person),
  MEETING_UNCITED: reads(["Agreed", "StepTaken", "NotAdopted", "Reopened"], (given) => {
    if (given.event.type === "Reopened")
      return meetingThatDecided(given) === undefined || given.event.facts.meetingFits === true
    if (nextStep(given)?.is !== "meeting") return given.event.text === undefined
    return given.event.facts.meetingFits === true
  }),
  HELD_FIRST: (given: RuleInput<Context>) =>
    given.context.kind !== "event" || given.context.reached.includes("held") || nextStep(given)?.kept === true,
  ROUND_MISSING: (given: RuleInput<Context>) =>
    given.context.kind !== "consultation" ||
    given.context.rounds.some(({ summary }) => summary !== undefined) ||
    nextStep(given)?.kept === true,
  ROUND_OPEN: ({ context }: RuleInput<Context>) => context.rounds.every(({ summary }) => summary !== undefined),
  ON_A_PATH: ({ context, event: { facts } }: RuleInput<Context>) =>
    context.kind !== "document" && facts.path === undefined && context.running === undefined,
  REOPEN_AUTHORITY: ({ context, event: { by } }: RuleInput<Context>) =>
    by.office === "presidency" || (by.party !== undefined && context.consents.some((party) => party !== by.party)),
  NOT_IN_TIME: reads(corrections, ({ context, event: { received, corrects } }) => {
    const { silence } = outcomeOf(context, corrects) ?? context
    return Boolean(silence && received && silence.opened <= received && received < silence.until.at)
  }),
  RECEIVED_IN_TIME: reads(
    ["ObjectionRaised", "LateObjectionRecorded"],
    ({ context: { silence }, event }) =>
      silence?.broken === true || ("outcome" in event && event.outcome !== undefined),
  ),
  NO_OUTCOME: ({ context }: RuleInput<Context>) => context.passed.length > 0,
  NOT_THE_OUTCOME: reads(corrections, ({ context, event }) => outcomeOf(context, event.corrects) !== undefined),
  NOT_INFERRED: reads("ValueConfirmed", ({ context, event: { field, value } }) =>
    value === undefined ? isInferred(context, field) : field === "path",
  ),
  GATE: ({ context }: RuleInput<Context>) => waitsOf(context).every(({ gate }) => !gate),
  NOT_WAITING: reads(
    ["WaitEnded", "ExpectedLater", "WaitPassed"],
    ({ context, event: { target } }) => waitsOf(context).some((link) => isSameTarget(link.target, target)),
    ({ context }) => waitsOf(context).length > 0,
  ),
  WAITED_FOR: reads(
    "ExpectedLater",
    ({ event: { by, target } }) => isWaitedFor(by, target),
    ({ context, event: { by } }) => waitsOf(context).some(({ target }) => isWaitedFor(by, target)),
  ),
  NOT_LINKED: reads(
    "Unlinked",
    ({ context, event }) => context.links.some(isSameLink(event)),
    ({ context }) => context.links.length > 0,
  ),
}

/** Whether the texts of a draft may still change: it is the newest, nothing is begun on it, and it was never agreed. */
function isOpen({ drafts, begun = 0, running, agreed }: Context, draft: number): boolean {
  return draft === drafts.length && draft > begun && running === undefined && agreed === undefined
}

/** The periods of which each rule asks for reports; of a meeting, its id. */
const periods: Readonly<Record<string, RegExp>> = {
  everyMonth: /^\d{4}-\d\d$/,
  everyQuarter: /^\d{4}-Q\d$/,
  everyHalfYear: /^\d{4}-H\d$/,
}
const anyPeriod = /./

function objectionOf({ objections }: Context, { objection }: { objection: number }): Objection | undefined {
  return objections[objection - 1]
}

function openObjections({ objections }: Context): Objection[] {
  return objections.filter(({ status }) => status === "open")
}

/** Whether the objection is in the name of whom the act is done for. */
function isIn(objection: Objection | undefined, event: WorkplanEventMetadata): boolean {
  return voiceOf([objection?.party ?? ""], event) !== undefined
}

/** Whether they say of what is waited for that it comes later: who runs the plan, or who is waited for. */
function isWaitedFor({ office, party, onBehalfOf = party }: Actor, target: string): boolean {
  return coordination.includes(office) || onBehalfOf === target
}

/** In whose name an objection is: an addressee's, whoever speaks for it. */
export function objectorIn(silence: Silence | undefined, event: WorkplanEventMetadata): string | undefined {
  return voiceOf(silence?.addressees ?? [], event) ?? partyOf(event)
}

/** Whether the step that each of them records is recorded by that one; where nobody holds it for a party, by whoever holds it. */
function records({ party }: Actor, { recorders }: Facts): boolean {
  return recorders?.length === 0 || (party !== undefined && recorders?.includes(party) === true)
}

/** What a rule on rounds of consultation is given, also before it is known which: input may still come to one that is closed. */
type RoundInput = StepInput & { event: { round?: number | undefined } }

/** What a rule on the steps of a path is given, also before the fields of its command are known. */
type StepInput = RuleInput<Context> & { event: { type: string } }

function answerable({ summary, invited }: Consultation): string[] {
  return summary === undefined ? invited : []
}

/** No check of those kinds is missing before the next step. */
function noneUnmet(...kinds: AskedCheck["is"][]) {
  return (given: RuleInput<Context>) => unmetChecks(given).every(({ is }) => !kinds.includes(is))
}
