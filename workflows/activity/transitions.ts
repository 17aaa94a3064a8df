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
export const broken = "#activity.open.drafting.broken"

/** Before anything is begun. */
export const leavingPlanned = ["NOT_FEASIBLE_YET", "PLACEHOLDER_EMPTY"] as const

/** The checks before a text is circulated or agreed. */
export const horizontal = ["CONSTRAINT_UNSIGNED", "HORIZONTAL_CHECKS", "OPEN_OBJECTION"] as const

/** What is recorded of an activity wherever it stands. */
export const anytime = {
  ActivityAmended: inPlace("REASON"),
  DueSet: inPlace("REASON"),
  DueRecorded: inPlace(),
  OwnerAssigned: inPlace(),
  Linked: inPlace(),
  Unlinked: inPlace("NOT_LINKED"),
  CommentMade: inPlace(),
  PartiesUnreached: inPlace(),
  TextRedacted: inPlace("REASON"),
} satisfies Transitions<typeof activity>

/** An objection that came too late to break a silence is kept; one that came in time is never called late. */
export const afterSilence = {
  LateObjectionRecorded: inPlace("ADDRESSEE"),
  ObjectionRaised: inPlace("ADDRESSEE", "RECEIVED_IN_TIME"),
} satisfies Transitions<typeof activity>

/** The ways out that remain while nothing is agreed. */
export const closing = {
  Cancelled: to("#activity.cancelled", "REASON"),
  Superseded: to("#activity.superseded", "REASON"),
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
