import type { notice, plan as planWorkflow } from "@demarche/workflows"
import type { Office } from "@demarche/workflows/terms"
import { dayOf } from "../time/zone.ts"
import type { Addressed } from "./addressed.ts"
import type { OpenItem } from "./openItems.ts"
import { remindersOf } from "./recipients.ts"

/** A date of an open item that people are reminded of. */
export type Countdown = DayCountdown | HourCountdown

interface CountedItem {
  /** Part of the notification's stream name: distinguishes this date from the item's others. */
  key: string
  /** What the notification says of the date, so that it lapses when the date moves. */
  fields: Pick<notice.NoticeFields, "due" | "until">
  /** Whom the kind's recipients are chosen from. */
  addressed: Addressed
}

/** A countdown in calendar days. Its reminders wait for the digest of their day, or of the next working day. */
export interface DayCountdown extends CountedItem {
  in: "days"
  /** The date itself (ISO 8601), in the plan's zone. */
  date: string
  /** The steps before, on and after the date, at least as far as `days` after it (negative: before it). */
  steps(days: number): DayStep[]
  /** The item waits for another one, so that nobody is reminded once its own date has passed. */
  waits: boolean
}

/** One reminder of a date. */
export interface DayStep {
  name: string
  /** Days from the date; negative before it. */
  offset: number
  /** The kind's recipients are reminded. */
  recipients: boolean
  /** Whoever holds one of these offices is reminded too: it is late. */
  escalatedTo: readonly Office[]
}

/** A countdown in hours to an instant. Its reminders are sent in daytime, the last of them at any hour. */
export interface HourCountdown extends CountedItem {
  in: "hours"
  /** RFC 3339, UTC, as `ends`; no reminder falls before it. */
  begins: string
  ends: string
  hours: readonly number[]
}

/** The item's due date, as the plan's policy counts down to it and then on. */
export function dueDate({ due, waits, answering }: OpenItem, plan: planWorkflow.Context): DayCountdown[] {
  if (!due) return []
  return [
    {
      in: "days",
      key: due.on,
      fields: { due: due.on },
      addressed: { answering },
      date: due.on,
      steps: (days) => dueSteps(plan, days),
      waits,
    },
  ]
}

function dueSteps(plan: planWorkflow.Context, days: number): DayStep[] {
  const { before, on, overdue, weekly } = remindersOf(plan)
  const weeks = Math.max(0, Math.floor((days - weekly.after) / 7))
  return [
    ...before.map(stepBefore),
    ...(on ? [{ name: "on", offset: 0, recipients: true, escalatedTo: [] }] : []),
    ...overdue.map(({ after, copy }) => ({ ...stepAfter(after), recipients: true, escalatedTo: copy })),
    ...Array.from({ length: weeks }, (_, week) => ({
      ...stepAfter(weekly.after + 7 * (week + 1)),
      recipients: false,
      escalatedTo: weekly.to,
    })),
  ]
}

function stepBefore(days: number): DayStep {
  return { name: `before-${days}`, offset: -days, recipients: true, escalatedTo: [] }
}

function stepAfter(days: number) {
  return { name: `overdue-${days}`, offset: days }
}

/** The day until which the item waits for something, after which it is for whoever answers for it again. */
export function waitsEnd({ waitsUntil, answering }: OpenItem): DayCountdown[] {
  if (!waitsUntil) return []
  return [
    {
      in: "days",
      key: `wait-${waitsUntil}`,
      fields: { due: waitsUntil },
      addressed: { answering },
      date: waitsUntil,
      steps: () => [{ name: "passed", offset: 1, recipients: true, escalatedTo: [] }],
      waits: false,
    },
  ]
}

/** The end of the running silence procedure, for the parties that have not answered. */
export function silenceEnd({ silence }: OpenItem, plan: planWorkflow.Context): HourCountdown[] {
  if (!silence) return []
  const { opened, until, silent } = silence
  return [
    {
      in: "hours",
      key: compact(until.at),
      fields: { until: until.at },
      addressed: { silence: { addressees: silent } },
      begins: opened,
      ends: until.at,
      hours: remindersOf(plan).silence,
    },
  ]
}

/** The closing of each open consultation, for the parties that have given no input. */
export function consultationClosings({ consultations }: OpenItem, plan: planWorkflow.Context): DayCountdown[] {
  return consultations.map(({ round, closes, silent }) => ({
    in: "days",
    key: `${round}-${compact(closes.at)}`,
    fields: { until: closes.at },
    addressed: { rounds: [{ invited: silent }] },
    date: dayOf(closes.at, plan.zone),
    steps: () => remindersOf(plan).consultation.map(stepBefore),
    waits: false,
  }))
}

/** An instant in characters that a stream's name may hold: "20260608t160000". */
function compact(instant: string): string {
  return instant.replace(/[-:]|\.\d+Z$/g, "").toLowerCase()
}
