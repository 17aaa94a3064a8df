import type { plan as planWorkflow } from "@demarche/workflows"
import { type Office, ReminderSettings } from "@demarche/workflows/terms"
import { covers } from "../rules/mandates.ts"
import { dayOf, zoneExists } from "../time/zone.ts"

export type Recipient = planWorkflow.Person

/** The parts of an item's context that recipients are chosen by; in a reminder, without the parties that have answered. */
export interface Addressed {
  /** A party or an office. */
  owner?: string | undefined
  silence?: { addressees: readonly string[] } | undefined
  rounds?: readonly { invited: readonly string[] }[] | undefined
}

/** Chooses the people of a plan, in the plan's order, by the mandates that hold at `now` (RFC 3339, UTC). */
export type Recipients = (plan: planWorkflow.Context, now: string, item: Addressed) => Recipient[]

/** Who speaks for the parties that the silence procedure addresses; for the committee, where there was no procedure. */
export const addressees: Recipients = (plan, now, { silence }) =>
  speakingFor(plan, now, silence?.addressees ?? committeeOf(plan))

/** Who speaks for the parties that are invited to the latest consultation. */
export const invited: Recipients = (plan, now, { rounds = [] }) => speakingFor(plan, now, rounds.at(-1)?.invited ?? [])

/** Who holds the item's owner, a party or an office; the coordinators, where it has none or nobody holds it. */
export const responsible: Recipients = (plan, now, { owner }) => {
  const named = owner ? holding(plan, now, ({ office, party }) => office === owner || party === owner) : []
  return named.length > 0 ? named : inOffice(plan, now, ["coordinator"])
}

/** Who holds one of the offices, whatever the item. */
export function holders(...offices: readonly Office[]): Recipients {
  return (plan, now) => inOffice(plan, now, offices)
}

/** The plan's people who hold one of the offices at `now` (RFC 3339, UTC). */
export function inOffice(plan: planWorkflow.Context, now: string, offices: readonly Office[]): Recipient[] {
  return holding(plan, now, ({ office }) => offices.includes(office))
}

const COMMITTEE = "coordination-committee"

/** The parties on the committee: those whom a silence procedure addresses, and who learn what was decided. */
export function committeeOf({ bodies }: planWorkflow.Context): string[] {
  return bodies.find(({ id }) => id === COMMITTEE)?.members ?? []
}

function speakingFor(plan: planWorkflow.Context, now: string, parties: readonly string[]): Recipient[] {
  return holding(plan, now, ({ party }) => party !== undefined && parties.includes(party))
}

/** The people with a mandate that covers the plan's day at `now` and that `holds` accepts, in the plan's order. */
function holding(
  { people, zone }: planWorkflow.Context,
  now: string,
  holds: (mandate: Recipient["offices"][number]) => boolean,
): Recipient[] {
  const today = dayOf(now, zone)
  return people.filter(({ offices }) => offices.some((mandate) => covers(mandate, today) && holds(mandate)))
}

/** Who reads in a person's place at `now` (RFC 3339, UTC): the deputy while they are on vacation, unless the deputy is too. */
export function readerFor(
  plan: planWorkflow.Context,
  person: Recipient,
  now: string,
): { reader: Recipient; onBehalfOf?: string } {
  const away = ({ vacation = [], zone }: Recipient) => {
    const today = dayOf(now, zoneOf(plan, { zone }))
    return vacation.some(({ from, to }) => from <= today && today <= to)
  }
  const deputy = away(person) ? plan.people.find(({ id }) => id === person.deputy) : undefined
  return deputy && !away(deputy) ? { reader: deputy, onBehalfOf: person.id } : { reader: person }
}

/** The IANA zone a person reads in: their own, if there is such a zone, else the plan's. */
export function zoneOf({ zone: own }: planWorkflow.Context, { zone }: { zone?: string | undefined }): string {
  if (!zone) return own
  const exists = zones.get(zone) ?? zoneExists(zone)
  zones.set(zone, exists)
  return exists ? zone : own
}
const zones = new Map<string, boolean>()

/** The plan's reminder policy, with the defaults where it says nothing. */
export function remindersOf({ reminders }: planWorkflow.Context): ReminderSettings {
  defaults ??= ReminderSettings.parse({})
  return reminders ?? defaults
}
let defaults: ReminderSettings | undefined
