import { dayText, type Language, translate } from "@demarche/i18n"
import { addDays } from "@demarche/workplan"

/** Days that follow one another, from the first to the last. */
export interface ClosedDays {
  from: string
  to: string
}

/** More days than a plan can name: a longer span is cut there, and refused. */
const MOST = 401

/** Single days as spans, in order. */
export function spansOfDays(days: readonly string[]): ClosedDays[] {
  const spans: ClosedDays[] = []
  for (const day of new Set(days.toSorted())) {
    const last = spans.at(-1)
    if (last && addDays(last.to, 1) === day) spans[spans.length - 1] = { ...last, to: day }
    else spans.push({ from: day, to: day })
  }
  return spans
}

/** The days of a span, one by one. */
export function daysOfSpan({ from, to }: ClosedDays): string[] {
  const days: string[] = []
  for (let day = from; day <= to && days.length < MOST; day = addDays(day, 1)) days.push(day)
  return days
}

/** A span in words. */
export function closedText(language: Language, { from, to }: ClosedDays): string {
  if (from === to) return dayText(language, from)
  return translate(language, "desk.days", { first: dayText(language, from), last: dayText(language, to) })
}
