import { type CalendarEntry, dateText } from "@demarche/icalendar/calendarFile"
import * as fc from "fast-check"
import ICAL from "ical.js"
import { Temporal } from "temporal-polyfill"
import { expect, test } from "vitest"
import { zones } from "../workplan/moments.ts"

/** Zones that have changed their rule of late, given it up, or follow the moon. */
const others = fc.constantFrom(
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Europe/Dublin",
  "Europe/Istanbul",
  "Pacific/Apia",
  "America/Sao_Paulo",
)
const days = fc.date({ min: new Date("2009-01-01"), max: new Date("2037-12-31"), noInvalidDate: true })

/** An instant that many hours later or, where clocks change after that, that many minutes from the change. */
function later(zone: string, opens: string, hours: number, minutes: number | undefined): string {
  const plain = Temporal.Instant.from(opens).add({ hours })
  const change = plain.toZonedDateTimeISO(zone).getTimeZoneTransition("next")
  const instant = minutes === undefined || !change ? plain : change.toInstant().add({ minutes })
  return instant.toString({ fractionalSecondDigits: 3 })
}

function textOf(zone: string, opens: string, at: string): string {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString()
  const closes = { at, zone, wall }
  const date: CalendarEntry["date"] = {
    id: "t1.silence.1",
    kind: "silence",
    opens,
    closes,
    awaited: null,
    holds: true,
  }
  const about = { plan: "p", title: "T", version: 1, changed: opens, address: "https://example.org/" }
  return dateText({ ...about, date }, { language: "en", names: new Map() })
}

test("by the zone as the calendar itself describes it, another program comes to the same instants", () => {
  const spans = fc.record({
    zone: fc.oneof(zones, others),
    from: days,
    hours: fc.integer({ min: 1, max: 24 * 1_200 }),
    minutes: fc.option(fc.integer({ min: -200, max: 200 }), { nil: undefined }),
  })
  return fc.assert(
    fc.property(spans, ({ zone, from, hours, minutes }) => {
      const opens = new Date(Math.floor(from.getTime() / 1_000) * 1_000).toISOString()
      const at = later(zone, opens, hours + 4, minutes)
      expect(readBack(zone, opens, at)).toEqual({ opens, at })
    }),
    { numRuns: 800 },
  )
})

test("a zone that gave up summer time in between has none after that", () => {
  const at = "2023-01-10T18:00:00.000Z"
  expect(readBack("Pacific/Apia", "2021-01-10T18:00:00.000Z", at).at).toBe(at)
})

/** What the calendar's own description of its zone makes of its two times; without one they are UTC. */
function readBack(zone: string, opens: string, at: string): { opens: string; at: string } {
  const calendar = new ICAL.Component(ICAL.parse(textOf(zone, opens, at)))
  const component = calendar.getFirstSubcomponent("vtimezone")
  const described = component && new ICAL.Timezone(component)
  const [from, to] = ["dtstart", "dtend"].map((name) => {
    const local = calendar.getFirstSubcomponent("vevent")!.getFirstPropertyValue(name) as ICAL.Time
    const offset = described?.utcOffset(local) ?? 0
    return new Date(Date.parse(`${local.toString().slice(0, 19)}Z`) - offset * 1_000).toISOString()
  })
  return { opens: from!, at: to! }
}

test("a time that comes twice is told in UTC", () => {
  for (const hour of ["00", "01"])
    expect(textOf("Europe/Zurich", "2026-10-20T08:00:00.000Z", `2026-10-25T${hour}:30:00.000Z`)).toContain(
      `DTEND:20261025T${hour}3000Z`,
    )
})

test("a zone that keeps its rule is described by it, as the programs that know no names expect", () => {
  const text = textOf("America/New_York", "2026-02-01T12:00:00.000Z", "2026-02-10T12:00:00.000Z")
  expect(text).toContain("DTSTART:20250309T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")
  expect(text).toContain("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU")
  expect(text.match(/BEGIN:(STANDARD|DAYLIGHT)/g)).toEqual(["BEGIN:DAYLIGHT", "BEGIN:STANDARD"])
})

test("UTC needs no description", () => {
  const text = textOf("UTC", "2026-02-01T12:00:00.000Z", "2026-02-10T12:00:00.000Z")
  expect(text).toContain("DTSTART:20260201T120000Z\r\nDTEND:20260210T120000Z")
  expect(text).not.toContain("VTIMEZONE")
})

test("a zone without summer time has one offset", () => {
  const text = textOf("Asia/Vientiane", "2026-02-01T12:00:00.000Z", "2026-02-10T12:00:00.000Z")
  expect(text).toContain("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700")
  expect(text.match(/BEGIN:(STANDARD|DAYLIGHT)/g)).toEqual(["BEGIN:STANDARD"])
})
