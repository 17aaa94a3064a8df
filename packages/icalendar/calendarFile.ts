import {
  deadlineText,
  dueText,
  type Language,
  lineText,
  periodText,
  type StandingItem,
  stateText,
  translate,
} from "@demarche/i18n"
import { addDays, at } from "@demarche/workplan"
import type { DateReading } from "@demarche/workplan/read-model/readingSchemas"
import ical, {
  escape as escaped,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator"
import { timezoneText } from "./timezone.ts"

/** A date with the item it belongs to: title, state and URL. */
export interface CalendarEntry {
  plan: string
  date: DateReading
  title: string
  /** How the item stands; none for a meeting. */
  item?: StandingItem
  /** A reader inferred the date, and nobody has confirmed it. */
  inferred?: boolean
  /** The version of the stream it was read from, and the instant (UTC) of that stream's last change. */
  version: number
  changed: string
  address: string
}

/** The language of a calendar, and the names of the plan's ids ("cameroon": "Cameroon"). */
export interface CalendarWording {
  language: Language
  names: ReadonlyMap<string, string>
}

/**
 * A feed of dates (RFC 5545) with its name, as the parts of its text: a long one is made a piece at a time. Deterministic: the
 * same dates give the same bytes.
 */
export function feedParts(name: string, entries: CalendarEntry[], wording: CalendarWording): Generator<string> {
  return calendarParts(entries, wording, escaped(clean(name), false))
}

/** One date as a calendar of its own, to be attached to a letter; its UID is the same as in a feed. */
export function dateText(entry: CalendarEntry, wording: CalendarWording): string {
  return [...calendarParts([entry], wording)].join("")
}

/** How many dates are in a part. */
const PART = 50
const [BEGIN, END] = ["BEGIN:VEVENT", "END:VCALENDAR"]

/** The head with its time zones, then the dates, so many at a time, and the end. */
function* calendarParts(entries: CalendarEntry[], wording: CalendarWording, name?: string): Generator<string> {
  const instants = entries.flatMap(({ date }) => ("closes" in date ? [date.opens, date.closes.at] : [])).sort()
  const [from, to] = [instants[0] ?? "", instants.at(-1) ?? ""]
  const textOf = (part: CalendarEntry[], head: boolean) =>
    ical({
      prodId: "//Demarche//Calendar//EN",
      method: ICalCalendarMethod.PUBLISH,
      timezone: { name: null, generator: (zone) => (head ? timezoneText(zone, from, to) : null) },
      events: part.map((entry) => eventOf(entry, wording)),
      ...(head && name && { name }),
    }).toString()
  const ofEachZone = [...Map.groupBy(entries, ({ date }) => span(date).timezone).values()].flatMap(
    ([first]) => first ?? [],
  )
  yield textOf(ofEachZone, true)
    .split(new RegExp(`^(?:${BEGIN}|${END})`, "m"), 1)
    .join("")
  for (let start = 0; start < entries.length; start += PART) {
    const text = textOf(entries.slice(start, start + PART), false)
    yield text.slice(text.indexOf(BEGIN), text.lastIndexOf(END))
  }
  yield `${END}\r\n`
}

function eventOf(
  { plan, date, version, changed, address, ...about }: CalendarEntry,
  wording: CalendarWording,
): ICalEventData {
  const { id, kind, holds } = date
  return {
    id: `${plan}.${id}@demarche.example`,
    sequence: version,
    stamp: changed,
    lastModified: changed,
    ...span(date),
    summary: summaryOf(date, clean(about.title), wording),
    description: clean(descriptionOf(date, about, wording)) || null,
    status: holds ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: ICalEventTransparency.TRANSPARENT,
    categories: [{ name: translate(wording.language, `calendar.kinds.${kind}`) }],
    url: address,
  }
}

/** A wall time that occurs twice is the first by RFC 5545 3.3.5, but the second to some programs: it is written in UTC. */
function span(date: DateReading): Pick<ICalEventData, "start" | "end" | "allDay" | "timezone"> {
  if (!("closes" in date)) return { start: date.from, end: addDays(date.to, 1), allDay: true }
  const { zone } = date.closes
  const [start, end] = [at(date.opens, zone), at(date.closes.at, zone)]
  return { start, end, timezone: [start, end].some(comesTwice) ? null : zone }
}

function comesTwice(time: ReturnType<typeof at>): boolean {
  const [first, last] = (["earlier", "later"] as const).map((disambiguation) =>
    time.toPlainDateTime().toZonedDateTime(time.timeZoneId, { disambiguation }),
  )
  return first?.offset !== last?.offset
}

function summaryOf(date: DateReading, title: string, { language }: CalendarWording): string {
  const period = periodOf(date, language)
  const summary = date.kind === "meeting" ? title : translate(language, `calendar.${date.kind}`, { title, period })
  return date.holds ? summary : translate(language, "calendar.gone", { summary })
}

/** The period of a due date that is not a day's, or of the report that is due. */
function periodOf(date: DateReading, language: Language): string | undefined {
  if (date.kind !== "due") return undefined
  if (date.period) return periodText(language, date.period)
  return date.precision === "day" && !date.tentative
    ? undefined
    : dueText(language, { ...date, on: date.to, rule: date })
}

function descriptionOf(
  date: DateReading,
  { item, inferred }: Pick<CalendarEntry, "item" | "inferred">,
  { language, names }: CalendarWording,
): string {
  const lines = [item ? stateText(language, item) : ""]
  if (inferred && !("closes" in date)) lines.push(translate(language, "wording.inferred"))
  if ("closes" in date) {
    const { closes, awaited } = date
    lines.unshift(translate(language, "calendar.until", { deadline: deadlineText(language, closes) }))
    const parties =
      awaited &&
      lineText(
        awaited.map((party) => names.get(party) ?? party),
        ", ",
      )
    if (parties) lines.push(translate(language, "calendar.awaited", { parties }))
  }
  return lines.join("\n")
}

/** TEXT has no control characters but tab and line break (RFC 5545 3.3.11), and no half of a character in UTF-8. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "")
}
