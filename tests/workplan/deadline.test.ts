import { DeadlineError, readDeadline, silenceFacts } from "@demarche/workplan/time/deadline"
import { earliestEnd } from "@demarche/workplan/time/earliestEnd"
import { Calendar } from "@demarche/workplan/time/workingDays"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { days, instants, zones } from "./moments.ts"

function refusal(text: string, zone: string): DeadlineError {
  try {
    readDeadline(text, zone)
  } catch (error) {
    if (error instanceof DeadlineError) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

describe("a deadline", () => {
  test("is a wall time of the plan's zone", () => {
    expect(readDeadline("2026-06-08T18:00", "Europe/Zurich")).toEqual({
      at: "2026-06-08T16:00:00.000Z",
      zone: "Europe/Zurich",
      wall: "2026-06-08T18:00",
    })
  })

  test("or an instant with its offset, told in the plan's zone", () => {
    const geneva = readDeadline("2026-06-08T18:00", "Europe/Zurich")
    expect(readDeadline("2026-06-08T23:00:00+07:00", "Europe/Zurich")).toEqual(geneva)
    expect(readDeadline("2026-06-08T16:00:00.000Z", "Europe/Zurich")).toEqual(geneva)
  })

  test("keeps its seconds where it has any", () => {
    expect(readDeadline("2026-06-08T18:00:30", "Europe/Zurich")).toMatchObject({
      at: "2026-06-08T16:00:30.000Z",
      wall: "2026-06-08T18:00:30",
    })
  })

  test("cannot fall into the hour that summer time skips", () => {
    const { code, reason, message } = refusal("2026-03-29T02:30", "Europe/Zurich")
    expect([code, reason]).toEqual(["invalid", "gap"])
    expect(message).toBe("2026-03-29T02:30 does not exist in Europe/Zurich: clocks go forward")
    expect(readDeadline("2026-03-29T02:30", "Africa/Douala").at).toBe("2026-03-29T01:30:00.000Z")
  })

  test("needs its offset in the hour that comes twice", () => {
    const { reason, message } = refusal("2026-10-25T02:30", "Europe/Zurich")
    expect(reason).toBe("twice")
    expect(message).toBe(
      "2026-10-25T02:30 happens twice in Europe/Zurich: clocks go back; add the offset, +02:00 or +01:00",
    )
    expect(readDeadline("2026-10-25T02:30:00+02:00", "Europe/Zurich").at).toBe("2026-10-25T00:30:00.000Z")
    expect(readDeadline("2026-10-25T02:30:00+01:00", "Europe/Zurich").at).toBe("2026-10-25T01:30:00.000Z")
  })

  test.each([
    "",
    "tomorrow",
    "2026-06-08",
    "18:00",
    "2026-02-30T18:00",
    "2026-06-08T24:00",
    "2026-06-08T25:00",
    "2026-06-08 18:00",
    "2026-02-30T18:00:00Z",
    "2026-06-08T18:00:00+25:00",
    "2026-06-08T18:00+02:00[Asia/Tokyo]",
    "2026-06-08T18:00[u-ca=hebrew]",
  ])("is not %j", (text) => {
    expect(refusal(text, "Europe/Zurich").reason).toBe("unreadable")
  })

  test("needs a zone that exists", () => {
    expect(refusal("2026-06-08T18:00", "Mars/Base").reason).toBe("zone")
  })

  test("read from any instant is that instant, and its wall text reads back where it is one time only", () => {
    return fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const deadline = readDeadline(instant, zone)
        expect(deadline.at).toBe(instant)
        try {
          expect(readDeadline(deadline.wall, zone)).toEqual(deadline)
        } catch (error) {
          if (!(error instanceof DeadlineError)) throw error
          expect(error.reason).toBe("twice")
        }
      }),
      { numRuns: 500 },
    )
  })

  test("read from any text is a deadline or a DeadlineError", () => {
    return fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/)),
        (text) => {
          try {
            expect(readDeadline(text, "Europe/Zurich").at).toMatch(/Z$/)
          } catch (error) {
            expect(error).toBeInstanceOf(DeadlineError)
          }
        },
      ),
    )
  })
})

describe("the facts of a silence procedure", () => {
  const geneva = { ...Calendar.parse({ zone: "Europe/Zurich" }), officeHours: ["09:00", "18:00"] as const }

  test("of story 3", () => {
    expect(silenceFacts(geneva, "2026-06-01T08:00:00.000Z", "2026-06-08T18:00")).toEqual({
      deadline: { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" },
      hours: 176,
      workingDays: 5,
      onWorkingDay: true,
      inOfficeHours: true,
    })
  })

  test("three days that are only one working day, ending at night", () => {
    expect(silenceFacts(geneva, "2026-06-05T08:00:00.000Z", "2026-06-08T22:00")).toMatchObject({
      hours: 84,
      workingDays: 1,
      inOfficeHours: false,
    })
  })
})

describe("the earliest end of a silence procedure", () => {
  const MINUTE = 60_000
  const steps = fc.record({
    hours: fc.integer({ min: 0, max: 100 }),
    workingDays: fc.integer({ min: 0, max: 6 }),
    ends: fc.constantFrom("officeHours", "workingDay", "anyTime"),
  })
  const calendars = fc.record({ zone: zones, closures: fc.array(days, { maxLength: 40 }) }).map((given) => ({
    ...Calendar.parse(given),
    officeHours: ["09:00", "18:00"] as const,
  }))

  test("is one that the rules let it have, and no minute before it is", () => {
    return fc.assert(
      fc.property(calendars, instants, steps, fc.array(fc.nat(), { maxLength: 20 }), (calendar, opened, step, some) => {
        const allows = (instant: string) => {
          const facts = silenceFacts(calendar, opened, instant)
          const long = facts.hours >= step.hours && facts.workingDays >= step.workingDays
          const ends = { anyTime: true, workingDay: facts.onWorkingDay, officeHours: facts.inOfficeHours }
          return instant > opened && long && ends[step.ends]
        }
        const { at } = earliestEnd(calendar, { opened, after: opened }, step)
        expect(allows(at)).toBe(true)
        const minutes = (Date.parse(at) - Date.parse(opened)) / MINUTE
        for (const back of [1, ...some.map((each) => 1 + (each % minutes))])
          expect(allows(new Date(Date.parse(at) - back * MINUTE).toISOString())).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test("comes after the one that an extension moves", () => {
    const calendar = { ...Calendar.parse({ zone: "Europe/Zurich" }), officeHours: ["09:00", "18:00"] as const }
    const times = { opened: "2026-06-01T08:00:00.000Z", after: "2026-06-05T16:00:00.000Z" }
    expect(earliestEnd(calendar, times, { hours: 72, workingDays: 3, ends: "officeHours" }).wall).toBe(
      "2026-06-08T09:00",
    )
  })
})
