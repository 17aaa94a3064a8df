import { at, type OffsetChange, offsetChanges } from "@demarche/workplan"

/**
 * A VTIMEZONE (RFC 5545 3.6.5) of an IANA zone, correct between two RFC 3339 instants, for programs that do not know the
 * zone. Changes that recur every year are one rule, as Outlook requires.
 */
export function timezoneText(zone: string, from: string, to: string): string {
  const [start, end] = [newYear(from, -1), newYear(to, 2)]
  const changes = offsetChanges(zone, start, end)
  const [before] = offsetChanges(zone, start, from)
  const { offset } = at(from, zone)
  const standing = before ? [] : [observance({ wall: "1970-01-01T00:00:00", from: offset, to: offset })]
  const alike = Map.groupBy(changes, ({ from, to, wall }) => `${from} ${to} ${wall.slice(10)}`)
  const observances = [...alike.values()].flatMap((group) => {
    const rule = group.length === Number(end.slice(0, 4)) - Number(start.slice(0, 4)) && yearly(group)
    const [first] = group
    return first && rule ? [observance(first, rule)] : group.map((change) => observance(change))
  })
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...standing, ...observances, "END:VTIMEZONE"].join("\r\n")
}

function newYear(instant: string, later: number): string {
  return `${Number(instant.slice(0, 4)) + later}-01-01T00:00:00Z`
}

function observance({ wall, from, to }: OffsetChange, rule?: string): string {
  const [before, after] = [from.replaceAll(":", ""), to.replaceAll(":", "")]
  const name = Number(after) > Number(before) ? "DAYLIGHT" : "STANDARD"
  const offsets = [`TZOFFSETFROM:${before}`, `TZOFFSETTO:${after}`]
  const starts = `DTSTART:${wall.replaceAll(/[-:]/g, "")}`
  return [`BEGIN:${name}`, starts, ...(rule ? [rule] : []), ...offsets, `END:${name}`].join("\r\n")
}

/** The rule of yearly changes: the same weekday of the month, by number or the last one; undefined where there is none. */
function yearly(changes: OffsetChange[]): string | undefined {
  const [first = [], ...others] = changes.map(({ wall }) => rulesFor(wall))
  return first.find((rule) => others.every((other) => other.includes(rule)))
}

function rulesFor(wall: string): string[] {
  const day = new Date(`${wall}Z`)
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()]
  const length = new Date(Date.UTC(day.getUTCFullYear(), month, 0)).getUTCDate()
  const weekday = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][day.getUTCDay()]
  const numbers = [...(date > length - 7 ? [-1] : []), Math.ceil(date / 7)]
  return numbers.map((number) => `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=${number}${weekday}`)
}
