import type { Language } from "@demarche/workflows/languages"
import { Temporal } from "temporal-polyfill"
import { catalogues } from "./catalogues.ts"
import { cityOf } from "./cities.ts"
import { translate, translateDynamic } from "./translate.ts"

/** A deadline as the record keeps it: the instant, and the IANA zone and wall clock in which it was set. */
export interface DeadlineValue {
  at: string
  zone: string
  wall: string
}

/** A due date: its last day (ISO 8601), and how precisely it is known. */
export interface DueValue {
  on: string
  precision: "day" | "early" | "mid" | "late" | "month" | "quarter" | "halfYear" | "year"
  /** The period whose report is due: a month, quarter, half-year or year or, in other words, what ends with a meeting. */
  period?: string | undefined
  /** What it is read from; a tentative date is said to be one. */
  rule?: { tentative?: true | undefined } | undefined
}

/**
 * A deadline in the zone in which it was set: "Monday, 8 June 2026, 6 p.m. (Geneva time)". If the reader's zone shows another
 * time, it is added, with the day if that differs too: "(Geneva time; 11 p.m. in Vientiane)". A wall time that occurs twice
 * carries its offset. An unknown zone of the reader is ignored.
 */
export function deadlineText(language: Language, { at, zone, wall }: DeadlineValue, reader?: string | null): string {
  const here = Temporal.PlainDateTime.from(wall)
  const there = reader ? wallIn(at, reader) : undefined
  const elsewhere =
    reader && there && !same(here, there)
      ? forReader(language, there, reader, !here.toPlainDate().equals(there.toPlainDate()))
      : undefined
  return translate(language, "dates.moment", {
    day: weekdayText(language, here),
    time: timeText(language, here),
    zone: zoneText(language, at, zone),
    reader: elsewhere,
  })
}

/** A deadline in a few words, as a subject has room for: "8 June, 6 p.m., Geneva". */
export function briefDeadlineText(language: Language, { zone, wall }: DeadlineValue): string {
  const here = Temporal.PlainDateTime.from(wall)
  const { day, month } = here
  return translate(language, "dates.brief", {
    day: String(day),
    month: monthName(language, month),
    time: timeText(language, here),
    place: cityOf(language, zone),
  })
}

/**
 * In the last half-hour before a deadline until when an answer counts, to the second, and what time it is where the deadline was
 * set; undefined before, and from the deadline on.
 */
export function lastMinutesText(language: Language, { at, zone }: DeadlineValue, now: string): string | undefined {
  const left = Temporal.Instant.from(now).until(at).total("minutes")
  if (left <= 0 || left > 30) return undefined
  const clock = (instant: string, smallestUnit: "minute" | "second") =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit })
  const place = cityOf(language, zone)
  return translate(language, "answer.page.counts", { until: clock(at, "second"), now: clock(now, "minute"), place })
}

/** An RFC 3339 instant in an IANA zone: "8 June 2026, 6 p.m. (Geneva time)". */
export function instantText(language: Language, instant: string, zone: string): string {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  return translate(language, "dates.moment", {
    day: dayText(language, wall.toPlainDate().toString()),
    time: timeText(language, wall),
    zone: zoneText(language, instant, zone),
  })
}

/** The time of an RFC 3339 instant in an IANA zone: "6 p.m." */
export function instantTimeText(language: Language, instant: string, zone: string): string {
  return timeText(language, Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime())
}

/** The day on which an RFC 3339 instant falls in an IANA zone: "8 June 2026". */
export function instantDayText(language: Language, instant: string, zone: string): string {
  return dayText(language, Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString())
}

/** How a period is said where there is little room, and in a sentence. */
type DateForm = "brief" | "inFull"

/**
 * A due date no more precise than it is known: "6 July 2026", "mid-June 2026", "Q2 2026", "14 April 2026 (Q1 2026)" for a
 * report; "No date yet" for none. In full a quarter is the "second quarter of 2026".
 */
export function dueText(language: Language, due: DueValue | null | undefined, form: DateForm = "brief"): string {
  if (!due) return translate(language, "due.none")
  const { period, rule } = due
  const date = preciseText(language, due, form)
  const said = period ? reportText(language, { date, period }, form) : date
  return rule?.tentative ? translate(language, "dates.tentative", { date: said }) : said
}

/** A date with the period of which a report is then due; in full as a part of a sentence, which may itself stand in brackets. */
function reportText(language: Language, { date, period }: { date: string; period: string }, form: DateForm): string {
  const said = periodText(language, period, form)
  if (form === "brief") return translate(language, "dates.report", { date, period: said })
  const is = !/^\d{4}/.test(period) ? "meeting" : /^\d{4}-[QH]/.test(period) ? "part" : "whole"
  return translate(language, "dates.reportInFull", { date, period: said, is })
}

function preciseText(language: Language, due: DueValue, form: DateForm): string {
  const { year, month } = Temporal.PlainDate.from(due.on)
  switch (due.precision) {
    case "year":
      return String(year)
    case "halfYear":
      return periodText(language, `${year}-H${Math.ceil(month / 6)}`)
    case "quarter":
      return periodText(language, `${year}-Q${Math.ceil(month / 3)}`, form)
    case "month":
      return periodText(language, due.on.slice(0, 7))
    case "early":
    case "mid":
    case "late":
      return translate(language, "dates.part", { part: due.precision, month: monthText(language, due.on.slice(0, 7)) })
    case "day":
      return dayText(language, due.on)
  }
}

/** A calendar day (ISO 8601): "6 July 2026". */
export function dayText(language: Language, day: string): string {
  const { year, month, day: number } = Temporal.PlainDate.from(day)
  return translate(language, "dates.day", {
    day: String(number),
    month: monthName(language, month),
    year: String(year),
  })
}

/** A month ("2026-09"): "September 2026". */
export function monthText(language: Language, month: string): string {
  const { year, month: number } = Temporal.PlainYearMonth.from(month)
  return translate(language, "dates.month", { month: monthName(language, number), year: String(year) })
}

/** A period: "Q2 2026", "first half of 2026", "June 2026", "2026"; a meeting's id as it is. */
export function periodText(language: Language, period: string, form: DateForm = "brief"): string {
  const [, year, part = ""] = /^(\d{4})(?:-(.+))?$/.exec(period) ?? []
  if (year === undefined) return period
  if (part.startsWith("Q"))
    return translate(language, form === "brief" ? "dates.quarter" : "dates.quarterInFull", {
      quarter: part.slice(1),
      year,
    })
  if (part.startsWith("H")) return translate(language, "dates.halfYear", { half: part.slice(1), year })
  return part === "" ? year : monthText(language, period)
}

function monthName(language: Language, month: number): string {
  return translateDynamic(language, `months.${month}`)
}

/** A day with its weekday: "Monday, 8 June 2026". */
function weekdayText(language: Language, wall: Temporal.PlainDateTime): string {
  return translate(language, "dates.weekday", {
    weekday: translateDynamic(language, `weekdays.${wall.dayOfWeek}`),
    day: dayText(language, wall.toPlainDate().toString()),
  })
}

/** A zone in words, with its offset at an instant whose wall time occurs twice: "Geneva time, UTC+02:00"; "UTC". */
export function zoneText(language: Language, instant: string, zone: string): string {
  const city = cityOf(language, zone)
  const time = city === "UTC" ? city : catalogues[language].times.timeOf(city)
  return [time, ...offsetIfTwice(instant, zone)].join(", ")
}

function forReader(language: Language, wall: Temporal.PlainDateTime, zone: string, otherDay: boolean): string {
  const city = cityOf(language, zone)
  return translate(language, "dates.reader", {
    day: otherDay ? weekdayText(language, wall) : undefined,
    time: timeText(language, wall),
    place: city === "UTC" ? city : catalogues[language].times.inPlace(city),
  })
}

function timeText(language: Language, { hour, minute }: Temporal.PlainDateTime): string {
  return catalogues[language].times.clock(hour, minute)
}

function wallIn(instant: string, zone: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  } catch {
    return undefined
  }
}

function same(one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean {
  return one
    .round({ smallestUnit: "minute", roundingMode: "trunc" })
    .equals(other.round({ smallestUnit: "minute", roundingMode: "trunc" }))
}

function offsetIfTwice(instant: string, zone: string): string[] {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const wall = zoned.toPlainDateTime()
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  )
  return earlier?.offset === later?.offset ? [] : [`UTC${zoned.offset}`]
}
