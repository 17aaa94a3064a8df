import * as z from "zod"
import { meaning, refTo } from "./meanings.ts"
import { Day, Id, Line, Month, Quarter } from "./terms.ts"

/** A half-year, "2026-H1", and a year, "2026". */
const HalfYear = meaning(z.string().regex(/^\d{4}-H[12]$/, "a half-year, such as 2026-H1"), { is: "date" })
const Year = meaning(z.string().regex(/^\d{4}$/, "a year, such as 2026"), { is: "date" })

const days = z.int().min(-730).max(730)
const weeks = z.int().min(-104).max(104)
const months = z.int().min(-24).max(24)

/** What every rule may say beside its date: the document's own words, of which the rule is a reading, and that they leave it open. */
const said = { words: Line.optional(), tentative: z.literal(true).optional() }

const rule = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.object({ kind: z.literal(kind), ...fields, ...said })

/** How far from its anchor: months first, then weeks and days; before it where they are negative. */
const offset = { weeks: weeks.default(0), days: days.optional(), months: months.optional() }

/** How an item's due date is found (docs/domain.md#due-dates). Several rules may hold; the earliest known date wins. */
export const DueRule = z.discriminatedUnion("kind", [
  rule("date", { on: Day }),
  /** Early, mid and late are its 10th, its 20th and its last day. */
  rule("month", { month: Month, part: z.enum(["early", "mid", "late"]).optional() }),
  rule("quarter", { quarter: Quarter }),
  rule("halfYear", { halfYear: HalfYear }),
  rule("year", { year: Year }),
  /** From a day to a day, both included: due on the last of them. */
  rule("range", { from: Day, to: Day }),
  rule("meeting", { meeting: refTo(Id, "meeting"), ...offset }),
  /** After another item of the plan: counted from the day it is due and, once it has ended well, from that day. */
  rule("after", { item: meaning(Id, { is: "earlier" }), ...offset }),
  rule("everyMonth", {}),
  rule("everyQuarter", {}),
  rule("everyHalfYear", {}),
  /** At every meeting of a kind that the procedure has. */
  rule("everyMeeting", { of: refTo(Id, "meeting kind") }),
  rule("request", { requestedOn: Day, days: z.int().min(1).max(365).default(10) }),
  /** Words in which no date is. */
  rule("none", {}),
])
export type DueRule = z.infer<typeof DueRule>

/** The period that a report is of: a month, a quarter, a half-year or a year or, by its id, a meeting. */
export const Period = z.string().regex(/^(\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?|[a-z0-9][a-z0-9-]{0,63})$/, {
  error: "a period such as 2026-Q2, 2026-H1, 2026-06 or 2026, or the id of a meeting",
})

const Precision = z.enum(["day", "early", "mid", "late", "month", "quarter", "halfYear", "year"])

/**
 * An effective due date: the last day on which the item is in time, how precisely it is known, and the rule that set it; of a
 * range, a half-year and a year the first day as well, of a report its period.
 */
export const Due = z.object({
  on: Day,
  precision: Precision,
  rule: DueRule,
  from: Day.optional(),
  period: Period.optional(),
})
export type Due = z.infer<typeof Due>

/** Why a date was recorded anew: what it hangs on, a meeting or another item, or something else in words. */
export const movedBy = {
  because: Line.optional(),
  meeting: refTo(Id, "meeting").optional(),
  item: refTo(Id, "activity", "output").optional(),
}
