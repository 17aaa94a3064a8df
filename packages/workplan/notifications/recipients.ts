import type { plan as planWorkflow } from "@demarche/workflows"
import { type Office, Reminders } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import { covers } from "../rules/mandates.ts"
import { isWorkingDay } from "../time/workingDays.ts"
import { at, dayOf, utc, zoneExists } from "../time/zone.ts"

export type Person = planWorkflow.Person

/** The plan's reminder policy, with the defaults where it says nothing. */
export function remindersOf({ reminders }: planWorkflow.Context): Reminders {
  defaults ??= Reminders.parse({})
  return reminders ?? defaults
}
let defaults: Reminders | undefined

/** Who today holds an office that `holds` accepts, in the plan's order. `now` is an RFC 3339 instant. */
function holding(
  { people, zone }: planWorkflow.Context,
  now: string,
  holds: (mandate: Person["offices"][number]) => boolean,
): Person[] {
  const today = dayOf(now, zone)
  return people.filter(({ offices }) => offices.some((mandate) => covers(mandate, today) && holds(mandate)))
}

/** The zone a person reads in: their own, if there is such a zone, else the plan's. */
export function zoneOf({ zone: own }: planWorkflow.Context, { zone }: Pick<Person, "zone">): string {
  if (!zone) return own
  const exists = zones.get(zone) ?? zoneExists(zone)
  zones.set(zone, exists)
  return exists ? zone : own
}
const zones = new Map<string, boolean>()

const COMMITTEE = "coordination-committee"

/** The parties on the committee: those whom a silence procedure addresses, and who learn what was decided. */
export function committeeOf({ bodies }: planWorkflow.Context): string[] {
  return bodies.find(({ id }) => id === COMMITTEE)?.members ?? []
}

/** Who speaks for one of the parties. */
export function speakingFor(plan: planWorkflow.Context, now: string, parties: readonly string[]): Person[] {
  return holding(plan, now, ({ party }) => party !== undefined && parties.includes(party))
}

/** Who holds one of the offices. */
export function inOffice(plan: planWorkflow.Context, now: string, offices: readonly Office[]): Person[] {
  return holding(plan, now, ({ office }) => offices.includes(office))
}

/** Who answers for an item: its owner, a party or an office; the coordinators, where none is named or nobody holds it. */
export function responsible(plan: planWorkflow.Context, now: string, owner: string | undefined): Person[] {
  const named = owner ? holding(plan, now, ({ office, party }) => office === owner || party === owner) : []
  return named.length > 0 ? named : inOffice(plan, now, ["coordinator"])
}

/** Who reads in a person's place: the deputy while they are on vacation, if there is one who is not. */
export function readerFor(
  plan: planWorkflow.Context,
  person: Person,
  now: string,
): { reader: Person; onBehalfOf?: string } {
  const away = ({ vacation = [], zone }: Person) => {
    const today = dayOf(now, zoneOf(plan, { zone }))
    return vacation.some(({ from, to }) => from <= today && today <= to)
  }
  const deputy = away(person) ? plan.people.find(({ id }) => id === person.deputy) : undefined
  return deputy && !away(deputy) ? { reader: deputy, onBehalfOf: person.id } : { reader: person }
}

/** The first instant (UTC) from `instant` on at which the person may be written to: by day and on a working day, where they are. */
export function atAGoodTime(plan: planWorkflow.Context, person: Person, instant: string): string {
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

/** The last day (ISO 8601) whose letter to somebody in that zone is due at `instant` or before it. */
export function lastDigestDay(plan: planWorkflow.Context, zone: string, instant: string): string {
  const today = at(instant, zone).toPlainDate()
  const begun = digestAt(plan, today, zone) <= instant
  return lastWorkingDay(plan, begun ? today : today.subtract({ days: 1 })).toString()
}

/** The instant (UTC) of the first letter of a day to that person from `instant` on. */
export function nextDigest(plan: planWorkflow.Context, person: Person, instant: string): string {
  const zone = zoneOf(plan, person)
  const today = at(instant, zone).toPlainDate()
  const later = digestAt(plan, today, zone) < instant
  return digestAt(plan, nextWorkingDay(plan, later ? today.add({ days: 1 }) : today), zone)
}

/** The instant (UTC) of the first letter to somebody in that zone on that day (ISO 8601) or a later one. */
export function firstDigest(plan: planWorkflow.Context, zone: string, day: string): string {
  return digestAt(plan, nextWorkingDay(plan, Temporal.PlainDate.from(day)), zone)
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
