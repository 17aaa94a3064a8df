import type { DueRule } from "@demarche/workflows/due"
import { Temporal } from "temporal-polyfill"
import { addDays } from "./days.ts"
import { remembering } from "./remembering.ts"

/** A stretch of calendar days, both included. */
export interface DayRange {
  from: string
  to: string
}

/** A period of which a report is due: a month, a quarter, a half-year, or the time up to a meeting, by the meeting's id. */
export interface ReportingPeriod extends DayRange {
  period: string
}

/** A meeting, as far as periods end with it. */
interface MeetingEnd {
  id: string
  kind?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** The rules under which something is due again and again. */
export type EveryRule = Extract<DueRule, { kind: `every${string}` }>

/** The rule that asks for a report of each of its periods, where there is one. */
export function everyRule(rules: readonly DueRule[]): EveryRule | undefined {
  for (const rule of rules)
    switch (rule.kind) {
      case "everyMonth":
      case "everyQuarter":
      case "everyHalfYear":
      case "everyMeeting":
        return rule
    }
  return undefined
}

/** The days of a year ("2026"), a half-year ("2026-H1"), a quarter ("2026-Q2") or a month ("2026-06"). */
export const spanOf = remembering((period: string): Readonly<DayRange> => {
  const [year = "", part = ""] = period.split("-")
  const number = Number(part.slice(-1))
  const [first, length] =
    part === ""
      ? [1, 12]
      : part[0] === "H"
        ? [6 * number - 5, 6]
        : part[0] === "Q"
          ? [3 * number - 2, 3]
          : [Number(part), 1]
  const from = Temporal.PlainDate.from({ year: Number(year), month: first, day: 1 })
  const to = from.add({ months: length }).subtract({ days: 1 })
  return { from: from.toString(), to: to.toString() }
})

/** The month, quarter or half-year that a calendar day is in: "2026-05-12" is in "2026-05", "2026-Q2" and "2026-H1". */
export function periodOf(day: string, every: "everyMonth" | "everyQuarter" | "everyHalfYear"): string {
  const year = day.slice(0, 4)
  const month = Number(day.slice(5, 7))
  if (every === "everyMonth") return day.slice(0, 7)
  return every === "everyQuarter" ? `${year}-Q${Math.ceil(month / 3)}` : `${year}-H${Math.ceil(month / 6)}`
}

/**
 * The periods of a rule in a stretch of time, in order: the first and the last may be partial. Those by meeting end on the
 * meeting's last day, as far as its days are known. At most `MOST`, ten years by month.
 */
export function periodsOf(
  { kind, ...rule }: EveryRule,
  within: DayRange,
  meetings: readonly MeetingEnd[],
): ReportingPeriod[] {
  const periods = kind === "everyMeeting" && "of" in rule ? upToMeetings(rule.of, within, meetings) : []
  if (kind === "everyMeeting") return periods
  for (let { from } = within; from <= within.to && periods.length < MOST; from = addDays(periods.at(-1)?.to ?? "", 1)) {
    const period = periodOf(from, kind)
    const { to } = spanOf(period)
    periods.push({ period, from, to: [to, within.to].sort()[0] ?? to })
  }
  return periods
}

const MOST = 120

function upToMeetings(of: string, within: DayRange, meetings: readonly MeetingEnd[]): ReportingPeriod[] {
  const ends = meetings
    .flatMap(({ id, kind, from, to = from }) => (kind === of && to ? [{ period: id, to }] : []))
    .filter(({ to }) => within.from <= to && to <= within.to)
    .sort((one, other) => (one.to < other.to ? -1 : 1))
  return ends.map((each, at) => {
    const before = ends[at - 1]
    return { ...each, from: before ? addDays(before.to, 1) : within.from }
  })
}
