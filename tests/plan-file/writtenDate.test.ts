import { ScheduleEntry } from "@demarche/plan-file/dates"
import { datesOf } from "@demarche/plan-file/nextDates"
import { readDate } from "@demarche/plan-file/writtenDate"
import { DueRule } from "@demarche/workflows/due"
import { effectiveDue } from "@demarche/workplan/time/due"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { days } from "../workplan/moments.ts"

const read = (written: string) => {
  const rule = readDate(written)
  return rule && [rule.kind, effectiveDue([rule], { meetings: [] })?.on, rule.words]
}

describe("a date of a plan file", () => {
  test.each([
    ["2026-06-12", "date", "2026-06-12"],
    ["2026-06", "month", "2026-06-30"],
    ["2026-Q2", "quarter", "2026-06-30"],
    ["2026-H2", "halfYear", "2026-12-31"],
    ["2030", "year", "2030-12-31"],
    ["2026-08-07/2026-08-09", "range", "2026-08-09"],
    ["2026-03/2026-06", "range", "2026-06-30"],
    ["2025-Q4/2026-Q1", "range", "2026-03-31"],
  ])("%s is a %s, due on %s, and no words", (written, kind, on) => {
    expect(read(written)).toEqual([kind, on, undefined])
  })

  test.each([
    ["12 June 2026", "date", "2026-06-12"],
    ["1st June 2026", "date", "2026-06-01"],
    ["1er juin 2026", "date", "2026-06-01"],
    ["le 12 juin 2026", "date", "2026-06-12"],
    ["7 to 9 August 2023", "range", "2023-08-09"],
    ["30 June to 2 July 2026", "range", "2026-07-02"],
    ["du 30 juin au 2 juillet 2026", "range", "2026-07-02"],
    ["7-9 August 2023", "range", "2023-08-09"],
    ["du 7 au 9 août 2023", "range", "2023-08-09"],
    ["June 2026", "month", "2026-06-30"],
    ["by June 2026", "month", "2026-06-30"],
    ["juin 2026", "month", "2026-06-30"],
    ["early June 2026", "month", "2026-06-10"],
    ["début juin 2026", "month", "2026-06-10"],
    ["mid-June 2026", "month", "2026-06-20"],
    ["mi-juin 2026", "month", "2026-06-20"],
    ["late June 2026", "month", "2026-06-30"],
    ["by the end of February 2028", "month", "2028-02-29"],
    ["fin juin 2026", "month", "2026-06-30"],
    ["Q3 2026", "quarter", "2026-09-30"],
    ["end of Q3 2026", "quarter", "2026-09-30"],
    ["second quarter of 2026", "quarter", "2026-06-30"],
    ["deuxième trimestre 2026", "quarter", "2026-06-30"],
    ["first half of 2026", "halfYear", "2026-06-30"],
    ["premier semestre de 2026", "halfYear", "2026-06-30"],
    ["by 2030", "year", "2030-12-31"],
    ["d’ici à 2030", "year", "2030-12-31"],
    ["by the end of 2026", "year", "2026-12-31"],
    ["fin 2026", "year", "2026-12-31"],
  ])("“%s” is read as a %s, due on %s, and keeps its words", (written, kind, on) => {
    expect(read(written)).toEqual([kind, on, written])
  })

  test.each([
    ["31 June 2026"],
    ["2026-13"],
    ["2026-02-30"],
    ["9 to 7 August 2023"],
    ["2026-06/2026-03"],
    ["as work progresses"],
    ["early 2026"],
    ["the third Tuesday of June 2026"],
    ["fourth half of 2026"],
    [""],
  ])("“%s” is none", (written) => {
    expect(readDate(written)).toBeUndefined()
  })

  test("written as a day, or in words of either language, is that day", () => {
    return fc.assert(
      fc.property(days, fc.constantFrom("en-GB", "fr"), (day, locale) => {
        const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const
        const words = new Intl.DateTimeFormat(locale, options).format(new Date(day))
        const on: DueRule = { kind: "date", on: day }
        expect([readDate(day), readDate(words)]).toEqual([on, { ...on, words }])
      }),
    )
  })
})

describe("a date that is carried over into the following plan's file", () => {
  const remaining = { from: "2027-01-01", events: new Set(["rc"]), items: new Set(["a1"]) }
  const carried: DueRule[] = [
    { kind: "date", on: "2027-06-12" },
    { kind: "month", month: "2027-06" },
    ...(["early", "mid", "late"] as const).map((part) => ({ kind: "month" as const, month: "2027-06", part })),
    { kind: "quarter", quarter: "2027-Q2" },
    { kind: "halfYear", halfYear: "2027-H1" },
    { kind: "year", year: "2027" },
    { kind: "range", from: "2027-06-01", to: "2027-06-03" },
    { kind: "meeting", meeting: "rc", weeks: -10 },
    { kind: "after", item: "a1", months: 2, weeks: 0 },
    { kind: "everyMonth" },
    { kind: "everyQuarter" },
    { kind: "everyHalfYear" },
    { kind: "everyMeeting", of: "session" },
    { kind: "none", words: "as needed" },
  ]

  test("months, weeks and days from a meeting or an item are read again, whichever way each points", () => {
    const count = (most: number) => fc.integer({ min: -most, max: most })
    return fc.assert(
      fc.property(count(24), count(104), count(730), (months, weeks, days) => {
        const offset = { weeks, ...(months && { months }), ...(days && { days }) }
        const rules: DueRule[] = [
          { kind: "meeting", meeting: "rc", ...offset },
          { kind: "after", item: "a1", ...offset },
        ]
        for (const rule of rules) {
          const { dates } = ScheduleEntry.parse({ dates: datesOf([rule], remaining) })
          expect(dates).toEqual([{ ...rule, inferred: false }])
        }
      }),
    )
  })

  test("every kind of rule is among those tried, but that of a request", () => {
    const kinds = DueRule.options.map(({ shape }) => shape.kind.value).filter((kind) => kind !== "request")
    expect(new Set(carried.map(({ kind }) => kind))).toEqual(new Set(kinds))
  })

  test.each(carried.map((rule) => [JSON.stringify(rule), rule] as const))("%s is read again as it was", (_, rule) => {
    const { dates } = ScheduleEntry.parse({ dates: datesOf([rule], remaining) })
    expect(dates).toEqual([expect.objectContaining(rule)])
  })

  test("a part of a month is no other rule's day", () => {
    const rule: DueRule = { kind: "month", month: "2027-03", part: "early" }
    expect(datesOf([rule, { kind: "date", on: "2027-02-01" }], remaining)).toMatchObject([
      { date: "early March 2027" },
      { date: "2027-02-01" },
    ])
  })
})
