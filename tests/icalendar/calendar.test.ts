import { type CalendarEntry, type CalendarWording, dateText, feedParts } from "@demarche/icalendar/calendarFile"
import * as fc from "fast-check"
import ICAL from "ical.js"
import { expect, test } from "vitest"

const feedText = (...given: Parameters<typeof feedParts>) => [...feedParts(...given)].join("")

const wording: CalendarWording = { language: "en", names: new Map([["cameroon", "Cameroon"]]) }
const french: CalendarWording = { ...wording, language: "fr" }
const about = {
  plan: "a-plan",
  title: "Reference points",
  version: 7,
  changed: "2026-06-01T08:00:00.000Z",
  address: "https://example.org/api/activities/a-plan.t2-a2",
}

function silence(opens: string, at: string, wall: string): CalendarEntry {
  const closes = { at, zone: "Europe/Zurich", wall }
  const date: CalendarEntry["date"] = {
    id: "t2-a2.silence.9",
    kind: "silence",
    opens,
    closes,
    awaited: null,
    holds: true,
  }
  return { ...about, date, item: { state: "drafting", substate: "underSilence" } }
}

function due(on: string, precision: "day" | "month" | "quarter", holds = true): CalendarEntry {
  return {
    ...about,
    date: { id: "t2-a2.due", kind: "due", from: on, to: on, precision, holds },
    item: { state: "planned" },
  }
}

const inJune = silence("2026-06-01T08:00:00.000Z", "2026-06-08T16:00:00.000Z", "2026-06-08T18:00")
const inJanuary = silence("2026-01-12T09:00:00.000Z", "2026-01-19T17:00:00.000Z", "2026-01-19T18:00")

/** What another program makes of the calendar. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)
  return { calendar, events: calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event)) }
}

const instant = (time: ICAL.Time) => time.toJSDate().toISOString()

test("a silence procedure runs from its opening to its deadline, in summer and in winter", () => {
  const [june, january] = read(feedText("A plan", [inJune, inJanuary], wording)).events
  expect([june?.startDate, june?.endDate].map((time) => instant(time!))).toEqual([
    "2026-06-01T08:00:00.000Z",
    "2026-06-08T16:00:00.000Z",
  ])
  expect([january?.startDate, january?.endDate].map((time) => instant(time!))).toEqual([
    "2026-01-12T09:00:00.000Z",
    "2026-01-19T17:00:00.000Z",
  ])
  expect(june?.endDate.toString()).toBe("2026-06-08T18:00:00")
  expect(june?.endDate.zone?.tzid).toBe("Europe/Zurich")
})

test("its deadline is written as it was set, with where it stands and who is still to answer", () => {
  const [event] = read(
    feedText("A plan", [{ ...inJune, date: { ...inJune.date, awaited: ["cameroon", "peru"] } as never }], wording),
  ).events
  expect(event?.summary).toBe("Silence procedure: Reference points")
  expect(event?.description).toBe(
    "Until Monday, 8 June 2026, 6 p.m. (Geneva time)\nIn drafting · Under a silence procedure\nStill to answer: Cameroon, peru",
  )
})

test("an entry is known by its UID, its version and the record's own time", () => {
  const { calendar, events } = read(feedText("A plan", [inJune], wording))
  const { component } = events[0]!
  const value = (name: string) => component.getFirstPropertyValue(name)?.toString()
  expect(value("uid")).toBe("a-plan.t2-a2.silence.9@demarche.example")
  expect(value("sequence")).toBe("7")
  expect([value("dtstamp"), value("last-modified")]).toEqual(["2026-06-01T08:00:00Z", "2026-06-01T08:00:00Z"])
  expect(value("url")).toBe("https://example.org/api/activities/a-plan.t2-a2")
  expect(value("categories")).toBe("Silence procedure")
  expect(value("status")).toBe("CONFIRMED")
  expect(value("transp")).toBe("TRANSPARENT")
  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH")
  expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("A plan")
})

test("the same dates give the same bytes", () => {
  expect(feedText("A plan", [inJune, due("2026-07-06", "day")], wording)).toBe(
    feedText("A plan", [inJune, due("2026-07-06", "day")], wording),
  )
})

test.each([
  ["day", "2026-07-06", "Due: Reference points", "Échéance\u00a0: Reference points"],
  [
    "month",
    "2026-09-30",
    "Due (September 2026): Reference points",
    "Échéance (septembre 2026)\u00a0: Reference points",
  ],
  ["quarter", "2026-06-30", "Due (Q2 2026): Reference points", "Échéance (T2 2026)\u00a0: Reference points"],
] as const)(
  "a due date known to the %s lies on its last day, and says how far it is known",
  (precision, on, en, fr) => {
    const [event] = read(feedText("A plan", [due(on, precision)], wording)).events
    expect(event?.startDate.isDate).toBe(true)
    expect([event?.startDate.toString(), event?.duration.toString()]).toEqual([on, "P1D"])
    expect(event?.summary).toBe(en)
    expect(read(feedText("A plan", [due(on, precision)], french)).events[0]?.summary).toBe(fr)
  },
)

test("a meeting lasts all of its days", () => {
  const date = {
    id: "meeting.3rc",
    kind: "meeting",
    from: "2026-09-14",
    to: "2026-09-18",
    precision: "day",
    holds: true,
  }
  const [event] = read(feedText("A plan", [{ ...about, date: date as never }], wording)).events
  expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(["2026-09-14", "2026-09-19"])
  expect(event?.component.hasProperty("description")).toBe(false)
})

test("what no longer holds is cancelled, and says so to programs that do not look", () => {
  const [event] = read(feedText("A plan", [due("2026-07-06", "day", false)], wording)).events
  expect(event?.component.getFirstPropertyValue("status")).toBe("CANCELLED")
  expect(event?.summary).toBe("No longer holds: Due: Reference points")
})

test("a letter's date is the feed's, under the same UID", () => {
  const { calendar, events } = read(dateText(inJune, wording))
  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH")
  expect(events.map(({ uid }) => uid)).toEqual(read(feedText("A plan", [inJune], wording)).events.map(({ uid }) => uid))
  expect(instant(events[0]!.endDate)).toBe("2026-06-08T16:00:00.000Z")
})

test("a feed with nothing in it is a calendar", () => {
  expect(read(feedText("A plan", [], wording)).events).toEqual([])
})

/** LocalizedTitle as somebody might write them, to do harm or not. */
const titles = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ",",
        ";",
        "\\",
        "\\n",
        "\n",
        "\r",
        "\r\n",
        ":",
        '"',
        "🕊️",
        "é",
        "\t",
        "\0",
        "\ud800",
        "\u2028",
        " ",
      ),
      { maxLength: 200 },
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "x\r\nATTENDEE:mailto:a@example.org",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "x\rEND:VCALENDAR",
    "🕊️".repeat(1_500),
    "é".repeat(5_000),
    "x".repeat(10_240),
  ),
)

test("a long feed is made a piece at a time, in the order of its dates, with each time zone once", () => {
  const dates = Array.from({ length: 173 }, (_, at) =>
    at % 3 ? due("2026-07-06", "day") : at % 2 ? inJune : inJanuary,
  )
  const parts = [...feedParts("A plan", dates, wording)]
  const counts = parts.map((part) => part.split("BEGIN:VEVENT").length - 1)
  expect(counts).toEqual([0, 50, 50, 50, 23, 0])
  const { calendar, events } = read(parts.join(""))
  expect(calendar.getAllSubcomponents("vtimezone")).toHaveLength(1)
  expect(events.map(({ uid }) => uid)).toEqual(dates.map(({ plan, date }) => `${plan}.${date.id}@demarche.example`))
})

test("whatever a title holds, another program reads that title and nothing beside it", () => {
  const known: [string, boolean][] = [["\r\u0000\n", false]]
  return fc.assert(fc.property(titles, fc.boolean(), readsBack), { numRuns: 300, examples: known })
})

function readsBack(title: string, named: boolean): void {
  const text = named ? feedText(title, [due("2026-07-06", "day")], wording) : dateText({ ...inJune, title }, wording)
  for (const line of text.split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(line).not.toMatch(/[\x00-\x08\n\x0b\x0c\r\x0e-\x1f\x7f]/)
  }
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true)
  const { calendar, events } = read(Buffer.from(text).toString())
  expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(named ? ["vevent"] : ["vtimezone", "vevent"])
  expect(events[0]?.component.hasProperty("attendee")).toBe(false)
  const name = String(calendar.getFirstPropertyValue("x-wr-calname") ?? "")
  const found = named ? unescaped(name) : events[0]?.summary
  const kind = plain(title) ? "Silence procedure: " : "Silence procedure"
  expect(bare(found)).toBe(bare(named ? plain(title) : kind + plain(title)))
}

/** Without what sets words apart from the sentence around them (UAX #9). */
const bare = (text = "") => text.replace(/[\u2068\u2069]/g, "")

/** A title as a calendar can hold it: whole characters, no control characters, one kind of line break. */
function plain(title: string): string {
  return title
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, (control) => (control >= "\x80" ? control : ""))
    .replace(/\r\n?/g, "\n")
}

/** TEXT as RFC 5545 3.3.11 has it; ical.js leaves a property it does not know as it stands. */
function unescaped(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, character) => (character === "n" ? "\n" : character))
}
