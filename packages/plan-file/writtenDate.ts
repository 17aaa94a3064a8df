import type { DueRule } from "@demarche/workflows/due"
import { addDays } from "@demarche/workplan/time/days"
import { spanOf } from "@demarche/workplan/time/periods"

/** A rule that sets a date by itself, read from what a file says. */
type ReadDate = Extract<DueRule, { kind: "date" | "month" | "quarter" | "halfYear" | "year" | "range" }>

/** What can be read as a date, for whoever writes a plan file. */
export const readableDates =
  "a date such as 2026-06-12, 2026-06, 2026-Q2, 2026-H1, 2026 or 2026-08-07/2026-08-09, or words such as “mid-June 2026”, “7 to 9 August 2026”, “by 2030”, “fin juin 2026”"

const months: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "january february march april may june july august september october november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  ].flatMap((names) => names.split(" ").map((name, at) => [name, String(at + 1).padStart(2, "0")])),
)

const ordinals: Readonly<Record<string, number>> = Object.fromEntries(
  ["first second third fourth", "premier deuxième troisième quatrième", "1st 2nd 3rd 4th", "1er 2e 3e 4e"].flatMap(
    (words) => words.split(" ").map((word, at) => [word, at + 1]),
  ),
)

const month = `(?<month>${Object.keys(months).join("|")})`
const nextMonth = month.replace("<month>", "<next>")
const nth = `(?<nth>${Object.keys(ordinals).join("|")})`
const half = `(?<nth>${Object.keys(ordinals)
  .filter((word) => (ordinals[word] ?? 0) <= 2)
  .join("|")})`
const day = "(?<day>\\d{1,2})(?:er|st|nd|rd|th)?"
const last = "(?<last>\\d{1,2})(?:er|st|nd|rd|th)?"
const year = "(?<year>\\d{4})"
const end = "(?:(?:the )?end of|la fin de|fin(?: de)?)"

type Parts = Readonly<Record<string, string>>

/** The forms of words, each with how it is read; one that says "early", "mid" or "late" of a month keeps that. */
const forms: readonly (readonly [RegExp, (parts: Parts) => ReadDate])[] = [
  form(`${day} ${month} ${year}`, (parts) => ({ kind: "date", on: dayIn(parts, parts.day) })),
  form(`(?:du )?${day} ?(?:to|-|–|au) ?${last} ${month} ${year}`, (parts) => ({
    kind: "range",
    from: dayIn(parts, parts.day),
    to: dayIn(parts, parts.last),
  })),
  form(`(?:du )?${day} ${month} ?(?:to|-|–|au) ?${last} ${nextMonth} ${year}`, (parts) => ({
    kind: "range",
    from: dayIn(parts, parts.day),
    to: dayIn({ ...parts, month: parts.next ?? "" }, parts.last),
  })),
  form(`(?:early|beginning of|début(?: de)?) ${month} ${year}`, (parts) => partOf("early", parts)),
  form(`(?:mid|middle of|mi)[ -]${month} ${year}`, (parts) => partOf("mid", parts)),
  form(`(?:late|${end}) ${month} ${year}`, (parts) => partOf("late", parts)),
  form(`${month} ${year}`, (parts) => ({ kind: "month", month: monthIn(parts) })),
  form(`(?:${end} )?[qt](?<quarter>[1-4]) ${year}`, ({ quarter, year }) => inQuarter(year, quarter)),
  form(`${nth} (?:quarter|trimestre)(?: of| de)? ${year}`, ({ nth = "", year }) => inQuarter(year, ordinals[nth])),
  form(`${half} (?:half|semestre)(?: of| de)? ${year}`, ({ nth = "", year }) => ({
    kind: "halfYear",
    halfYear: `${year}-H${ordinals[nth]}`,
  })),
  form(`(?:${end} )?${year}`, ({ year = "" }) => ({ kind: "year", year })),
]

function form(words: string, read: (parts: Parts) => ReadDate): readonly [RegExp, (parts: Parts) => ReadDate] {
  return [new RegExp(`^(?:by |before |in |on |d’ici à |d'ici à |d’ici |d'ici |en |le )?${words}$`, "iu"), read]
}

/**
 * A date as it is written: in ISO 8601, with "Q" and "H" for quarters and half-years, or in the document's words, which are
 * then kept. Undefined where it cannot be read, or is no day of the calendar.
 */
export function readDate(written: string): DueRule | undefined {
  const text = written.trim()
  const plain = plainDate(text)
  if (plain) return isThere(plain) ? plain : undefined
  for (const [pattern, read] of forms) {
    const { groups } = pattern.exec(text) ?? {}
    if (!groups) continue
    const said = Object.fromEntries(
      Object.entries(groups).flatMap(([name, part]) => (part ? [[name, part.toLowerCase()]] : [])),
    )
    const rule = read(said)
    return isThere(rule) ? { ...rule, words: text } : undefined
  }
  return undefined
}

function plainDate(text: string): ReadDate | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { kind: "date", on: text }
  if (/^\d{4}-\d\d$/.test(text)) return { kind: "month", month: text }
  if (/^\d{4}-Q[1-4]$/.test(text)) return { kind: "quarter", quarter: text }
  if (/^\d{4}-H[12]$/.test(text)) return { kind: "halfYear", halfYear: text }
  if (/^\d{4}$/.test(text)) return { kind: "year", year: text }
  const [, from, to] = /^(\d{4}(?:-\S+)?)\/(\d{4}(?:-\S+)?)$/.exec(text) ?? []
  const [first, last] = [from && plainDate(from), to && plainDate(to)]
  return first && last && isThere(first) && isThere(last)
    ? { kind: "range", from: daysOf(first).from, to: daysOf(last).to }
    : undefined
}

/** The first and the last day of what was read. */
function daysOf(rule: ReadDate): { from: string; to: string } {
  switch (rule.kind) {
    case "date":
      return { from: rule.on, to: rule.on }
    case "range":
      return rule
    default:
      return spanOf(
        "month" in rule ? rule.month : "quarter" in rule ? rule.quarter : "year" in rule ? rule.year : rule.halfYear,
      )
  }
}

/** Whether it names days of the calendar, in order: no 31 June, no thirteenth month. */
function isThere(rule: ReadDate): boolean {
  if (rule.kind === "month" && !/-(0[1-9]|1[0-2])$/.test(rule.month)) return false
  const { from, to } = daysOf(rule)
  return [from, to].every((day) => !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day) && from <= to
}

function monthIn({ month = "", year }: Parts): string {
  return `${year}-${months[month]}`
}

function dayIn(parts: Parts, day = ""): string {
  return `${monthIn(parts)}-${day.padStart(2, "0")}`
}

function partOf(part: "early" | "mid" | "late", parts: Parts): ReadDate {
  return { kind: "month", month: monthIn(parts), part }
}

/** A month or a part of it as a file writes it: "2026-06", "mid June 2026". */
export function writtenMonth({ month, part }: Extract<ReadDate, { kind: "month" }>): string {
  const [year, number] = month.split("-")
  const [name = ""] = Object.keys(months).filter((each) => months[each] === number)
  return part ? `${part} ${name.replace(/^./, (first) => first.toUpperCase())} ${year}` : month
}

function inQuarter(year: string | undefined, quarter: string | number | undefined): ReadDate {
  return { kind: "quarter", quarter: `${year}-Q${quarter}` }
}
