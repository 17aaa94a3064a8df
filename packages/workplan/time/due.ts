import { Day, type Due, type DueRule, Id, Line, Month } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import * as z from "zod"
import { plausible } from "../rules/values.ts"
import { dayOf } from "./zone.ts"

/** A meeting that due rules can refer to: known by its days, only by its month, or not at all yet. */
export const MeetingDays = z.object({
  id: Id,
  title: Line,
  from: Day.optional(),
  to: Day.optional(),
  month: Month.optional(),
})
export type MeetingDays = z.infer<typeof MeetingDays>

/**
 * The earliest due date that the rules give, with its rule; of two on the same day, the first. Null where no rule gives a
 * date yet: such an item is never overdue (docs/domain.md#due-dates).
 * @param today the calendar day in the plan's zone; an item due every quarter is due at the end of the current one
 */
export function effectiveDue(rules: DueRule[], meetings: MeetingDays[], today: string): Due | null {
  let earliest: Due | null = null
  for (const rule of rules) {
    const due = dueUnder(rule, meetings, today)
    if (due && plausible(due.on) && (!earliest || due.on < earliest.on)) earliest = due
  }
  return earliest
}

/** Whether a rule gives a date that no plan can mean; such a date counts as none. */
export function reachesTooFar(rules: DueRule[], meetings: MeetingDays[], today: string): boolean {
  return rules.some((rule) => {
    const due = dueUnder(rule, meetings, today)
    return due !== null && !plausible(due.on)
  })
}

function dueUnder(rule: DueRule, meetings: MeetingDays[], today: string): Due | null {
  switch (rule.kind) {
    case "date":
      return { on: rule.on, precision: "day", rule }
    case "quarter":
      return { on: endOfQuarter(rule.quarter), precision: "quarter", rule }
    case "everyQuarter":
      return { on: endOfQuarter(quarterOf(today)), precision: "quarter", rule }
    case "request":
      return { on: addDays(rule.requestedOn, rule.days), precision: "day", rule }
    case "meeting":
      return dueBefore(rule, meetings)
  }
}

/** The due date before a meeting; none for an offset from a meeting that is known only by its month. */
function dueBefore(rule: Extract<DueRule, { kind: "meeting" }>, meetings: MeetingDays[]): Due | null {
  const meeting = meetings.find(({ id }) => id === rule.meeting)
  if (meeting?.from) return { on: addDays(meeting.from, 7 * rule.weeks), precision: "day", rule }
  if (meeting?.month && rule.weeks === 0) return { on: endOfMonth(meeting.month), precision: "month", rule }
  return null
}

/** The latest day that a rule can give once the meeting's days are known; undefined where not even its month is. */
export function latestDay(meeting: MeetingDays, weeks: number): string | undefined {
  const latest = meeting.from ?? (meeting.month && endOfMonth(meeting.month))
  return latest && addDays(latest, 7 * weeks)
}

/** Overdue only after the due day has ended in the plan's zone; `now` is an RFC 3339 instant. */
export function isOverdue(due: Due | null, now: string, zone: string): boolean {
  return due !== null && dayOf(now, zone) > due.on
}

/** The quarter a calendar day falls in: "2026-05-12" is in "2026-Q2". */
export function quarterOf(day: string): string {
  const { year, month } = Temporal.PlainDate.from(day)
  return `${String(year).padStart(4, "0")}-Q${Math.ceil(month / 3)}`
}

/** The quarter that follows: "2026-Q1" after "2025-Q4". */
export function quarterAfter(quarter: string): string {
  return quarterOf(addDays(endOfQuarter(quarter), 1))
}

/** The first calendar day of a quarter. */
export function startOfQuarter(quarter: string): string {
  const month = 3 * Number(quarter.slice(-1)) - 2
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, "0")}-01`
}

/** The last calendar day of a quarter, on which whatever is due in it is due. */
export function endOfQuarter(quarter: string): string {
  return endOfMonth(Temporal.PlainDate.from(startOfQuarter(quarter)).add({ months: 2 }).toString().slice(0, 7))
}

function endOfMonth(month: string): string {
  const first = Temporal.PlainDate.from(`${month}-01`)
  return first.with({ day: first.daysInMonth }).toString()
}

/** The calendar day that many days after another; before it where the number is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one calendar day to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}

/** A calendar day without zone, in milliseconds. */
const DAY = 86_400_000
