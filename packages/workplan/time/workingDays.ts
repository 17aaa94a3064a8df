import { Day } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import * as z from "zod"
import { at, Zone } from "./zone.ts"

const WeekdayNumber = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])

/** The weekdays that are not working days; at least one must remain. */
export const Weekend = z
  .array(WeekdayNumber)
  .refine((days) => new Set(days).size < 7, "a week needs at least one working day")
  .default(["sat", "sun"])

/** The working calendar of a plan: its IANA zone, its weekend, and its other days off. */
export const Calendar = z.object({ zone: Zone, weekend: Weekend, closures: z.array(Day).default([]) })
export type Calendar = z.infer<typeof Calendar>

/**
 * Whole working days from one RFC 3339 instant to another: the greatest number of working days that can be added to
 * `from`, keeping its wall time, without passing `to`. Monday 10:00 to Thursday 10:00 is 3; 0 where `to` is first.
 */
export function workingDays(calendar: Calendar, from: string, to: string): number {
  const start = at(from, calendar.zone)
  const end = at(to, calendar.zone)
  const lastDay = end.toPlainDate()
  const days = countWorkingDays(calendar, start.toPlainDate(), lastDay)
  if (days === 0 || !isWorkingDay(calendar, lastDay)) return days
  const sameWallTime = lastDay.toZonedDateTime({ timeZone: calendar.zone, plainTime: start.toPlainTime() })
  return Temporal.ZonedDateTime.compare(sameWallTime, end) <= 0 ? days : days - 1
}

/** The working days after `from` up to and including `to`; counts whole weeks at once, so that distant days cost no more. */
function countWorkingDays(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const total = from.until(to).days
  if (total <= 0) return 0
  const weekend = new Set(calendar.weekend)
  const weeks = Math.floor(total / 7)
  let days = weeks * (7 - weekend.size)
  for (let day = 1; day <= total % 7; day++) {
    if (!weekend.has(weekdayOf(from.add({ days: day })))) days++
  }
  for (const closure of new Set(calendar.closures)) {
    const closed = Temporal.PlainDate.from(closure)
    const within = Temporal.PlainDate.compare(from, closed) < 0 && Temporal.PlainDate.compare(closed, to) <= 0
    if (within && !weekend.has(weekdayOf(closed))) days--
  }
  return days
}

function weekdayOf(day: Temporal.PlainDate): z.infer<typeof WeekdayNumber> {
  return WeekdayNumber.options[day.dayOfWeek - 1] ?? "sun"
}

/** Whether the day is a working day: neither weekend nor closure. */
export function isWorkingDay(calendar: Pick<Calendar, "weekend" | "closures">, day: Temporal.PlainDate): boolean {
  return !calendar.weekend.includes(weekdayOf(day)) && !calendar.closures.includes(day.toString())
}

/** Whole elapsed hours from one RFC 3339 instant to another; 0 where `to` is first. */
export function hours(from: string, to: string): number {
  const elapsed = Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds
  return Math.max(0, Math.floor(elapsed / 3_600_000))
}

/** Whether the instant falls on a working day of the calendar's zone, and from `first` to `last` ("09:00", "18:00", both included) on it. */
export function onWorkingDay(
  calendar: Calendar,
  instant: string,
  [first, last]: readonly [string, string],
): { onWorkingDay: boolean; inOfficeHours: boolean } {
  const zoned = at(instant, calendar.zone)
  const wall = zoned.toPlainTime()
  const within = Temporal.PlainTime.compare(first, wall) <= 0 && Temporal.PlainTime.compare(wall, last) <= 0
  const working = isWorkingDay(calendar, zoned.toPlainDate())
  return { onWorkingDay: working, inOfficeHours: within && working }
}
