import type { SilenceStep } from "@demarche/workflows/procedure"
import type { Deadline } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import { deadlineAt } from "./deadline.ts"
import { type Calendar, isWorkingDay } from "./workingDays.ts"
import { at } from "./zone.ts"

type OfficeCalendar = Calendar & { officeHours: readonly [string, string] }

/**
 * The first full minute after an instant at which the rules let a silence procedure end that was opened then: what
 * SILENCE_TOO_SHORT accepts.
 */
export function earliestEnd(
  calendar: OfficeCalendar,
  { opened, after }: { opened: string; after: string },
  { hours, workingDays, ends }: Pick<SilenceStep, "hours" | "workingDays" | "ends">,
): Deadline {
  const start = at(opened, calendar.zone)
  const day = nthWorkingDay(calendar, start.toPlainDate(), workingDays)
  const floors = [
    start.add({ hours }),
    day.toZonedDateTime({ timeZone: calendar.zone, plainTime: start.toPlainTime() }),
    at(after, calendar.zone).add({ nanoseconds: 1 }),
  ]
  const last = floors.reduce((one, other) => (Temporal.ZonedDateTime.compare(one, other) < 0 ? other : one))
  const minute = last.round({ smallestUnit: "minute", roundingMode: "ceil" })
  return deadlineAt(nextEnd(calendar, minute, ends).toInstant(), calendar.zone)
}

/** The day itself or, of a number above 0, the day by which so many working days have come after it. */
function nthWorkingDay(calendar: Calendar, from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 })
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

/** The instant itself where a silence may end at it, or else the next one. */
function nextEnd(calendar: OfficeCalendar, from: Temporal.ZonedDateTime, ends: SilenceStep["ends"]) {
  if (ends === "anyTime") return from
  const [first, last] = ends === "officeHours" ? calendar.officeHours : ["00:00", "23:59:59.999999999"]
  const time = from.toPlainTime()
  const today = from.toPlainDate()
  const works = isWorkingDay(calendar, today) && Temporal.PlainTime.compare(time, last) <= 0
  if (works && Temporal.PlainTime.compare(first, time) <= 0) return from
  const day = works ? today : nthWorkingDay(calendar, today, 1)
  return day.toZonedDateTime({ timeZone: calendar.zone, plainTime: Temporal.PlainTime.from(first) })
}
