import type { DueRule } from "@demarche/workflows/due"
import { meaning, refTo } from "@demarche/workflows/meanings"
import { Day, Id, Line, Quarter } from "@demarche/workflows/terms"
import { annotation } from "@demarche/workplan/rules/annotated"
import * as z from "zod"
import type { Annotating } from "./annotations.ts"
import { custom, messageOf, plainly } from "./messageParts.ts"
import { note, refs } from "./refs.ts"
import { adviceOf, repairs } from "./repairs.ts"
import { readableDates, readDate } from "./writtenDate.ts"

/** A date in ISO 8601 or in the document's words; a year may be written as a number. */
const WrittenDay = z.union([meaning(z.string().trim().min(1).max(200), { is: "words" }), z.int()]).transform(String)

const OTHERWISE = messageOf`write ${plainly(readableDates)}; or {words: …} for words without a date`

const DateWords = WrittenDay.transform((written, { issues }): DueRule => {
  const read = readDate(written)
  if (read) return read
  const ways = repairs(written, (text) => readDate(text) !== undefined)
  const unread = messageOf`${JSON.stringify(written)} is no date that can be read: ${adviceOf(ways) ?? OTHERWISE}`
  issues.push({ ...custom(unread), input: written })
  return z.NEVER
})

/** Months, weeks and days, as in P2M, -P10W, P14D or P1M3D; of parts that point apart each has its sign, as in P1M-3D. */
const Offset = meaning(
  z
    .string()
    .regex(/^-?P(?=-?\d)(-?\d{1,3}M)?(-?\d{1,3}W)?(-?\d{1,3}D)?$/, "months, weeks and days, as in P2M, -P10W or P1M3D"),
  { is: "opaque" },
)

function offsetOf(written = "P0W"): { months?: number; weeks: number; days?: number } {
  const sign = written.startsWith("-") ? -1 : 1
  const count = (unit: "M" | "W" | "D") => sign * Number(new RegExp(`(-?\\d+)${unit}`).exec(written)?.[1] ?? 0)
  const [months, weeks, days] = [count("M"), count("W"), count("D")]
  return { weeks: weeks || 0, ...(months && { months }), ...(days && { days }) }
}

/** What may stand beside each: the words that are read so, that they leave it open, and that a reader inferred it. */
const beside = { words: Line.optional(), tentative: z.literal(true).optional(), ...annotation }

const every = { month: "everyMonth", quarter: "everyQuarter", half_year: "everyHalfYear" } as const

/** A date by itself or at a meeting, as a file writes it: parsed to the rule that it is. */
const ownDates = [
  DateWords.transform((date) => ruleOf(date, { inferred: false })),
  z.strictObject({ date: DateWords, ...beside }).transform(({ date, ...said }) => ruleOf(date, said)),
  z
    .strictObject({ meeting: refTo(Id, "deadline event"), offset: Offset.optional(), ...beside })
    .transform(({ meeting, offset, ...said }) => ruleOf({ kind: "meeting", meeting, ...offsetOf(offset) }, said)),
] as const

/** A deliverable's own date: what is due after another item, or in every period, is the output's. */
export const DeliverableDue = z.union(ownDates)

/** A date of an item: such a date, after another item, in every period, or words without a date. */
const WrittenDate = z.union([
  ...ownDates,
  z
    .strictObject({ after: refTo(Id, "activity", "output"), lag: Offset.optional(), ...beside })
    .transform(({ after, lag, ...said }) => ruleOf({ kind: "after", item: after, ...offsetOf(lag) }, said)),
  z
    .strictObject({ every: z.enum(["month", "quarter", "half_year"]), ...beside })
    .transform(({ every: period, ...said }) => ruleOf({ kind: every[period] }, said)),
  z
    .strictObject({ every_meeting: refTo(Id, "meeting kind"), ...beside })
    .transform(({ every_meeting, ...said }) => ruleOf({ kind: "everyMeeting", of: every_meeting }, said)),
  z
    .strictObject({ requested_on: Day, days: z.int().min(1).max(365).default(10), ...beside })
    .transform(({ requested_on, days, ...said }) => ruleOf({ kind: "request", requestedOn: requested_on, days }, said)),
  z
    .strictObject({ ...beside, words: Line })
    .transform((said) => ruleOf(readDate(said.words) ?? { kind: "none" }, said)),
])

/** A rule as a file states it, or as a reader inferred it. */
export type WrittenRule = DueRule & Annotating

type Beside = Annotating & { words?: string | undefined; tentative?: true | undefined }

function ruleOf(rule: DueRule, { words, tentative, inferred, basis }: Beside): WrittenRule {
  return { ...rule, ...(words && { words }), ...(tentative && { tentative }), inferred, ...(basis && { basis }) }
}

/** One date, or several, of which the earliest counts. */
const WrittenDates = z.union([WrittenDate.transform((date) => [date]), z.array(WrittenDate).max(8)]).default([])

const HardLimit = z.strictObject({ event: refTo(Id, "deadline event"), ...annotation })

export const ScheduleEntry = z.strictObject({
  quarters: z.array(Quarter).default([]),
  /** Dates of every other form; of several the earliest counts. */
  dates: WrittenDates,
  via: refTo(Id, "timeline line").optional(),
  suggested: z.strictObject({ quarter: Quarter, ...annotation }).optional(),
  instances: refs("timeline line"),
  hard_not_after: HardLimit.optional(),
  note,
})

export const OutputDue = z.strictObject({
  rule: z.strictObject({ event: refTo(Id, "deadline event") }).optional(),
  quarter: Quarter.optional(),
  dates: WrittenDates,
  via: refTo(Id, "timeline line").optional(),
  hard_not_after: HardLimit.optional(),
  ...annotation,
})
