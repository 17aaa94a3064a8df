import type { Due, DueRule } from "@demarche/workflows/due"
import { Day, Id, Line, LocalizedTitle, Month } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import * as z from "zod"
import { plausible } from "../rules/values.ts"
import { addDays } from "./days.ts"
import { spanOf } from "./periods.ts"
import { dayOf } from "./zone.ts"

/** A meeting that due rules can refer to: known by its days, only by its month, or not at all yet. */
export const MeetingDays = z.object({
  id: Id,
  title: Line,
  titles: LocalizedTitle.optional(),
  kind: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  month: Month.optional(),
})
export type MeetingDays = z.infer<typeof MeetingDays>

/** What due rules count from: the plan's meetings and, by their codes, the days of other items of the plan. */
export interface Anchors {
  meetings: MeetingDays[]
  /** The day an item is due and, once it has ended well, that day. */
  items?: ReadonlyMap<string, string> | undefined
}

/**
 * The earliest due date that the rules give, with its rule; of two on the same day, the first. Null where no rule gives a
 * date: such an item is never overdue (docs/domain.md#due-dates). What is reported period by period has as many dates, which
 * `reportsOf` lists.
 */
export function effectiveDue(rules: DueRule[], anchors: Anchors): Due | null {
  let earliest: Due | null = null
  for (const rule of rules) {
    const due = dueUnder(rule, anchors)
    if (due && plausible(due.on) && (!earliest || due.on < earliest.on)) earliest = due
  }
  return earliest
}

/** The items from which due rules count, by their codes. */
export function countedFrom(rules: readonly DueRule[]): string[] {
  return rules.flatMap((rule) => (rule.kind === "after" ? [rule.item] : []))
}

/** Whether a rule gives a date that no plan can mean; such a date counts as none. */
export function reachesTooFar(rules: DueRule[], anchors: Anchors): boolean {
  return rules.some((rule) => {
    const due = dueUnder(rule, anchors)
    return due !== null && !plausible(due.on)
  })
}

function dueUnder(rule: DueRule, anchors: Anchors): Due | null {
  switch (rule.kind) {
    case "date":
      return { on: rule.on, precision: "day", rule }
    case "month":
      return { on: lastDayIn(rule.month, rule.part), precision: rule.part ?? "month", rule }
    case "quarter":
      return { on: spanOf(rule.quarter).to, precision: "quarter", rule }
    case "halfYear":
      return { on: spanOf(rule.halfYear).to, from: spanOf(rule.halfYear).from, precision: "halfYear", rule }
    case "year":
      return { on: spanOf(rule.year).to, from: spanOf(rule.year).from, precision: "year", rule }
    case "range":
      return { on: rule.to, from: rule.from, precision: "day", rule }
    case "meeting":
      return dueBefore(rule, anchors.meetings)
    case "after": {
      const day = anchors.items?.get(rule.item)
      return day === undefined ? null : { on: offsetFrom(day, rule), precision: "day", rule }
    }
    case "request":
      return { on: addDays(rule.requestedOn, rule.days), precision: "day", rule }
    case "everyMonth":
    case "everyQuarter":
    case "everyHalfYear":
    case "everyMeeting":
    case "none":
      return null
  }
}

function lastDayIn(month: string, part: "early" | "mid" | "late" | undefined): string {
  return part === "early" ? `${month}-10` : part === "mid" ? `${month}-20` : spanOf(month).to
}

/** The day that a rule counts to: months first, in the calendar, then weeks and days. */
function offsetFrom(day: string, { months = 0, weeks = 0, days = 0 }: Counted): string {
  const moved = months === 0 ? day : Temporal.PlainDate.from(day).add({ months }).toString()
  return addDays(moved, 7 * weeks + days)
}

type Counted = Partial<Pick<Extract<DueRule, { kind: "meeting" }>, "months" | "weeks" | "days">>

/** The due date at, before or after a meeting; none for an offset from a meeting that is known only by its month. */
function dueBefore(rule: Extract<DueRule, { kind: "meeting" }>, meetings: MeetingDays[]): Due | null {
  const { months = 0, weeks, days = 0 } = rule
  const meeting = meetings.find(({ id }) => id === rule.meeting)
  if (meeting?.from) return { on: offsetFrom(meeting.from, rule), precision: "day", rule }
  if (meeting?.month && months === 0 && weeks === 0 && days === 0)
    return { on: spanOf(meeting.month).to, precision: "month", rule }
  return null
}

/** Whether a due date touches that month, quarter, half-year or year: on any of its days or, of a report, of its period's. */
export function touches({ on, from = on, period }: Pick<Due, "on" | "from" | "period">, other: string): boolean {
  const span = spanOf(other)
  const days = period && /^\d{4}/.test(period) ? spanOf(period) : { from, to: on }
  return days.from <= span.to && span.from <= days.to
}

/** The latest day that a rule can give once the meeting's days are known; undefined where not even its month is. */
export function latestDay(meeting: MeetingDays, offset: Counted = {}): string | undefined {
  const latest = meeting.from ?? (meeting.month && spanOf(meeting.month).to)
  return latest && offsetFrom(latest, offset)
}

/** Overdue only after the due day has ended in the plan's zone; `now` is an RFC 3339 instant. */
export function isOverdue(due: Due | null, now: string, zone: string): boolean {
  return due !== null && dayOf(now, zone) > due.on
}
