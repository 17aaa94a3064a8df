import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import {
  type Act,
  Day,
  Deadline,
  Due,
  DueRule,
  Id,
  ItemId,
  Line,
  Policy,
  Quarter,
  Text,
  TextHash,
  Title,
  type View,
} from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

const Kind = z.enum(["consultation", "document", "event", "outreach", "support", "ongoing", "placeholder"])
const Marker = z.enum(["principal", "significant", "none"])
const Relation = z.enum(["feeds", "dependsOn", "waitsFor", "partOf", "relatesTo"])
const Source = z.object({ ref: Id, title: Line })
/** The place among several, counted from one: a round, a draft, an objection, a version. */
const Nth = z.int().min(1)
/** A deadline as it is given, by instant or by wall clock; `workplan` reads it. */
const Until = z.string().max(40)
const Ids = z.array(Id).max(50)

const Planned = z.object({
  title: Title,
  kind: Kind,
  track: Id.optional(),
  umbrella: z.string().max(600).optional(),
  /** "Where feasible": it needs a feasibility decision before it leaves planned. */
  conditional: z.literal(true).optional(),
  /** The plan's own words that bind the text, to be signed off by coordinator and ISU. */
  constraint: Line.optional(),
  /** Points the text must cover, each to be ticked before clearance. */
  covers: z.array(z.string().max(600)).max(30).optional(),
  partners: Ids.optional(),
  /** Those of them whom the document itself names, who must be invited before clearance. */
  requiredPartners: Ids.optional(),
  /** Ids of the deliverables it contributes to. */
  outputs: Ids.optional(),
  themes: Ids.optional(),
  gender: Marker.optional(),
  policy: Policy.optional(),
  rules: z.array(DueRule).max(10).optional(),
  milestones: z.array(Line).max(10).optional(),
  /** Where the document says it; more than one where the import merged repetitions. */
  sources: z.array(Source).max(10).optional(),
  links: z
    .array(z.object({ relation: Relation, target: Line }))
    .max(50)
    .optional(),
  /** The request or placeholder that brought it into the plan after adoption. */
  outsideBaseline: z.object({ because: Line }).optional(),
})
export type Planned = z.infer<typeof Planned>

const Check = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("coverage"), points: z.array(z.int().min(0)).min(1).max(30) }),
  z.strictObject({ of: z.literal("partner"), partner: Id }),
  z.strictObject({ of: z.literal("constraint") }),
  z.strictObject({ of: z.literal("gender"), marker: Marker }),
  z.strictObject({ of: z.literal("genderAdvice"), waived: z.boolean().default(false) }),
  z.strictObject({ of: z.literal("lap"), actions: z.array(z.int().min(1).max(50)).max(50) }),
  z.strictObject({ of: z.literal("consent") }),
])

const Amendment = Planned.partial()

export const Command = oneOf(() => [
  command("plan", Planned.shape),
  command("amend", Amendment.shape),
  command("decideFeasibility", { feasible: z.boolean() }),
  command("expandPlaceholder", {
    children: z
      .array(z.strictObject({ code: Id, title: Line, kind: Kind }))
      .min(1)
      .max(20),
  }),
  command("openConsultation", {
    closes: Until,
    invited: z.array(Id).min(1).max(200),
    attribution: z.enum(["attributed", "chathamHouse"]).default("attributed"),
  }),
  command("recordInput", { round: Nth, text: Text }),
  command("closeConsultation", { round: Nth, summary: Text }),
  command("waiveConsultation", {}),
  command("startDrafting", {}),
  command("addDraft", {
    text: Text,
    languages: z
      .array(z.enum(["en", "fr", "es"]))
      .min(1)
      .default(["en"]),
    confirmVoid: z.boolean().default(false),
  }),
  command("recordCheck", { check: Check }),
  command("requestClearance", {}),
  command("clearDraft", {}),
  command("circulate", { until: Until }),
  command("extendSilence", { until: Until }),
  command("voidSilence", {}),
  command("object", { paragraphs: z.array(Line).max(50).default([]), text: Text }),
  command("withdrawObjection", { objection: Nth }),
  command("resolveObjection", { objection: Nth, how: Line }),
  command("support", {}),
  command("comment", { text: Text }),
  command("agree", {}),
  command("returnToConsultation", {}),
  command("reopen", {}),
  command("reportProgress", { quarter: Quarter, text: Text }),
  command("conclude", { summary: Text }),
  command("reachMilestone", { milestone: Line }),
  command("setDue", { rules: z.array(DueRule).max(10) }),
  command("recordDue", { because: Line }),
  command("assignOwner", { owner: z.string().max(100) }),
  command("linkTo", { relation: Relation, target: Line, expected: Day.optional() }),
  command("unlink", { relation: Relation, target: Line }),
  command("defer", {}),
  command("resume", {}),
  command("cancel", {}),
  command("supersede", { successors: z.array(ItemId).min(1).max(20) }),
  command("correct", { outcome: Nth, paragraphs: z.array(Line).max(50).default([]), text: Text }),
  command("redact", { text: TextHash }),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("ActivityPlanned", { ...Planned.shape, due: Due.nullable() }),
  event("ActivityAmended", { ...Amendment.shape, due: Due.nullable().optional() }),
  event("FoundFeasible", {}),
  event("FoundNotFeasible", {}),
  event("PlaceholderExpanded", { children: z.array(z.object({ code: Id, title: Line, kind: Kind })) }),
  event("ConsultationOpened", {
    round: Nth,
    closes: Deadline,
    invited: z.array(Id),
    /** Groups all of whose members are among the invited. */
    groups: z.array(Id).optional(),
    chathamHouse: z.literal(true).optional(),
  }),
  event("InputRecorded", { round: Nth, party: Id.optional(), text: TextHash, late: z.literal(true).optional() }),
  event("ConsultationClosed", { round: Nth, summary: TextHash }),
  event("ConsultationWaived", {}),
  event("DraftingStarted", {}),
  event("DraftAdded", { draft: Nth, text: TextHash, languages: z.array(z.string()) }),
  event("CheckRecorded", { check: Check }),
  event("ClearanceRequested", {}),
  event("DraftCleared", {}),
  event("SilenceOpened", { draft: Nth, until: Deadline, addressees: z.array(Id) }),
  event("SilenceExtended", { until: Deadline }),
  event("SilenceVoided", {}),
  event("SilenceBroken", {}),
  event("SilencePassed", {}),
  event("ObjectionRaised", {
    objection: Nth,
    party: Id.optional(),
    paragraphs: z.array(Line),
    text: TextHash,
  }),
  event("LateObjectionRecorded", { party: Id.optional(), paragraphs: z.array(Line), text: TextHash }),
  event("ObjectionWithdrawn", { objection: Nth }),
  event("ObjectionResolved", { objection: Nth, how: Line }),
  event("SupportGiven", { party: Id.optional() }),
  event("CommentMade", { text: TextHash }),
  event("Agreed", { policy: Policy, policyAssumed: z.boolean() }),
  event("ReturnedToConsultation", {}),
  event("Reopened", {}),
  event("ProgressReported", { quarter: Quarter, text: TextHash }),
  event("Concluded", { summary: TextHash }),
  event("MilestoneReached", { milestone: Line }),
  event("DueSet", { rules: z.array(DueRule), due: Due.nullable() }),
  event("DueRecorded", { due: Due.nullable(), because: Line }),
  event("OwnerAssigned", { owner: z.string() }),
  event("Linked", { relation: Relation, target: Line, expected: Day.optional() }),
  event("Unlinked", { relation: Relation, target: Line }),
  event("Deferred", {}),
  event("Resumed", {}),
  event("Cancelled", {}),
  event("Superseded", { successors: z.array(ItemId) }),
  event("OutcomeRetracted", { corrects: Nth }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to, likeliest first. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  plan: ["ActivityPlanned"],
  amend: ["ActivityAmended"],
  decideFeasibility: ["FoundFeasible", "FoundNotFeasible"],
  expandPlaceholder: ["PlaceholderExpanded"],
  openConsultation: ["ConsultationOpened"],
  recordInput: ["InputRecorded"],
  closeConsultation: ["ConsultationClosed"],
  waiveConsultation: ["ConsultationWaived"],
  startDrafting: ["DraftingStarted"],
  addDraft: ["DraftAdded", "SilenceVoided"],
  recordCheck: ["CheckRecorded"],
  requestClearance: ["ClearanceRequested"],
  clearDraft: ["DraftCleared"],
  circulate: ["SilenceOpened"],
  extendSilence: ["SilenceExtended"],
  voidSilence: ["SilenceVoided"],
  object: ["SilenceBroken", "ObjectionRaised", "LateObjectionRecorded"],
  withdrawObjection: ["ObjectionWithdrawn"],
  resolveObjection: ["ObjectionResolved"],
  support: ["SupportGiven"],
  comment: ["CommentMade"],
  agree: ["Agreed"],
  returnToConsultation: ["ReturnedToConsultation"],
  reopen: ["Reopened"],
  reportProgress: ["ProgressReported"],
  conclude: ["Concluded"],
  reachMilestone: ["MilestoneReached"],
  setDue: ["DueSet"],
  recordDue: ["DueRecorded"],
  assignOwner: ["OwnerAssigned"],
  linkTo: ["Linked"],
  unlink: ["Unlinked"],
  defer: ["Deferred"],
  resume: ["Resumed"],
  cancel: ["Cancelled"],
  supersede: ["Superseded"],
  correct: ["OutcomeRetracted"],
  redact: ["TextRedacted"],
}

interface Consultation {
  closes: Deadline
  invited: string[]
  answered: string[]
  chathamHouse?: true
  summary?: string
}

interface Objection {
  party?: string
  draft: number
  paragraphs: string[]
  text: string
  status: "open" | "withdrawn" | "resolved"
}

/** What the rules need to know, and no text. Absent means none yet. */
export interface Context {
  kind: z.infer<typeof Kind>
  conditional?: true
  feasible?: true
  children?: string[]
  partners: string[]
  invited: string[]
  covers: number
  ticked: number[]
  constraint?: true
  signed: string[]
  gender?: z.infer<typeof Marker>
  genderAdvised?: true
  lap?: number[]
  rounds: Consultation[]
  waived?: true
  drafts: string[]
  clearedBy?: string
  silence?: { draft: number; opened: string; until: Deadline; addressees: string[]; supported: string[] }
  objections: Objection[]
  late: number
  consents: string[]
  policy?: Policy
  outputs: string[]
  rules: DueRule[]
  due: Due | null
  owner?: string
  links: { relation: string; target: string; expected?: string }[]
  reached: string[]
  reported: string[]
  /** The draft that stands as agreed, since when, and the version of the outcome where time decided it. */
  agreed?: { draft: number; at: string; outcome?: number }
}

type Happening = Event & Act
type Case = { context: Context; event: Happening }

const eventKinds = ["event", "support"]
const partyOf = ({ by }: Act) => by.onBehalfOf ?? by.party
const field = <T>({ event }: Case, name: string) => (event as unknown as Record<string, T | undefined>)[name]

/** The rules of docs/domain.md, each under its code. */
const rules = {
  OFFICE: officeGuard(offices.activity),
  REASON: payload(({ event }: Case) => event.reason !== undefined),
  MANDATE: payload(({ event }: Case) => event.mandate !== undefined),
  NOT_FEASIBLE_YET: ({ context }: Case) => !context.conditional || context.feasible === true,
  PLACEHOLDER_EMPTY: ({ context }: Case) => context.kind !== "placeholder" || context.children !== undefined,
  ONGOING_ONLY: ({ context }: Case) => context.kind === "ongoing",
  NOT_FOR_ONGOING: ({ context }: Case) => context.kind !== "ongoing",
  EVENT_ONLY: ({ context }: Case) => eventKinds.includes(context.kind),
  PLACEHOLDER_ONLY: ({ context }: Case) => context.kind === "placeholder",
  CONDITIONAL_ONLY: ({ context }: Case) => context.conditional === true,
  CONSULTATION_MISSING: ({ context }: Case) =>
    context.waived === true || eventKinds.includes(context.kind) || context.rounds.some(({ summary }) => summary),
  PARTY_UNKNOWN: payload(({ event: { facts } }: Case) => facts.invitation?.unknown.length === 0),
  CLOSES_IN_THE_PAST: payload((given: Case) => (field<Deadline>(given, "closes")?.at ?? "") > given.event.at),
  ROUND_UNKNOWN: payload((given: Case) => openRound(given) !== undefined),
  NOT_INVITED: payload((given: Case) => {
    const party = partyOf(given.event)
    return party !== undefined && openRound(given)?.invited.includes(party) === true
  }),
  DRAFT_MISSING: ({ context }: Case) => context.drafts.length > 0,
  REQUIRED_PARTNERS: ({ context }: Case) => context.partners.every((partner) => context.invited.includes(partner)),
  CONTENT_COVERAGE: ({ context }: Case) => context.ticked.length >= context.covers,
  POINT_UNKNOWN: payload(({ context, event }: Case) => {
    const { check } = event as Extract<Happening, { type: "CheckRecorded" }>
    return check.of !== "coverage" || check.points.every((point) => point < context.covers)
  }),
  CHECK_OFFICE: payload(({ event }: Case) => {
    const { check, by } = event as Extract<Happening, { type: "CheckRecorded" }>
    if (check.of === "consent") return false
    if (check.of === "genderAdvice") return check.waived || by.office === "genderFocalPoint"
    return by.office !== "genderFocalPoint" || check.of === "gender"
  }),
  CONSENT_ONLY: payload(({ event }: Case) => {
    const { check, by } = event as Extract<Happening, { type: "CheckRecorded" }>
    return check.of === "consent" && by.office === "coordinator" && by.party !== undefined
  }),
  CONSTRAINT_UNSIGNED: ({ context }: Case) =>
    !context.constraint || ["coordinator", "isu"].every((office) => context.signed.includes(office)),
  HORIZONTAL_CHECKS: ({ context }: Case) =>
    context.gender !== undefined && context.genderAdvised === true && context.lap !== undefined,
  SILENCE_TOO_SHORT: payload(({ event: { facts } }: Case) =>
    Boolean(facts.inOfficeHours && (facts.hours ?? 0) >= 72 && (facts.workingDays ?? 0) >= 3),
  ),
  NO_ADDRESSEES: payload(({ event: { facts } }: Case) => (facts.addressees ?? []).length > 0),
  NOT_LATER: payload((given: Case) => {
    const until = field<Deadline>(given, "until")
    return until !== undefined && given.context.silence !== undefined && until.at > given.context.silence.until.at
  }),
  ADDRESSEE: ({ context, event }: Case) => context.silence?.addressees.includes(partyOf(event) ?? "") === true,
  CONFIRM_VOID: payload(() => false),
  SILENCE_RUNNING: () => false,
  OPEN_OBJECTION: ({ context }: Case) => context.objections.every(({ status }) => status !== "open"),
  OBJECTION_UNKNOWN: payload((given: Case) => objection(given)?.status === "open"),
  NOT_YOUR_OBJECTION: payload((given: Case) => objection(given)?.party === partyOf(given.event)),
  NOT_READY: ({ context }: Case) => eventKinds.includes(context.kind) && context.reached.includes("held"),
  APPROVAL: ({ context, event }: Case) => {
    const policy = event.facts.policy ?? context.policy ?? "coordinatorsRecord"
    return policy !== "committeeSilence" && (policy !== "isuClearance" || context.clearedBy === "isu")
  },
  MEETING_UNCITED: payload(({ context, event }: Case) => {
    const policy = event.facts.policy ?? context.policy ?? "coordinatorsRecord"
    return !["committeeMeeting", "statesPartiesMeeting"].includes(policy) || event.mandate !== undefined
  }),
  REOPEN_AUTHORITY: ({ context, event }: Case) =>
    event.by.office === "presidency" ||
    (event.by.party !== undefined && context.consents.some((party) => party !== event.by.party)),
  NOT_IN_TIME: payload(({ context: { silence }, event: { received } }: Case) =>
    Boolean(silence && received && silence.opened <= received && received < silence.until.at),
  ),
  NO_OUTCOME: ({ context }: Case) => context.agreed?.outcome !== undefined,
  NOT_THE_OUTCOME: payload((given: Case) => field<number>(given, "corrects") === given.context.agreed?.outcome),
  NOT_LINKED: payload((given: Case) => linked(given)),
}
type Rule = keyof typeof rules

function openRound(given: Case): Consultation | undefined {
  const round = given.context.rounds[(field<number>(given, "round") ?? 0) - 1]
  return round?.summary ? undefined : round
}

function objection(given: Case): Objection | undefined {
  return given.context.objections[(field<number>(given, "objection") ?? 0) - 1]
}

function linked(given: Case): boolean {
  const [relation, target] = [field(given, "relation"), field(given, "target")]
  return given.context.links.some((link) => link.relation === relation && link.target === target)
}

const { to, inPlace } = transitions<keyof typeof rules>()
const time = (target: string) => ({ target, actions: "evolve" })

const editing = "#activity.open.drafting.editing"
const broken = "#activity.open.drafting.broken"
const leavingPlanned: Rule[] = ["NOT_FEASIBLE_YET", "PLACEHOLDER_EMPTY"]
const horizontal: Rule[] = ["CONSTRAINT_UNSIGNED", "HORIZONTAL_CHECKS", "OPEN_OBJECTION"]
const anytime = {
  ActivityAmended: inPlace("REASON"),
  DueSet: inPlace("REASON"),
  DueRecorded: inPlace(),
  OwnerAssigned: inPlace(),
  Linked: inPlace(),
  Unlinked: inPlace("NOT_LINKED"),
  CommentMade: inPlace(),
  TextRedacted: inPlace("REASON"),
}
const afterSilence = { LateObjectionRecorded: inPlace("ADDRESSEE") }
const answering = {
  ...afterSilence,
  ObjectionResolved: inPlace("OBJECTION_UNKNOWN"),
  ObjectionWithdrawn: inPlace("OBJECTION_UNKNOWN", "NOT_YOUR_OBJECTION"),
}
const closing = {
  Cancelled: to("#activity.cancelled", "REASON"),
  Superseded: to("#activity.superseded", "REASON"),
}
const resting = {
  DraftAdded: to(editing),
  ReturnedToConsultation: to("#activity.open.consulting", "REASON"),
}

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "activity",
    context: {
      kind: "document",
      partners: [],
      invited: [],
      covers: 0,
      ticked: [],
      signed: [],
      rounds: [],
      drafts: [],
      objections: [],
      late: 0,
      consents: [],
      outputs: [],
      rules: [],
      due: null,
      links: [],
      reached: [],
      reported: [],
    },
    initial: "new",
    states: {
      new: {
        on: { ActivityPlanned: to("#activity.open.planned") },
      },
      open: {
        initial: "planned",
        on: { ...anytime, ...closing, Deferred: to("#activity.deferred", "REASON") },
        states: {
          left: { type: "history", history: "deep" },
          planned: {
            tags: "planned",
            on: {
              FoundFeasible: inPlace("CONDITIONAL_ONLY"),
              FoundNotFeasible: to("#activity.notPursued", "CONDITIONAL_ONLY", "REASON"),
              PlaceholderExpanded: inPlace("PLACEHOLDER_ONLY", "MANDATE"),
              ConsultationOpened: to("consulting", ...leavingPlanned, "PARTY_UNKNOWN", "CLOSES_IN_THE_PAST"),
              ConsultationWaived: to("consulting", ...leavingPlanned, "REASON"),
              ProgressReported: to("consulting", ...leavingPlanned, "ONGOING_ONLY"),
              DraftingStarted: to("drafting", ...leavingPlanned, "NOT_FOR_ONGOING", "CONSULTATION_MISSING"),
            },
          },
          consulting: {
            tags: "consulting",
            on: {
              ...afterSilence,
              ConsultationOpened: inPlace("PARTY_UNKNOWN", "CLOSES_IN_THE_PAST"),
              InputRecorded: inPlace("ROUND_UNKNOWN", "NOT_INVITED"),
              ConsultationClosed: inPlace("ROUND_UNKNOWN"),
              ConsultationWaived: inPlace("REASON"),
              ProgressReported: inPlace("ONGOING_ONLY"),
              DraftingStarted: to("drafting", "NOT_FOR_ONGOING", "CONSULTATION_MISSING"),
              Concluded: to("#activity.agreed", "ONGOING_ONLY"),
            },
          },
          drafting: {
            tags: "drafting",
            initial: "editing",
            on: { CheckRecorded: inPlace("POINT_UNKNOWN", "CHECK_OFFICE") },
            states: {
              editing: {
                on: {
                  ...resting,
                  ...answering,
                  ClearanceRequested: to("clearance", "DRAFT_MISSING", "REQUIRED_PARTNERS", "CONTENT_COVERAGE"),
                  MilestoneReached: inPlace("EVENT_ONLY"),
                  Agreed: to("#activity.agreed", "NOT_READY", ...horizontal, "APPROVAL", "MEETING_UNCITED"),
                },
              },
              clearance: { on: { ...resting, ...answering, DraftCleared: to("cleared") } },
              cleared: {
                on: {
                  ...resting,
                  ...answering,
                  SilenceOpened: to("underSilence", ...horizontal, "NO_ADDRESSEES", "SILENCE_TOO_SHORT"),
                  Agreed: to("#activity.agreed", ...horizontal, "APPROVAL", "MEETING_UNCITED"),
                },
              },
              underSilence: {
                on: {
                  ...afterSilence,
                  DraftAdded: to(editing, "CONFIRM_VOID"),
                  SilenceExtended: inPlace("NOT_LATER", "SILENCE_TOO_SHORT"),
                  SilenceVoided: to("void", "REASON"),
                  Deferred: inPlace("SILENCE_RUNNING"),
                  SilenceBroken: to("broken", "ADDRESSEE"),
                  SupportGiven: inPlace("ADDRESSEE"),
                  SilencePassed: time("#activity.agreed"),
                  OutcomeRetracted: to("broken", "NOT_IN_TIME"),
                },
              },
              broken: { on: { ...resting, ...answering, ObjectionRaised: inPlace("ADDRESSEE") } },
              void: { on: { ...resting, ...afterSilence } },
            },
          },
        },
      },
      agreed: {
        tags: "agreed",
        on: {
          ...anytime,
          ...afterSilence,
          CheckRecorded: inPlace("CONSENT_ONLY"),
          Reopened: to(editing, "REOPEN_AUTHORITY", "REASON"),
          OutcomeRetracted: to(broken, "NO_OUTCOME", "NOT_THE_OUTCOME", "NOT_IN_TIME"),
          Superseded: closing.Superseded,
        },
      },
      deferred: {
        tags: "deferred",
        on: { ...anytime, ...afterSilence, ...closing, Resumed: to("#activity.open.left") },
      },
      cancelled: { tags: "cancelled", on: { ...anytime, ...afterSilence } },
      notPursued: { tags: "notPursued", on: anytime },
      superseded: { tags: "superseded", on: { ...anytime, ...afterSilence } },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  const party = partyOf(event)
  switch (event.type) {
    case "ActivityPlanned":
    case "ActivityAmended":
      return planned(context, event)
    case "FoundFeasible":
      return { feasible: true }
    case "PlaceholderExpanded":
      return { children: [...(context.children ?? []), ...event.children.map(({ code }) => code)] }
    case "ConsultationOpened": {
      const { closes, invited, chathamHouse } = event
      const round = { closes, invited, answered: [], ...known({ chathamHouse }) }
      return {
        rounds: [...context.rounds, round],
        invited: union(context.invited, [...invited, ...(event.groups ?? [])]),
      }
    }
    case "InputRecorded":
      return {
        rounds: change(context.rounds, event.round, (round) => ({
          ...round,
          answered: union(round.answered, [event.party ?? ""]),
        })),
      }
    case "ConsultationClosed":
      return { rounds: change(context.rounds, event.round, (round) => ({ ...round, summary: event.summary })) }
    case "ConsultationWaived":
      return { waived: true }
    case "DraftAdded":
      return { drafts: [...context.drafts, event.text], signed: [], clearedBy: undefined }
    case "CheckRecorded":
      return checked(context, event)
    case "DraftCleared":
      return { clearedBy: event.by.office }
    case "SilenceOpened": {
      const { draft, until, addressees, at } = event
      return { silence: { draft, opened: at, until, addressees, supported: [] } }
    }
    case "SilenceExtended":
      return { silence: context.silence && { ...context.silence, until: event.until } }
    case "SupportGiven":
      return {
        silence: context.silence && { ...context.silence, supported: union(context.silence.supported, [party ?? ""]) },
      }
    case "ObjectionRaised": {
      const { party, paragraphs, text } = event
      const draft = context.silence?.draft ?? context.drafts.length
      return { objections: [...context.objections, { party, draft, paragraphs, text, status: "open" }] }
    }
    case "ObjectionWithdrawn":
      return { objections: change(context.objections, event.objection, (it) => ({ ...it, status: "withdrawn" })) }
    case "ObjectionResolved":
      return { objections: change(context.objections, event.objection, (it) => ({ ...it, status: "resolved" })) }
    case "LateObjectionRecorded":
      return { late: context.late + 1 }
    case "SilencePassed":
      return { agreed: { draft: context.silence?.draft ?? 0, at: event.at, outcome: event.version } }
    case "Agreed":
    case "Concluded":
      return { agreed: { draft: context.drafts.length, at: event.at } }
    case "OutcomeRetracted":
      return { agreed: undefined }
    case "Reopened":
      return { consents: [], clearedBy: undefined }
    case "ProgressReported":
      return { reported: union(context.reported, [event.quarter]) }
    case "MilestoneReached":
      return { reached: union(context.reached, [event.milestone]) }
    case "DueSet":
      return { rules: event.rules, due: event.due }
    case "DueRecorded":
      return { due: event.due }
    case "OwnerAssigned":
      return { owner: event.owner }
    case "Linked": {
      const { relation, target, expected } = event
      return { links: [...without(context.links, event), { relation, target, ...known({ expected }) }] }
    }
    case "Unlinked":
      return { links: without(context.links, event) }
    default:
      return {}
  }
}

function planned(
  context: Context,
  event: Extract<Event, { type: "ActivityPlanned" | "ActivityAmended" }>,
): Partial<Context> {
  const { kind, conditional, constraint, covers, requiredPartners, outputs, gender, policy, rules, links, due } = event
  return known({
    kind,
    conditional,
    constraint: constraint ? (true as const) : undefined,
    covers: covers?.length,
    ticked: covers && [],
    partners: requiredPartners,
    outputs,
    gender,
    policy,
    rules,
    links: links && [...links.reduce(without, context.links), ...links],
    due,
  })
}

function checked(context: Context, { check, by }: Extract<Happening, { type: "CheckRecorded" }>): Partial<Context> {
  switch (check.of) {
    case "coverage":
      return { ticked: [...new Set([...context.ticked, ...check.points])].sort((a, b) => a - b) }
    case "partner":
      return { invited: union(context.invited, [check.partner]) }
    case "constraint":
      return { signed: union(context.signed, [by.office]) }
    case "gender":
      return { gender: check.marker }
    case "genderAdvice":
      return { genderAdvised: true }
    case "lap":
      return { lap: check.actions }
    case "consent":
      return { consents: union(context.consents, [by.party ?? ""]) }
  }
}

function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])]
}

function change<T>(items: T[], number: number, to: (item: T) => T): T[] {
  return items.map((item, index) => (index === number - 1 ? to(item) : item))
}

function without<T extends { relation: string; target: string }>(
  links: T[],
  gone: { relation: string; target: string },
): T[] {
  return links.filter(({ relation, target }) => relation !== gone.relation || target !== gone.target)
}

/** The past-tense events a command comes to; whether they may happen, the machine says. */
export function decide({ substate, context }: View<Context>, command: Command, act: Act): Event[] {
  const { facts } = act
  const party = partyOf(act)
  const draft = context.drafts.length
  switch (command.type) {
    case "plan": {
      const { type, ...planned } = command
      return [{ ...planned, type: "ActivityPlanned", due: facts.due ?? null }]
    }
    case "amend": {
      const { type, ...amended } = command
      return [{ ...amended, type: "ActivityAmended", ...(facts.due !== undefined && { due: facts.due }) }]
    }
    case "decideFeasibility":
      return [{ type: command.feasible ? "FoundFeasible" : "FoundNotFeasible" }]
    case "openConsultation": {
      const { parties = command.invited, groups = [] } = facts.invitation ?? {}
      return [
        {
          type: "ConsultationOpened",
          round: context.rounds.length + 1,
          closes: facts.deadline as Deadline,
          invited: parties,
          ...(groups.length > 0 && { groups }),
          ...(command.attribution === "chathamHouse" && { chathamHouse: true as const }),
        },
      ]
    }
    case "recordInput": {
      const round = context.rounds[command.round - 1]
      const late = round && (act.received ?? act.at) >= round.closes.at ? ({ late: true } as const) : {}
      return [
        {
          type: "InputRecorded",
          round: command.round,
          party,
          text: command.text,
          ...late,
          visibility: round?.chathamHouse ? "restricted" : "committee",
        },
      ]
    }
    case "addDraft": {
      const added = { type: "DraftAdded", draft: draft + 1, text: command.text, languages: command.languages } as const
      const voids = substate === "underSilence" && command.confirmVoid
      return voids ? [{ type: "SilenceVoided" }, added] : [added]
    }
    case "circulate":
      return [{ type: "SilenceOpened", draft, until: facts.deadline as Deadline, addressees: facts.addressees ?? [] }]
    case "extendSilence":
      return [{ type: "SilenceExtended", until: facts.deadline as Deadline }]
    case "object": {
      const { paragraphs, text } = command
      const inTime = context.silence !== undefined && (act.received ?? act.at) < context.silence.until.at
      const raised = {
        type: "ObjectionRaised",
        objection: context.objections.length + 1,
        party,
        paragraphs,
        text,
        visibility: "committee",
      } as const
      if (substate === "underSilence") return [{ type: "SilenceBroken" }, raised]
      if (substate === "broken" && inTime) return [raised]
      return [{ type: "LateObjectionRecorded", party, paragraphs, text, visibility: "committee" }]
    }
    case "withdrawObjection":
      return [{ type: "ObjectionWithdrawn", objection: command.objection, visibility: "committee" }]
    case "resolveObjection":
      return [{ type: "ObjectionResolved", objection: command.objection, how: command.how, visibility: "committee" }]
    case "support":
      return [{ type: "SupportGiven", party, visibility: "committee" }]
    case "comment":
      return [{ type: "CommentMade", text: command.text, visibility: "committee" }]
    case "agree":
      return [
        {
          type: "Agreed",
          policy: facts.policy ?? context.policy ?? "coordinatorsRecord",
          policyAssumed: facts.policyAssumed ?? !context.policy,
        },
      ]
    case "setDue":
      return [{ type: "DueSet", rules: command.rules, due: facts.due ?? null }]
    case "recordDue":
      return same(context.due, facts.due ?? null)
        ? []
        : [{ type: "DueRecorded", due: facts.due ?? null, because: command.because }]
    case "correct": {
      const { outcome, paragraphs, text } = command
      const objection = context.objections.length + 1
      return [
        { type: "OutcomeRetracted", corrects: outcome },
        { type: "ObjectionRaised", objection, party, paragraphs, text, visibility: "committee" },
      ]
    }
    default: {
      const { type, ...fields } = command
      return [{ ...fields, type: emits[type][0] } as Event]
    }
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** A silence ends at its instant: if nobody has objected by then, the draft is agreed. */
export function deadlines({ substate, context }: View<Context>): { at: string; event: Event }[] {
  return substate === "underSilence" && context.silence
    ? [{ at: context.silence.until.at, event: { type: "SilencePassed" } }]
    : []
}
