import type { DueRule } from "@demarche/workflows/due"
import { addDays } from "@demarche/workplan/time/days"
import { effectiveDue, isOverdue, latestDay, type MeetingDays, touches } from "@demarche/workplan/time/due"
import { periodOf, spanOf } from "@demarche/workplan/time/periods"
import { dayOf, endOfDay, startOfDay } from "@demarche/workplan/time/zone"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { days, instants, zones } from "./moments.ts"

const conference: MeetingDays = { id: "3rc", title: "Third Review Conference", from: "2026-09-14", to: "2026-09-18" }
const inSeptember: MeetingDays = { id: "3rc", title: "Third Review Conference", month: "2026-09" }
const documents: DueRule = { kind: "meeting", meeting: "3rc", weeks: -10 }
const quarter = (name: string): DueRule => ({ kind: "quarter", quarter: name })

describe("what is due", () => {
  test("on a date", () => {
    const rule: DueRule = { kind: "date", on: "2026-06-19" }
    expect(effectiveDue([rule], { meetings: [] })).toEqual({ on: "2026-06-19", precision: "day", rule })
  })

  test("in a quarter is due on its last day, known to the quarter", () => {
    const rule = quarter("2026-Q2")
    expect(effectiveDue([rule], { meetings: [] })).toEqual({ on: "2026-06-30", precision: "quarter", rule })
  })

  test("ten weeks before a conference on 14-18 September is due on 6 July; moved a week, on 13 July", () => {
    expect(effectiveDue([documents], { meetings: [conference] })).toEqual({
      on: "2026-07-06",
      precision: "day",
      rule: documents,
    })
    const moved = { ...conference, from: "2026-09-21", to: "2026-09-25" }
    expect(effectiveDue([documents], { meetings: [moved] })?.on).toBe("2026-07-13")
  })

  test("at a meeting known only by its month is due in that month; counted from it, nobody knows yet", () => {
    const at: DueRule = { kind: "meeting", meeting: "3rc", weeks: 0 }
    expect(effectiveDue([at], { meetings: [inSeptember] })).toEqual({ on: "2026-09-30", precision: "month", rule: at })
    expect(effectiveDue([documents], { meetings: [inSeptember] })).toBeNull()
    expect(effectiveDue([at], { meetings: [] })).toBeNull()
    expect(effectiveDue([at], { meetings: [{ id: "3rc", title: "3RC" }] })).toBeNull()
  })

  test("weeks after a meeting count from its first day", () => {
    expect(effectiveDue([{ ...documents, weeks: 2 }], { meetings: [conference] })?.on).toBe("2026-09-28")
  })

  test.each<[DueRule, string, string]>([
    [{ kind: "month", month: "2028-02" }, "2028-02-29", "month"],
    [{ kind: "month", month: "2026-06", part: "early" }, "2026-06-10", "early"],
    [{ kind: "month", month: "2026-06", part: "mid" }, "2026-06-20", "mid"],
    [{ kind: "month", month: "2026-06", part: "late" }, "2026-06-30", "late"],
    [{ kind: "halfYear", halfYear: "2026-H1" }, "2026-06-30", "halfYear"],
    [{ kind: "halfYear", halfYear: "2026-H2" }, "2026-12-31", "halfYear"],
    [{ kind: "year", year: "2030" }, "2030-12-31", "year"],
    [{ kind: "range", from: "2023-08-07", to: "2023-08-09" }, "2023-08-09", "day"],
    [{ kind: "date", on: "2026-06-19", tentative: true }, "2026-06-19", "day"],
    [{ kind: "meeting", meeting: "3rc", weeks: 0, months: -1 }, "2026-08-14", "day"],
    [{ kind: "meeting", meeting: "3rc", weeks: -6, days: -1 }, "2026-08-02", "day"],
    [{ kind: "after", item: "t1-a1", weeks: 2 }, "2026-03-15", "day"],
    [{ kind: "after", item: "t1-a1", weeks: 0, months: 1 }, "2026-04-01", "day"],
  ])("under %j is due on %s, known as %s", (rule, on, precision) => {
    const items = new Map([["t1-a1", "2026-03-01"]])
    expect(effectiveDue([rule], { meetings: [conference], items })).toMatchObject({ on, precision, rule })
  })

  test.each<DueRule>([
    { kind: "everyMonth" },
    { kind: "everyQuarter" },
    { kind: "everyHalfYear" },
    { kind: "everyMeeting", of: "review" },
    { kind: "none", words: "as work progresses" },
    { kind: "after", item: "unheard-of", weeks: 0 },
  ])("under %j has no one date", (rule) => {
    expect(effectiveDue([rule], { meetings: [conference] })).toBeNull()
  })

  test.each([
    ["2026-Q1", false],
    ["2026-Q2", true],
    ["2026-Q3", true],
    ["2026-Q4", false],
    ["2026-H2", true],
    ["2025", false],
  ])("from May to August is found in %s: %s", (period, found) => {
    const rule: DueRule = { kind: "range", from: "2026-05-02", to: "2026-08-09" }
    const due = effectiveDue([rule], { meetings: [] })
    expect(due && touches(due, period)).toBe(found)
  })

  test("on request is due ten days after it", () => {
    const rule: DueRule = { kind: "request", requestedOn: "2026-02-20", days: 10 }
    expect(effectiveDue([rule], { meetings: [] })).toEqual({ on: "2026-03-02", precision: "day", rule })
  })

  test("by several rules is due by the earliest known, which is named; of equals by the first", () => {
    const third = quarter("2026-Q3")
    expect(effectiveDue([third, documents], { meetings: [conference] })?.rule).toEqual(documents)
    expect(effectiveDue([third, documents], { meetings: [inSeptember] })?.rule).toEqual(third)
    const lastDay: DueRule = { kind: "date", on: "2026-09-30" }
    expect(effectiveDue([lastDay, third], { meetings: [] })?.rule).toEqual(lastDay)
  })

  test("by no rule has no date", () => {
    expect(effectiveDue([], { meetings: [conference] })).toBeNull()
  })

  test("is never later for one rule more", () => {
    const rules = fc.array(
      fc.oneof(
        days.map((on): DueRule => ({ kind: "date", on })),
        fc.constantFrom("2026-Q1", "2026-Q2", "2026-Q3").map(quarter),
        fc.integer({ min: -104, max: 104 }).map((weeks): DueRule => ({ kind: "meeting", meeting: "3rc", weeks })),
        fc.constant<DueRule>({ kind: "everyQuarter" }),
        fc.tuple(days, days).map(([one, other]): DueRule => {
          const [from = one, to = other] = [one, other].sort()
          return { kind: "range", from, to }
        }),
      ),
      { maxLength: 4 },
    )
    return fc.assert(
      fc.property(rules, rules, (some, more) => {
        const few = effectiveDue(some, { meetings: [conference] })
        const all = effectiveDue([...some, ...more], { meetings: [conference] })
        if (few) expect(all && all.on <= few.on).toBe(true)
        else expect(all?.on).toBe(effectiveDue(more, { meetings: [conference] })?.on)
      }),
    )
  })
})

test("a deadline counted from a month cannot be later than from its last day", () => {
  expect(latestDay(inSeptember, { weeks: -10 })).toBe("2026-07-22")
  expect(latestDay(conference, { weeks: -10 })).toBe("2026-07-06")
  expect(latestDay({ id: "3rc", title: "3RC" }, { weeks: -10 })).toBeUndefined()
})

describe("overdue", () => {
  const due = effectiveDue([quarter("2026-Q1")], { meetings: [] })

  test("begins when the due day has ended in the plan's zone, not before", () => {
    expect(isOverdue(due, "2026-03-31T21:59:59.999Z", "Europe/Zurich")).toBe(false)
    expect(isOverdue(due, "2026-03-31T22:00:00.000Z", "Europe/Zurich")).toBe(true)
    expect(isOverdue(due, "2026-03-31T22:00:00.000Z", "America/New_York")).toBe(false)
  })

  test("is never what has no date", () => {
    expect(isOverdue(null, "2036-01-01T00:00:00.000Z", "Europe/Zurich")).toBe(false)
  })

  test("is not on the day, and is right after it, in every zone and over every change of clocks", () => {
    return fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const on = dayOf(instant, zone)
        const dated = effectiveDue([{ kind: "date", on }], { meetings: [] })
        expect(isOverdue(dated, instant, zone)).toBe(false)
        expect(isOverdue(dated, startOfDay(on, zone), zone)).toBe(false)
        expect(isOverdue(dated, endOfDay(on, zone), zone)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe("a period", () => {
  test.each([
    ["2026-01-01", "2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-06-30", "2026-Q2", "2026-04-01", "2026-06-30"],
    ["2026-07-01", "2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31"],
  ])("%s is in %s, from %s to %s", (day, name, first, last) => {
    expect([periodOf(day, "everyQuarter"), spanOf(name).from, spanOf(name).to]).toEqual([name, first, last])
  })

  test("begins the day after the one before has ended, and holds each of its days", () => {
    return fc.assert(
      fc.property(days, fc.constantFrom("everyMonth", "everyQuarter", "everyHalfYear"), (day, every) => {
        const period = periodOf(day, every)
        const { from, to } = spanOf(period)
        expect(from <= day && day <= to).toBe(true)
        expect([periodOf(from, every), periodOf(to, every)]).toEqual([period, period])
        expect(spanOf(periodOf(addDays(to, 1), every)).from).toBe(addDays(to, 1))
      }),
    )
  })
})
