import { evolving, type Transitions, transitions } from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import type { Types } from "../states.ts"
import type { Context } from "./context.ts"
import type { Event } from "./events.ts"
import { evolve } from "./evolve.ts"
import { rules } from "./rules.ts"

const types: Types<Context, Event> = {}

/** The machine's types, its rules and what it does at each event; the chart itself is in `machine.ts`. */
export const activity = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })

/** What the chart's transitions are made of; OFFICE is asked first of each. */
export const { to, inPlace, refused } = transitions(rules, "OFFICE")

// States that are entered from outside the one they are in.
export const editing = "#activity.open.drafting.editing"
const cleared = "#activity.open.drafting.cleared"
const broken = "#activity.open.drafting.broken"

/** Before anything is begun. */
export const leavingPlanned = ["NOT_FEASIBLE_YET", "PLACEHOLDER_EMPTY", "GATE"] as const

/** What each act of a path asks: that it is the next step, and the office's; what comes before a text; and what must hold of it. */
const step = ["PATH_UNCLEAR", "APPROVAL", "STEP_OFFICE"] as const
const checks = ["CONTENT_COVERAGE", "CONSTRAINT_UNSIGNED", "HORIZONTAL_CHECKS"] as const
const before = ["HELD_FIRST", "ROUND_MISSING"] as const
const text = [...before, "DRAFT_MISSING", "VERSION_MISSING", "REQUIRED_PARTNERS", ...checks, "OPEN_OBJECTION"] as const

/** What ends an item that is on no path. */
const ending = ["ON_A_PATH", ...before, "ROUND_OPEN", "REQUIRED_PARTNERS", ...checks] as const

/** What is recorded of an activity wherever it stands. */
export const anytime = {
  ActivityAmended: inPlace("REASON"),
  DueSet: inPlace("REASON"),
  DueRecorded: inPlace(),
  OwnerAssigned: inPlace(),
  Linked: inPlace(),
  Unlinked: inPlace("NOT_LINKED"),
  WaitEnded: inPlace("NOT_WAITING", "REASON"),
  WaitResumed: inPlace(),
  ExpectedLater: inPlace("NOT_WAITING", "WAITED_FOR"),
  WaitPassed: inPlace("NOT_WAITING"),
  CommentMade: inPlace("DRAFT_UNKNOWN"),
  PartiesUnreached: inPlace(),
  CheckRecorded: inPlace("CHECK_UNKNOWN", "CHECK_VALUE", "CHECK_OFFICE"),
  ValueConfirmed: inPlace("NOT_INFERRED"),
  TextRedacted: inPlace("REASON"),
} satisfies Transitions<typeof activity>

/** Wherever there may be a draft, a version of it is added in another language. */
export const translating = {
  VersionAdded: inPlace("DRAFT_UNKNOWN", "DRAFT_LANGUAGE", "AUTHENTIC_FIXED"),
} satisfies Transitions<typeof activity>

/** Who was invited to a consultation is heard also once it is closed: what comes then is late. */
export const lateInput = {
  InputRecorded: inPlace("ROUND_UNKNOWN", "NOT_INVITED"),
} satisfies Transitions<typeof activity>

/** An objection that came too late to break a silence is kept; one that came in time is never called late. */
export const afterSilence = {
  LateObjectionRecorded: inPlace("ADDRESSEE"),
  ObjectionRaised: inPlace("ADDRESSEE", "RECEIVED_IN_TIME"),
} satisfies Transitions<typeof activity>

/** The ways out that remain while nothing is agreed; of a silence that runs the outcome is awaited before an item goes over. */
export const closing = {
  CarriedOver: to("#activity.carriedOver", "REASON"),
  Cancelled: to("#activity.cancelled", "REASON"),
  Superseded: to("#activity.superseded", "REASON"),
} satisfies Transitions<typeof activity>

/** The next step of the path is taken, opened, or recorded by one of those who each record it. */
export const stepping = {
  ClearanceRequested: to("#activity.open.drafting.clearance", ...step, ...text),
  SilenceOpened: to("#activity.open.drafting.underSilence", ...step, ...text, "NO_ADDRESSEES", "SILENCE_TOO_SHORT"),
  StepTaken: to(cleared, ...step, ...text, "MEETING_UNCITED"),
  StepRecorded: inPlace(...step, ...text),
  Agreed: to("#activity.agreed", ...step, ...text, "MEETING_UNCITED"),
  NotAdopted: to(broken, ...step, "DRAFT_MISSING", "MEETING_UNCITED", "REASON"),
} satisfies Transitions<typeof activity>

/** A step that new drafts keep may be taken before there is one. */
export const steppingEarly = {
  StepTaken: inPlace(...step, "STEP_NOT_KEPT", ...checks, "MEETING_UNCITED"),
  StepRecorded: inPlace(...step, "STEP_NOT_KEPT", ...checks),
  NotAdopted: inPlace(...step, "STEP_NOT_KEPT", "MEETING_UNCITED", "REASON"),
} satisfies Transitions<typeof activity>

/** An event is prepared and held while no text is waited for. */
export const holding = { MilestoneReached: inPlace("EVENT_ONLY") } satisfies Transitions<typeof activity>

/** It ends well without a text that anybody agrees. */
export const concluding = { Concluded: to("#activity.agreed", ...ending) } satisfies Transitions<typeof activity>

/** Who is asked for an answer may ask for more time, and is told yes, by an extension, or no. */
export const askingForTime = {
  MoreTimeRequested: inPlace("ASKED_TO_ANSWER"),
  MoreTimeDeclined: inPlace("NO_REQUEST", "REASON"),
} satisfies Transitions<typeof activity>

/** A silence that ended is corrected by an objection that came in time: what followed from it, or rested on there being none, is undone. */
const correction = ["NO_OUTCOME", "NOT_THE_OUTCOME", "NOT_IN_TIME"] as const
export const correcting = {
  OutcomeRetracted: to(broken, ...correction),
  StepsRetracted: to(cleared, ...correction),
} satisfies Transitions<typeof activity>

/** Or nothing did, and the objection is left to answer. */
export const qualifying = { OutcomeQualified: inPlace(...correction) } satisfies Transitions<typeof activity>

/** Before a text is on its way nothing leads out of where it is. */
export const qualifyingEarly = {
  ...qualifying,
  OutcomeRetracted: correcting.OutcomeRetracted,
  StepsRetracted: inPlace(...correction),
} satisfies Transitions<typeof activity>

/** While no silence runs, a draft may be replaced. */
export const revising = {
  DraftAdded: to(editing),
  ReturnedToConsultation: to("#activity.open.consulting", "REASON"),
} satisfies Transitions<typeof activity>

/** And an objection may be resolved or withdrawn, or come too late. */
export const resolvingObjections = {
  ...afterSilence,
  ObjectionResolved: inPlace("OBJECTION_UNKNOWN"),
  ObjectionWithdrawn: inPlace("OBJECTION_UNKNOWN", "NOT_YOUR_OBJECTION"),
} satisfies Transitions<typeof activity>
