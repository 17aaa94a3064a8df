import type { DueRule } from "@demarche/workflows/due"
import { spanOf } from "@demarche/workplan/time/periods"
import type { Remaining } from "./nextCycle.ts"
import { writtenMonth } from "./writtenDate.ts"

/**
 * The due rules as a plan file writes dates: those that lie ahead, or hang on what remains. A request's are left out, since it was
 * one of the plan that ends.
 */
export function datesOf(rules: readonly DueRule[], remaining: Remaining): object[] {
  return rules.flatMap((rule): object[] => {
    const date = dateOf(rule, remaining)
    const { words, tentative } = rule
    return date ? [{ ...date, words, tentative }] : []
  })
}

/** Whether a month, a quarter, a half-year or a year has a day in the following cycle. */
export function isAhead(period: string, { from }: Pick<Remaining, "from">): boolean {
  return spanOf(period).to >= from
}

function dateOf(rule: DueRule, remaining: Remaining): object | undefined {
  const { from, events, items } = remaining
  const period = (written: string) => (isAhead(written, remaining) ? { date: written } : undefined)
  switch (rule.kind) {
    case "date":
      return rule.on >= from ? { date: rule.on } : undefined
    case "range":
      return rule.to >= from ? { date: `${rule.from}/${rule.to}` } : undefined
    case "month":
      return isAhead(rule.month, remaining) ? { date: writtenMonth(rule) } : undefined
    case "quarter":
      return period(rule.quarter)
    case "halfYear":
      return period(rule.halfYear)
    case "year":
      return period(rule.year)
    case "meeting":
      return events.has(rule.meeting) ? { meeting: rule.meeting, offset: offsetOf(rule) } : undefined
    case "after":
      return items.has(rule.item) ? { after: rule.item, lag: offsetOf(rule) } : undefined
    case "everyMonth":
      return { every: "month" }
    case "everyQuarter":
      return { every: "quarter" }
    case "everyHalfYear":
      return { every: "half_year" }
    case "everyMeeting":
      return { every_meeting: rule.of }
    case "none":
      return rule.words === undefined ? undefined : {}
    case "request":
      return undefined
  }
}

type Lag = Pick<Extract<DueRule, { kind: "after" }>, "months" | "weeks" | "days">

/** Months, weeks and days as a file writes them, under one sign where they point one way. */
function offsetOf({ months = 0, weeks, days = 0 }: Lag) {
  const parts = (
    [
      [months, "M"],
      [weeks, "W"],
      [days, "D"],
    ] as const
  ).filter(([count]) => count !== 0)
  if (parts.length === 0) return undefined
  const sign = parts.every(([count]) => count < 0) ? -1 : 1
  return `${sign < 0 ? "-" : ""}P${parts.map(([count, unit]) => `${sign * count}${unit}`).join("")}`
}
