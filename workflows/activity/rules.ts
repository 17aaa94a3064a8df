import { never, reading, readsPayload } from "@demarche/engine/definition"
import { officeGuard, type RuleInput, reasonGiven } from "../rules.ts"
import type { WithMetadata } from "../terms.ts"
import { commands } from "./commands.ts"
import { type Consultation, type Context, eventKinds, type Objection, partyOf } from "./context.ts"
import type { Event } from "./events.ts"

const reads = reading<Context, WithMetadata<Event>>()

/** The rules of domain.md, each under its code. */
export const rules = {
  OFFICE: officeGuard(commands),
  REASON: reasonGiven,
  MANDATE: readsPayload(({ event }: RuleInput<Context>) => event.mandate !== undefined),
  NOT_FEASIBLE_YET: ({ context }: RuleInput<Context>) => !context.conditional || context.feasible === true,
  PLACEHOLDER_EMPTY: ({ context }: RuleInput<Context>) =>
    context.kind !== "placeholder" || context.children !== undefined,
  ONGOING_ONLY: ({ context }: RuleInput<Context>) => context.kind === "ongoing",
  NOT_FOR_ONGOING: ({ context }: RuleInput<Context>) => context.kind !== "ongoing",
  EVENT_ONLY: ({ context }: RuleInput<Context>) => eventKinds.includes(context.kind),
  PLACEHOLDER_ONLY: ({ context }: RuleInput<Context>) => context.kind === "placeholder",
  CONDITIONAL_ONLY: ({ context }: RuleInput<Context>) => context.conditional === true,

  CONSULTATION_MISSING: ({ context }: RuleInput<Context>) =>
    context.waived === true || eventKinds.includes(context.kind) || context.rounds.some(({ summary }) => summary),
  PARTY_UNKNOWN: readsPayload(({ event: { facts } }: RuleInput<Context>) => facts.invitation?.unknown.length === 0),
  CLOSES_IN_THE_PAST: reads("ConsultationOpened", ({ event: { closes, at } }) => closes.at > at),
  ROUND_UNKNOWN: reads(
    ["InputRecorded", "ConsultationClosed"],
    ({ context, event }) => openRound(context, event) !== undefined,
  ),
  NOT_INVITED: reads("InputRecorded", ({ context, event }) => {
    const party = partyOf(event)
    return party !== undefined && openRound(context, event)?.invited.includes(party) === true
  }),

  DRAFT_MISSING: ({ context }: RuleInput<Context>) => context.drafts.length > 0,
  REQUIRED_PARTNERS: ({ context }: RuleInput<Context>) =>
    context.partners.every((partner) => context.invited.includes(partner)),
  CONTENT_COVERAGE: ({ context }: RuleInput<Context>) => context.ticked.length >= context.covers,
  POINT_UNKNOWN: reads(
    "CheckRecorded",
    ({ context, event: { check } }) => check.of !== "coverage" || check.points.every((point) => point < context.covers),
  ),
  CHECK_OFFICE: reads("CheckRecorded", ({ event: { check, by } }) => {
    if (check.of === "consent") return false
    if (check.of === "genderAdvice") return check.waived || by.office === "focalPoint"
    return by.office !== "focalPoint" || check.of === "gender"
  }),
  CONSENT_ONLY: reads(
    "CheckRecorded",
    ({ event: { check, by } }) => check.of === "consent" && by.office === "coordinator" && by.party !== undefined,
  ),
  CONSTRAINT_UNSIGNED: ({ context }: RuleInput<Context>) =>
    !context.constraint || ["coordinator", "secretariat"].every((office) => context.signed.includes(office)),
  HORIZONTAL_CHECKS: ({ context }: RuleInput<Context>) =>
    context.gender !== undefined && context.genderAdvised === true && context.lap !== undefined,

  SILENCE_TOO_SHORT: readsPayload(({ event: { facts } }: RuleInput<Context>) =>
    Boolean(facts.inOfficeHours && (facts.hours ?? 0) >= 72 && (facts.workingDays ?? 0) >= 3),
  ),
  NO_ADDRESSEES: readsPayload(({ event: { facts } }: RuleInput<Context>) => (facts.addressees ?? []).length > 0),
  NOT_LATER: reads(
    "SilenceExtended",
    ({ context: { silence }, event: { until } }) => silence !== undefined && until.at > silence.until.at,
  ),
  ADDRESSEE: ({ context, event }: RuleInput<Context>) =>
    context.silence?.addressees.includes(partyOf(event) ?? "") === true,
  CONFIRM_VOID: readsPayload(never),
  SILENCE_RUNNING: never,
  OPEN_OBJECTION: ({ context }: RuleInput<Context>) => context.objections.every(({ status }) => status !== "open"),
  OBJECTION_UNKNOWN: reads(
    ["ObjectionResolved", "ObjectionWithdrawn"],
    ({ context, event }) => objectionOf(context, event)?.status === "open",
  ),
  NOT_YOUR_OBJECTION: reads(
    "ObjectionWithdrawn",
    ({ context, event }) => objectionOf(context, event)?.party === partyOf(event),
  ),

  NOT_READY: ({ context }: RuleInput<Context>) => eventKinds.includes(context.kind) && context.reached.includes("held"),
  APPROVAL: (given: RuleInput<Context>) => {
    const policy = policyOf(given)
    return policy !== "committeeSilence" && (policy !== "isuClearance" || given.context.clearedBy === "secretariat")
  },
  MEETING_UNCITED: readsPayload(
    (given: RuleInput<Context>) =>
      !["committeeMeeting", "statesPartiesMeeting"].includes(policyOf(given)) || given.event.mandate !== undefined,
  ),
  REOPEN_AUTHORITY: ({ context, event: { by } }: RuleInput<Context>) =>
    by.office === "presidency" || (by.party !== undefined && context.consents.some((party) => party !== by.party)),
  NOT_IN_TIME: readsPayload(({ context: { silence }, event: { received } }: RuleInput<Context>) =>
    Boolean(silence && received && silence.opened <= received && received < silence.until.at),
  ),
  RECEIVED_IN_TIME: readsPayload(never),
  NO_OUTCOME: ({ context }: RuleInput<Context>) => context.agreed?.outcome !== undefined,
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
export function policyOf({ context, event: { facts } }: RuleInput<Context>) {
  return facts.policy ?? context.policy ?? "coordinatorsRecord"
}
