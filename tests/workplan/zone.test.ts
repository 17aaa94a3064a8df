import { dayOf, endOfDay, startOfDay } from "@demarche/workplan/time/zone"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { instants, zones } from "./moments.ts"

test("one instant, two days", () => {
  expect(dayOf("2026-06-08T22:30:00.000Z", "Europe/Zurich")).toBe("2026-06-09")
  expect(dayOf("2026-06-08T22:30:00.000Z", "America/New_York")).toBe("2026-06-08")
})

test("a day begins at midnight, and later where clocks go forward over it", () => {
  expect(startOfDay("2026-06-08", "Europe/Zurich")).toBe("2026-06-07T22:00:00.000Z")
  expect(startOfDay("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z")
})

test("a day ends where the next begins: after 23, 24 or 25 hours", () => {
  expect(endOfDay("2026-03-29", "Europe/Zurich")).toBe("2026-03-29T22:00:00.000Z")
  expect(endOfDay("2026-10-25", "Europe/Zurich")).toBe("2026-10-25T23:00:00.000Z")
})

test("every instant lies in its day, from the start and before the end", () => {
  return fc.assert(
    fc.property(zones, instants, (zone, instant) => {
      const day = dayOf(instant, zone)
      expect(startOfDay(day, zone) <= instant && instant < endOfDay(day, zone)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
