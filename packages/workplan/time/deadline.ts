import { type Deadline, Instant } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import { remembering } from "./remembering.ts"
import { type Calendar, hours, onWorkingDay, workingDays } from "./workingDays.ts"
import { utc, zoneExists } from "./zone.ts"

/** The text is not a deadline. `gap`: summer time skips that wall time · `twice`: it occurs twice. */
export class DeadlineError extends Error {
  readonly code = "invalid"
  readonly reason: "unreadable" | "zone" | "gap" | "twice"
  /** Of a wall time that occurs twice: the offsets of its first and its second time, as in "+02:00". */
  readonly offsets: readonly string[]

  constructor(reason: DeadlineError["reason"], message: string, offsets: readonly string[] = []) {
    super(message)
    this.name = "DeadlineError"
    this.reason = reason
    this.offsets = offsets
  }
}

const wallTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/

/**
 * Reads a deadline: RFC 3339 with its offset, or a wall time ("2026-06-08T18:00") of `zone`, the plan's IANA zone.
 * The wall time of the result is always that of the zone, whatever the offset given.
 * @throws DeadlineError where the text is neither, the zone is unknown, or the wall time falls into the hour that
 * summer time skips or repeats.
 */
export function readDeadline(text: string, zone: string): Deadline {
  if (!zoneExists(zone)) throw new DeadlineError("zone", `there is no time zone ${JSON.stringify(zone)}`)
  if (wallTime.test(text)) return deadlineAt(instantOfWall(text, zone), zone)
  if (!Instant.safeParse(text).success) throw unreadable(text)
  return deadlineAt(readInstant(text), zone)
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw unreadable(text)
  }
}

function instantOfWall(text: string, zone: string): Temporal.Instant {
  const wall = readWall(text)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" })
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" })
  if (earlier.equals(later)) return earlier.toInstant()
  if (!earlier.toPlainDateTime().equals(wall)) {
    throw new DeadlineError("gap", `${text} does not exist in ${zone}: clocks go forward`)
  }
  const offsets = [earlier.offset, later.offset]
  const message = `${text} happens twice in ${zone}: clocks go back; add the offset, ${offsets.join(" or ")}`
  throw new DeadlineError("twice", message, offsets)
}

function readWall(text: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" })
  } catch {
    throw unreadable(text)
  }
}

function unreadable(text: string): DeadlineError {
  return new DeadlineError(
    "unreadable",
    `${JSON.stringify(text)} is no time: write 2026-06-08T18:00, or add the offset`,
  )
}

/** The deadline that falls at an instant, told in a zone. */
export function deadlineAt(instant: Temporal.Instant, zone: string): Deadline {
  const wall = instant.toZonedDateTimeISO(zone).toPlainDateTime()
  const seconds = wall.second || wall.millisecond
  return { at: utc(instant), zone, wall: wall.toString({ smallestUnit: seconds ? "second" : "minute" }) }
}

/**
 * A deadline as it falls: its instant is what decides, and its wall time is that of its zone by the rules this machine knows.
 * Where those have changed since it was set, that is another wall time than was told.
 */
export function asItFalls({ at, zone, wall }: Deadline): Deadline {
  return deadlineIn(zone, at) ?? { at, zone, wall }
}

const deadlineIn = remembering((zone: string, at: string): Readonly<Deadline> | undefined =>
  zoneExists(zone) ? deadlineAt(Temporal.Instant.from(at), zone) : undefined,
)

/**
 * The facts for the rule SILENCE_TOO_SHORT about a silence procedure opened at an RFC 3339 instant: its deadline, read in the
 * calendar's zone, the whole hours and working days until then, and whether it is on a working day, within office hours.
 * @throws DeadlineError as `readDeadline`.
 */
export function silenceFacts(
  { officeHours, ...calendar }: Calendar & { officeHours: readonly [string, string] },
  openedAt: string,
  deadlineText: string,
): { deadline: Deadline; hours: number; workingDays: number; onWorkingDay: boolean; inOfficeHours: boolean } {
  const deadline = readDeadline(deadlineText, calendar.zone)
  return {
    deadline,
    hours: hours(openedAt, deadline.at),
    workingDays: workingDays(calendar, openedAt, deadline.at),
    ...onWorkingDay(calendar, deadline.at, officeHours),
  }
}
