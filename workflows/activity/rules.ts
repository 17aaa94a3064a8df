import { never, reading, readsPayload } from "@demarche/engine/definition"
import { officeGuard } from "../commands.ts"
import { commands } from "./commands.ts"
import {
  type Case,
  type Consultation,
  type Context,
  eventKinds,
  type Happening,
  type Objection,
  partyOf,
} from "./context.ts"

const reads = reading<Context, Happening>()

/** The rules of domain.md, each under its code. */
export const rules = {
  OFFICE: officeGuard(commands),
  REASON: readsPayload(({ event }: Case) => event.reason !== undefined),
  MANDATE: readsPayload(({ event }: Case) => event.mandate !== undefined),
  NOT_FEASIBLE_YET: ({ context }: Case) => !context.conditional || context.feasible === true,
  PLACEHOLDER_EMPTY: ({ context }: Case) => context.kind !== "placeholder" || context.children !== undefined,
  ONGOING_ONLY: ({ context }: Case) => context.kind === "ongoing",
  NOT_FOR_ONGOING: ({ context }: Case) => context.kind !== "ongoing",
  EVENT_ONLY: ({ context }: Case) => eventKinds.includes(context.kind),
  PLACEHOLDER_ONLY: ({ context }: Case) => context.kind === "placeholder",
  CONDITIONAL_ONLY: ({ context }: Case) => context.conditional === true,

  CONSULTATION_MISSING: ({ context }: Case) =>
    context.waived === true || eventKinds.includes(context.kind) || context.rounds.some(({ summary }) => summary),
  PARTY_UNKNOWN: readsPayload(({ event: { facts } }: Case) => facts.invitation?.unknown.length === 0),
  CLOSES_IN_THE_PAST: reads("ConsultationOpened", ({ event: { closes, at } }) => closes.at > at),
  ROUND_UNKNOWN: reads(
    ["InputRecorded", "ConsultationClosed"],
    ({ context, event }) => openRound(context, event) !== undefined,
  ),
  NOT_INVITED: reads("InputRecorded", ({ context, event }) => {
    const party = partyOf(event)
    return party !== undefined && openRound(context, event)?.invited.includes(party) === true
  }),

  DRAFT_MISSING: ({ context }: Case) => context.drafts.length > 0,
  REQUIRED_PARTNERS: ({ context }: Case) => context.partners.every((partner) => context.invited.includes(partner)),
  CONTENT_COVERAGE: ({ context }: Case) => context.ticked.length >= context.covers,
  POINT_UNKNOWN: reads(
    "CheckRecorded",
    ({ context, event: { check } }) => check.of !== "coverage" || check.points.every((point) => point < context.covers),
  ),
  CHECK_OFFICE: reads("CheckRecorded", ({ event: { check, by } }) => {
    if (check.of === "consent") return false
    if (check.of === "genderAdvice") return check.waived || by.office === "genderFocalPoint"
    return by.office !== "genderFocalPoint" || check.of === "gender"
  }),
  CONSENT_ONLY: reads(
    "CheckRecorded",
    ({ event: { check, by } }) => check.of === "consent" && by.office === "coordinator" && by.party !== undefined,
  ),
  CONSTRAINT_UNSIGNED: ({ context }: Case) =>
    !context.constraint || ["coordinator", "isu"].every((office) => context.signed.includes(office)),
  HORIZONTAL_CHECKS: ({ context }: Case) =>
    context.gender !== undefined && context.genderAdvised === true && context.lap !== undefined,

  SILENCE_TOO_SHORT: readsPayload(({ event: { facts } }: Case) =>
    Boolean(facts.inOfficeHours && (facts.hours ?? 0) >= 72 && (facts.workingDays ?? 0) >= 3),
  ),
  NO_ADDRESSEES: readsPayload(({ event: { facts } }: Case) => (facts.addressees ?? []).length > 0),
  NOT_LATER: reads(
    "SilenceExtended",
    ({ context: { silence }, event: { until } }) => silence !== undefined && until.at > silence.until.at,
  ),
  ADDRESSEE: ({ context, event }: Case) => context.silence?.addressees.includes(partyOf(event) ?? "") === true,
  CONFIRM_VOID: readsPayload(never),
  SILENCE_RUNNING: never,
  OPEN_OBJECTION: ({ context }: Case) => context.objections.every(({ status }) => status !== "open"),
  OBJECTION_UNKNOWN: reads(
    ["ObjectionResolved", "ObjectionWithdrawn"],
    ({ context, event }) => objectionOf(context, event)?.status === "open",
  ),
  NOT_YOUR_OBJECTION: reads(
    "ObjectionWithdrawn",
    ({ context, event }) => objectionOf(context, event)?.party === partyOf(event),
  ),

  NOT_READY: ({ context }: Case) => eventKinds.includes(context.kind) && context.reached.includes("held"),
  APPROVAL: (given: Case) => {
    const policy = policyOf(given)
    return policy !== "committeeSilence" && (policy !== "isuClearance" || given.context.clearedBy === "isu")
  },
  MEETING_UNCITED: readsPayload(
    (given: Case) =>
      !["committeeMeeting", "statesPartiesMeeting"].includes(policyOf(given)) || given.event.mandate !== undefined,
  ),
  REOPEN_AUTHORITY: ({ context, event: { by } }: Case) =>
    by.office === "presidency" || (by.party !== undefined && context.consents.some((party) => party !== by.party)),
  NOT_IN_TIME: readsPayload(({ context: { silence }, event: { received } }: Case) =>
    Boolean(silence && received && silence.opened <= received && received < silence.until.at),
  ),
  NO_OUTCOME: ({ context }: Case) => context.agreed?.outcome !== undefined,
  NOT_THE_OUTCOME: reads("OutcomeRetracted", ({ context, event }) => event.corrects === context.agreed?.outcome),
  NOT_LINKED: reads("Unlinked", ({ context, event: { relation, target } }) =>
    context.links.some((link) => link.relation === relation && link.target === target),
  ),
}

function openRound({ rounds }: Context, { round }: { round: number }): Consultation | undefined {
  const known = rounds[round - 1]
  return known?.summary ? undefined : known
}

function objectionOf({ objections }: Context, { objection }: { objection: number }): Objection | undefined {
  return objections[objection - 1]
}

/** The approval policy by which it is agreed. */
export function policyOf({ context, event: { facts } }: Case) {
  return facts.policy ?? context.policy ?? "coordinatorsRecord"
}
