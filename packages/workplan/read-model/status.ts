import type { View } from "@demarche/engine"
import type { activity, output } from "@demarche/workflows"
import { responsibleFor } from "@demarche/workflows/activity/context"
import { waitsOf } from "@demarche/workflows/activity/links"
import type { Due } from "@demarche/workflows/due"
import { isInferred } from "@demarche/workflows/inferred"
import { means, metaOf } from "@demarche/workflows/states"
import type { Deadline } from "@demarche/workflows/terms"
import { addDays, daysBetween } from "../time/days.ts"
import { asItFalls } from "../time/deadline.ts"
import { isOverdue } from "../time/due.ts"
import { everyRule } from "../time/periods.ts"
import { dayOf } from "../time/zone.ts"
import type { ContextOf } from "./byKind.ts"
import { outputDue } from "./deliverables.ts"
import type { DeadlineFinding, DueReading } from "./readingSchemas.ts"
import { type PlanInTime, reportsOf } from "./reports.ts"

/** The kinds of stream that people can owe something. */
export const itemKinds = ["activity", "output", "request"] as const
export type ItemKind = (typeof itemKinds)[number]

/**
 * How an item stands at an instant: what is due and when, who holds it, what runs. Letters, reminders, calendars, the API and
 * pages all say this, and none of them works it out again. Days are the plan's, whatever the reader's zone.
 */
export interface ItemStatus {
  state: string
  substate: string | null
  /** Who has to act: the owner where one is assigned, else whom the state names; `nobody` where it names none. */
  holder: string
  ownerAssumed: boolean
  /** Who answers for it before whom the state names: its owner, else each of those who lead it. */
  answering: string[]
  due: DueReading | null
  /** Nothing has settled or dropped it, and it is not paused. */
  awaited: boolean
  /** What was planned is not awaited any more, or not for now. */
  off: boolean
  /** It waits for another item, so that it is not overdue. */
  waits: boolean
  /** The last day (ISO 8601) on which it waits, where each of its waits ends by time; else null. */
  waitsUntil: string | null
  /** It was held, so that its date was kept. */
  held: boolean
  /** The silence procedure, while it runs. */
  silence: RunningSilence | null
  consultations: ConsultationStatus[]
  /** Deadlines that run and fall at another wall time than was told: a person decides what is to hold. */
  findings: DeadlineFinding[]
}

/** A silence procedure that runs. */
export interface RunningSilence {
  draft: number
  opened: string
  until: Deadline
  addressees: string[]
  supported: string[]
  /** The addressees that have not answered. */
  silent: string[]
  /** The addressees that no letter could reach at some time. */
  unreached: string[]
}

/** A consultation: it is open until it is closed with a summary, and takes answers in time until it closes. */
export interface ConsultationStatus {
  round: number
  closes: Deadline
  invited: string[]
  answered: string[]
  /** The invited parties that have given no input. */
  silent: string[]
  /** The invited parties that no letter could reach at some time. */
  unreached: string[]
  /** It is not closed, and its closing time has not come. */
  runs: boolean
}

/** What a status is worked out from. */
export interface StatusInput<K extends ItemKind> {
  view: View<ContextOf<K>>
  /** The instant (UTC) at which its state was entered. */
  since: string
  /** RFC 3339, UTC. */
  now: string
  plan: PlanInTime
}

/** A request that says no date is due so many days after it was made. */
const REQUEST_DAYS = 10

/** The status of an item of that kind. */
export function statusOf<K extends ItemKind>(kind: K, input: StatusInput<K>): ItemStatus {
  const { view, now, plan } = input
  const { answering, waits, waitsUntil, held, silence, consultations } = ofKind[kind](input)
  const due = dueOf(kind, input)
  const awaited = means(view, "awaited")
  return {
    state: view.state ?? "",
    substate: view.substate ?? null,
    holder: answering[0] ?? metaOf(view).holder ?? "nobody",
    ownerAssumed: answering.length === 0,
    answering,
    due: due && {
      ...due,
      days: daysBetween(dayOf(now, plan.zone), due.on),
      overdue: awaited && !waits && !held && isOverdue(due, now, plan.zone),
    },
    awaited,
    off: means(view, "paused") || means(view, "dropped"),
    waits,
    waitsUntil,
    held,
    silence: silence && { ...silence, until: asItFalls(silence.until) },
    consultations: consultations.map((each) => ({ ...each, closes: asItFalls(each.closes) })),
    findings: findingsOf([
      ...(silence ? [silence.until] : []),
      ...consultations.filter(({ runs }) => runs).map(({ closes }) => closes),
    ]),
  }
}

/** The deadlines whose zone has changed its rules since they were set, so that their wall time is another. */
function findingsOf(deadlines: Deadline[]): DeadlineFinding[] {
  return deadlines.flatMap(({ at, zone, wall }) => {
    const falls = asItFalls({ at, zone, wall }).wall
    return falls === wall ? [] : [{ code: "ZONE_RULES_CHANGED", at, zone, told: wall, falls }]
  })
}

/** What depends on the kind of an item, but for its due date. */
type KindStatus = Pick<ItemStatus, "answering" | "waits" | "waitsUntil" | "held" | "silence" | "consultations">

const ofKind: { [K in ItemKind]: (input: StatusInput<K>) => KindStatus } = {
  activity: ({ view, now, plan }) => ({
    answering: responsibleFor(view.context),
    ...waitIn(view.context, now, plan),
    held: view.context.reached.includes("held"),
    silence: runningSilence(view),
    consultations: consultationsOf(view.context, now),
  }),
  output: ({ view }) => ({ ...nothingRuns, answering: responsibleFor(view.context) }),
  request: () => nothingRuns,
}

/** Whether it waits for something: until the day by which that is expected, and for a meeting until it is over. */
function waitIn(
  context: activity.Context,
  now: string,
  { zone, meetings }: PlanInTime,
): Pick<ItemStatus, "waits" | "waitsUntil"> {
  const today = dayOf(now, zone)
  const ends = waitsOf(context).map(
    ({ target, expected }) => expected ?? meetings.find(({ id }) => id === target)?.to ?? NEVER,
  )
  const last = ends.sort().at(-1)
  return { waits: last !== undefined && today <= last, waitsUntil: last === NEVER ? null : (last ?? null) }
}

/** Sorts behind every day. */
const NEVER = "never"

/** Who is named as the owner of an activity; null where nobody is. */
export function ownerIn({ context }: View<activity.Context>): string | null {
  return context.owner ?? null
}

/** Whom a reader of the document inferred as the owner of an output; null once somebody has confirmed that, or nobody is. */
export function suggestedOwner({ context }: View<output.Context>): string | null {
  return isInferred(context, "owner") ? (context.owner ?? null) : null
}

const nothingRuns = { answering: [], waits: false, waitsUntil: null, held: false, silence: null, consultations: [] }

function runningSilence(view: View<activity.Context>): RunningSilence | null {
  const { silence } = view.context
  if (!silence || metaOf(view).deadline !== "SilencePassed") return null
  return {
    ...silence,
    unreached: silence.unreached ?? [],
    silent: silence.addressees.filter((party) => !silence.supported.includes(party)),
  }
}

/** The consultations of an activity at `now` (RFC 3339, UTC), by their rounds. */
function consultationsOf({ rounds }: activity.Context, now: string): ConsultationStatus[] {
  return rounds.map(({ closes, invited, answered, summary, unreached = [] }, index) => ({
    round: index + 1,
    closes,
    invited,
    answered,
    silent: invited.filter((party) => !answered.includes(party)),
    unreached,
    runs: summary === undefined && closes.at > now,
  }))
}

/**
 * The due date of an item, by the plan's day. What is reported period by period is due with the first that is not reported; an
 * output with the first of its deliverables that lacks something, where that comes first; a request when it is needed, or ten days after it was made, until it is answered.
 */
function dueOf<K extends ItemKind>(kind: K, input: StatusInput<K>): Due | null {
  return due[kind](input)
}

const due: { [K in ItemKind]: (input: StatusInput<K>) => Due | null } = {
  activity: ({ view, plan }) => activityDue(view.context, plan),
  output: ({ view, plan }) => outputDue(view.context, plan),
  request({ view, since, plan }) {
    if (!means(view, "awaited")) return null
    const requestedOn = dayOf(since, plan.zone)
    const on = view.context.neededBy ?? addDays(requestedOn, REQUEST_DAYS)
    return { on, precision: "day", rule: { kind: "request", requestedOn, days: REQUEST_DAYS } }
  },
}

/** The first period that is owed and not reported, or what else it is due by, whichever comes first. */
function activityDue(context: activity.Context, plan: StatusInput<"activity">["plan"]): Due | null {
  const every = everyRule(context.rules)
  if (!every) return context.due
  const next = reportsOf(context, plan).find(({ reported, owed }) => owed && !reported)
  if (!next || (context.due && context.due.on <= next.due)) return context.due
  const { due: on, from, period } = next
  return { on, from, precision: "day", rule: every, period }
}
