import { meaning } from "@demarche/workflows/meanings"
import { Temporal } from "temporal-polyfill"
import * as z from "zod"
import { remembering } from "./remembering.ts"

/** An IANA time zone ("Europe/Zurich"). An offset ("+02:00") is not one, since it has no summer time. */
export const Zone = meaning(
  z
    .string()
    .max(64)
    .refine(zoneExists, { error: ({ input }) => `there is no time zone ${JSON.stringify(input)}` }),
  { is: "zone" },
)

/** Whether the time zone data of this machine has that zone. */
export function zoneExists(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Temporal.ZonedDateTime(0n, zone)
    return true
  } catch {
    return false
  }
}

/** An instant in the form of the record: UTC, truncated to milliseconds. */
export function utc(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}

/** The date and time in `zone` at an RFC 3339 instant. */
export function at(instant: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
}

/** A change of a zone's UTC offset: the wall time at which it occurs ("2026-03-29T02:00:00"), and the offsets before and after ("+02:00"). */
export interface OffsetChange {
  wall: string
  from: string
  to: string
}

/** The changes of a zone's offset after one RFC 3339 instant and up to another, the earliest first. */
export function offsetChanges(zone: string, after: string, until: string): OffsetChange[] {
  const changes: OffsetChange[] = []
  const end = Temporal.Instant.from(until)
  for (let before = at(after, zone); ; ) {
    const change = before.getTimeZoneTransition("next")
    if (!change || Temporal.Instant.compare(change.toInstant(), end) > 0) return changes
    const from = change.subtract({ nanoseconds: 1 }).offset
    const wall = change.toInstant().toZonedDateTimeISO(from).toPlainDateTime().toString()
    changes.push({ wall, from, to: change.offset })
    before = change
  }
}

/** The calendar day in `zone` at an RFC 3339 instant. */
export const dayOf = remembering((instant: string, zone: string): string => at(instant, zone).toPlainDate().toString())

/** The instant (UTC) at which a calendar day begins in `zone`; midnight, or later where clocks go forward over it. */
export function startOfDay(day: string, zone: string): string {
  return utc(Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant())
}

/** The instant (UTC) at which a calendar day ends in `zone`: the first that is no longer in it. */
export function endOfDay(day: string, zone: string): string {
  return startOfDay(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), zone)
}
