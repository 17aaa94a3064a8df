import type { plan as planWorkflow } from "@demarche/workflows"
import { Temporal } from "temporal-polyfill"
import { addDays } from "../time/days.ts"
import { isWorkingDay } from "../time/workingDays.ts"
import { at, dayOf, utc } from "../time/zone.ts"
import { type Recipient, remindersOf, zoneOf } from "./recipients.ts"

/** The first instant (UTC) from `instant` on that is outside the plan's quiet hours and on a working day where the person is. */
export function nextDaytime(plan: planWorkflow.Context, person: Recipient, instant: string): string {
  const zone = zoneOf(plan, person)
  const { quiet } = remindersOf(plan)
  const wall = at(instant, zone)
  const time = wall.toPlainTime()
  const evening = Temporal.PlainTime.compare(time, quiet.from) >= 0
  const early = Temporal.PlainTime.compare(time, quiet.to) < 0
  const today = wall.toPlainDate()
  if (!evening && !early && isWorkingDay(plan, today)) return instant
  const day = nextWorkingDay(plan, evening ? today.add({ days: 1 }) : today)
  return utc(day.toZonedDateTime({ timeZone: zone, plainTime: quiet.to }).toInstant())
}

/** The instant (UTC) of the person's first digest from `instant` on. */
export function nextDigest(plan: planWorkflow.Context, person: Recipient, instant: string): string {
  const zone = zoneOf(plan, person)
  const today = at(instant, zone).toPlainDate()
  const over = digestAt(plan, today, zone) < instant
  return digestAt(plan, nextWorkingDay(plan, over ? today.add({ days: 1 }) : today), zone)
}

/** The instant (UTC) of the first digest in that zone on that day (ISO 8601) or a later one. */
export function firstDigest(plan: planWorkflow.Context, zone: string, day: string): string {
  return digestAt(plan, nextWorkingDay(plan, Temporal.PlainDate.from(day)), zone)
}

/** The last day (ISO 8601) whose digest in that zone is due at `instant` or before it. */
export function lastDigestDay(plan: planWorkflow.Context, zone: string, instant: string): string {
  const today = at(instant, zone).toPlainDate()
  const begun = digestAt(plan, today, zone) <= instant
  return lastWorkingDay(plan, begun ? today : today.subtract({ days: 1 })).toString()
}

/** How a day of the plan finds its digest: the last one not after it, one on the very day, or the first one not before it. */
type DigestSearch = "upTo" | "on" | "from"

/** The day (ISO 8601) of the first digest after that day, in whatever zone. */
export function digestDayAfter(plan: planWorkflow.Context, day: string): string {
  return nextWorkingDay(plan, Temporal.PlainDate.from(day).add({ days: 1 })).toString()
}

/** What was found for a plan's context, which is never changed: every item of a plan asks for the same few days. */
const found = new WeakMap<planWorkflow.Context, Map<string, string | undefined>>()

/**
 * The day (ISO 8601) in that zone whose digest is sent for a day of the plan. The plan's day at that digest decides, so that
 * what it says of the day is true for every reader. Undefined where no digest is sent on the very day.
 */
export function digestDayFor(
  plan: planWorkflow.Context,
  zone: string,
  day: string,
  search: DigestSearch,
): string | undefined {
  const known = found.get(plan) ?? new Map<string, string | undefined>()
  found.set(plan, known)
  const asked = `${zone} ${day} ${search}`
  if (!known.has(asked)) known.set(asked, findDigestDay(plan, zone, day, search))
  return known.get(asked)
}

function findDigestDay(plan: planWorkflow.Context, zone: string, day: string, search: DigestSearch) {
  const step = search === "upTo" ? -1 : 1
  for (let local = addDays(day, -step); ; local = addDays(local, step)) {
    const date = Temporal.PlainDate.from(local)
    if (search === "on" && local > addDays(day, 1)) return undefined
    if (!isWorkingDay(plan, date)) continue
    const planDay = dayOf(digestAt(plan, date, zone), plan.zone)
    if (search === "on" ? planDay === day : step < 0 ? planDay <= day : planDay >= day) return local
  }
}

function digestAt(plan: planWorkflow.Context, day: Temporal.PlainDate, zone: string): string {
  return utc(day.toZonedDateTime({ timeZone: zone, plainTime: remindersOf(plan).digest }).toInstant())
}

function nextWorkingDay(plan: planWorkflow.Context, day: Temporal.PlainDate): Temporal.PlainDate {
  return isWorkingDay(plan, day) ? day : nextWorkingDay(plan, day.add({ days: 1 }))
}

function lastWorkingDay(plan: planWorkflow.Context, day: Temporal.PlainDate): Temporal.PlainDate {
  return isWorkingDay(plan, day) ? day : lastWorkingDay(plan, day.subtract({ days: 1 }))
}
