import type { DueRule } from "@demarche/workflows/terms"
import {
  effectiveDue,
  endOfQuarter,
  isOverdue,
  latestDay,
  type MeetingDays,
  quarterOf,
  startOfQuarter,
} from "@demarche/workplan/time/due"
import { dayOf, endOfDay, startOfDay } from "@demarche/workplan/time/zone"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { days, instants, zones } from "./moments.ts"

const today = "2026-05-12"
const conference: MeetingDays = { id: "3rc", title: "Third Review Conference", from: "2026-09-14", to: "2026-09-18" }
const inSeptember: MeetingDays = { id: "3rc", title: "Third Review Conference", month: "2026-09" }
const documents: DueRule = { kind: "meeting", meeting: "3rc", weeks: -10 }
const quarter = (name: string): DueRule => ({ kind: "quarter", quarter: name })

describe("what is due", () => {
  test("on a date", () => {
    const rule: DueRule = { kind: "date", on: "2026-06-19" }
    expect(effectiveDue([rule], [], today)).toEqual({ on: "2026-06-19", precision: "day", rule })
  })

  test("in a quarter is due on its last day, known to the quarter", () => {
    const rule = quarter("2026-Q2")
    expect(effectiveDue([rule], [], today)).toEqual({ on: "2026-06-30", precision: "quarter", rule })
  })

  test("ten weeks before a conference on 14-18 September is due on 6 July; moved a week, on 13 July", () => {
    expect(effectiveDue([documents], [conference], today)).toEqual({
      on: "2026-07-06",
      precision: "day",
      rule: documents,
    })
    const moved = { ...conference, from: "2026-09-21", to: "2026-09-25" }
    expect(effectiveDue([documents], [moved], today)?.on).toBe("2026-07-13")
  })

  test("at a meeting known only by its month is due in that month; counted from it, nobody knows yet", () => {
    const at: DueRule = { kind: "meeting", meeting: "3rc", weeks: 0 }
    expect(effectiveDue([at], [inSeptember], today)).toEqual({ on: "2026-09-30", precision: "month", rule: at })
    expect(effectiveDue([documents], [inSeptember], today)).toBeNull()
    expect(effectiveDue([at], [], today)).toBeNull()
    expect(effectiveDue([at], [{ id: "3rc", title: "3RC" }], today)).toBeNull()
  })

  test("weeks after a meeting count from its first day", () => {
    expect(effectiveDue([{ ...documents, weeks: 2 }], [conference], today)?.on).toBe("2026-09-28")
  })

  test("every quarter is due at the end of the one we are in", () => {
    const rule: DueRule = { kind: "everyQuarter" }
    expect(effectiveDue([rule], [], "2026-06-30")?.on).toBe("2026-06-30")
    expect(effectiveDue([rule], [], "2026-07-01")).toEqual({ on: "2026-09-30", precision: "quarter", rule })
  })

  test("on request is due ten days after it", () => {
    const rule: DueRule = { kind: "request", requestedOn: "2026-02-20", days: 10 }
    expect(effectiveDue([rule], [], today)).toEqual({ on: "2026-03-02", precision: "day", rule })
  })

  test("by several rules is due by the earliest known, which is named; of equals by the first", () => {
    const third = quarter("2026-Q3")
    expect(effectiveDue([third, documents], [conference], today)?.rule).toEqual(documents)
    expect(effectiveDue([third, documents], [inSeptember], today)?.rule).toEqual(third)
    const lastDay: DueRule = { kind: "date", on: "2026-09-30" }
    expect(effectiveDue([lastDay, third], [], today)?.rule).toEqual(lastDay)
  })

  test("by no rule has no date", () => {
    expect(effectiveDue([], [conference], today)).toBeNull()
  })

  test("is never later for one rule more", () => {
    const rules = fc.array(
      fc.oneof(
        days.map((on): DueRule => ({ kind: "date", on })),
        fc.constantFrom("2026-Q1", "2026-Q2", "2026-Q3").map(quarter),
        fc.integer({ min: -104, max: 104 }).map((weeks): DueRule => ({ kind: "meeting", meeting: "3rc", weeks })),
        fc.constant<DueRule>({ kind: "everyQuarter" }),
      ),
      { maxLength: 4 },
    )
    return fc.assert(
      fc.property(rules, rules, days, (some, more, day) => {
        const few = effectiveDue(some, [conference], day)
        const all = effectiveDue([...some, ...more], [conference], day)
        if (few) expect(all && all.on <= few.on).toBe(true)
        else expect(all?.on).toBe(effectiveDue(more, [conference], day)?.on)
      }),
    )
  })
})

test("a deadline counted from a month cannot be later than from its last day", () => {
  expect(latestDay(inSeptember, -10)).toBe("2026-07-22")
  expect(latestDay(conference, -10)).toBe("2026-07-06")
  expect(latestDay({ id: "3rc", title: "3RC" }, -10)).toBeUndefined()
})

describe("overdue", () => {
  const due = effectiveDue([quarter("2026-Q1")], [], today)

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
        const dated = effectiveDue([{ kind: "date", on }], [], on)
        expect(isOverdue(dated, instant, zone)).toBe(false)
        expect(isOverdue(dated, startOfDay(on, zone), zone)).toBe(false)
        expect(isOverdue(dated, endOfDay(on, zone), zone)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe("a quarter", () => {
  test.each([
    ["2026-01-01", "2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-06-30", "2026-Q2", "2026-04-01", "2026-06-30"],
    ["2026-07-01", "2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31"],
  ])("%s is in %s, from %s to %s", (day, name, first, last) => {
    expect([quarterOf(day), startOfQuarter(name), endOfQuarter(name)]).toEqual([name, first, last])
  })
})
