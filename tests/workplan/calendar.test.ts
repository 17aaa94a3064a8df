import { readDeadline } from "@demarche/workplan/time/deadline"
import { Calendar, hours, onWorkingDay, workingDays } from "@demarche/workplan/time/workingDays"
import { dayOf } from "@demarche/workplan/time/zone"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { days, instants, zones } from "./moments.ts"

const geneva = Calendar.parse({ zone: "Europe/Zurich" })
const inOfficeHours = (calendar: Calendar, instant: string) =>
  onWorkingDay(calendar, instant, ["09:00", "18:00"]).inOfficeHours
const on = (wall: string, calendar = geneva) => readDeadline(wall, calendar.zone).at

describe("a calendar", () => {
  test("rests on Saturday and Sunday unless it says otherwise", () => {
    expect(geneva).toEqual({ zone: "Europe/Zurich", weekend: ["sat", "sun"], closures: [] })
  })

  test.each(["Mars/Base", "+02:00", "", "Europe/Zürich", "\0"])("refuses the zone %j", (zone) => {
    const parsed = Calendar.safeParse({ zone })
    expect(parsed.error?.issues[0]?.message).toBe(`there is no time zone ${JSON.stringify(zone)}`)
  })

  test("refuses a week without a working day and a day that does not exist", () => {
    const never = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    expect(Calendar.safeParse({ zone: "UTC", weekend: never }).success).toBe(false)
    expect(Calendar.safeParse({ zone: "UTC", closures: ["2026-02-30"] }).success).toBe(false)
  })
})

describe("working days", () => {
  test.each([
    ["2026-06-01T10:00", "2026-06-04T10:00", 3, "Monday to Thursday, the same hour"],
    ["2026-06-01T10:00", "2026-06-04T09:59", 2, "a minute less"],
    ["2026-06-05T10:00", "2026-06-08T10:00", 1, "Friday to Monday"],
    ["2026-06-05T10:00", "2026-06-08T09:00", 0, "Friday to an earlier hour of Monday"],
    ["2026-06-05T10:00", "2026-06-07T23:00", 0, "Friday to Sunday"],
    ["2026-06-06T12:00", "2026-06-08T12:00", 1, "Saturday noon to Monday noon"],
    ["2026-06-01T10:00", "2026-06-08T18:00", 5, "the silence of story 3"],
    ["2026-06-01T10:00", "2026-06-01T18:00", 0, "one day"],
    ["2026-06-04T10:00", "2026-06-01T10:00", 0, "backwards"],
    ["2026-03-27T10:00", "2026-03-30T10:00", 1, "over the night clocks go forward"],
    ["2026-10-23T10:00", "2026-10-26T10:00", 1, "over the night clocks go back"],
  ])("from %s to %s: %i (%s)", (from, to, expected) => {
    expect(workingDays(geneva, on(from), on(to))).toBe(expected)
  })

  test("a closure does not count, and one on a Sunday or named twice changes nothing", () => {
    const closed = { ...geneva, closures: ["2026-06-03", "2026-06-03", "2026-06-07"] }
    expect(workingDays(closed, on("2026-06-01T10:00"), on("2026-06-04T10:00"))).toBe(2)
    expect(workingDays(closed, on("2026-06-01T10:00"), on("2026-06-03T18:00"))).toBe(1)
    expect(workingDays(closed, on("2026-06-01T10:00"), on("2026-06-08T10:00"))).toBe(4)
  })

  test("another weekend, another count", () => {
    const cairo = Calendar.parse({ zone: "Africa/Cairo", weekend: ["fri", "sat"] })
    expect(workingDays(cairo, on("2026-06-04T10:00", cairo), on("2026-06-07T10:00", cairo))).toBe(1)
  })

  test("a far day costs no more than a near one", () => {
    const count = workingDays(geneva, "2026-06-01T08:00:00.000Z", "9999-06-01T08:00:00.000Z")
    expect(count).toBeGreaterThan(2_000_000)
  })

  // In the very hour that clocks skip or repeat, the last day may go either way.
  test("are the days between, one by one, whatever zone, hour and closure", () => {
    return fc.assert(
      fc.property(
        zones,
        instants,
        fc.integer({ min: 0, max: 40 * 24 * 60 }),
        fc.array(days),
        (zone, from, minutes, closures) => {
          const calendar: Calendar = { zone, weekend: ["sat", "sun"], closures }
          const to = new Date(Date.parse(from) + minutes * 60_000).toISOString()
          const wall = wallOf(from, zone)
          let expected = 0
          for (let day = nextDay(dayOf(from, zone)); day < dayOf(to, zone); day = nextDay(day)) {
            if (works(day, closures)) expected++
          }
          const last = dayOf(to, zone)
          const whole = last > dayOf(from, zone) && works(last, closures)
          const reached = workingDays(calendar, from, to)
          if (!whole) expect(reached).toBe(expected)
          else if (isPlain(`${last}T${wall}`, zone))
            expect(reached).toBe(wall <= wallOf(to, zone) ? expected + 1 : expected)
          else expect([expected, expected + 1]).toContain(reached)
        },
      ),
      { numRuns: 500 },
    )
  })

  test("never shrink when the end moves later", () => {
    return fc.assert(
      fc.property(zones, instants, instants, instants, (zone, from, one, other) => {
        const [earlier, later] = [one, other].sort()
        const calendar: Calendar = { zone, weekend: ["sat", "sun"], closures: [] }
        expect(workingDays(calendar, from, later ?? "")).toBeGreaterThanOrEqual(
          workingDays(calendar, from, earlier ?? ""),
        )
      }),
    )
  })
})

describe("hours", () => {
  test("pass as they pass, whatever clocks show", () => {
    expect(hours(on("2026-06-01T10:00"), on("2026-06-04T10:00"))).toBe(72)
    expect(hours(on("2026-03-28T10:00"), on("2026-03-29T10:00"))).toBe(23)
    expect(hours(on("2026-10-24T10:00"), on("2026-10-25T10:00"))).toBe(25)
  })

  test("are whole, and none where the end comes first", () => {
    expect(hours(on("2026-06-01T10:00"), on("2026-06-04T09:59"))).toBe(71)
    expect(hours(on("2026-06-04T10:00"), on("2026-06-01T10:00"))).toBe(0)
  })
})

describe("office hours", () => {
  test.each([
    ["2026-06-08T09:00", true],
    ["2026-06-08T18:00", true],
    ["2026-06-08T08:59", false],
    ["2026-06-08T18:01", false],
    ["2026-06-08T18:00:01", false],
    ["2026-06-06T12:00", false],
    ["2026-06-09T12:00", false],
  ])("%s: %s", (wall, expected) => {
    expect(inOfficeHours({ ...geneva, closures: ["2026-06-09"] }, on(wall))).toBe(expected)
  })

  test("are those of the calendar's zone", () => {
    const vientiane = Calendar.parse({ zone: "Asia/Vientiane" })
    expect(inOfficeHours(geneva, "2026-06-08T16:00:00.000Z")).toBe(true)
    expect(inOfficeHours(vientiane, "2026-06-08T16:00:00.000Z")).toBe(false)
  })
})

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function works(day: string, closures: string[]): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !closures.includes(day)
}

function wallOf(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  })
  return `${format.format(new Date(instant))}.${instant.slice(20, 23)}`
}

function isPlain(wall: string, zone: string): boolean {
  try {
    return readDeadline(wall, zone).at !== ""
  } catch {
    return false
  }
}
