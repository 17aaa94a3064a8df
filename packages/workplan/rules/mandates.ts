import type { Actor, Mandate } from "@demarche/workflows/terms"
import { dayOf } from "../time/zone.ts"

/** Who holds which office for which party, from and to which calendar day, both included. */
export interface OfficeHolder {
  id: string
  offices: Mandate[]
}

/** Whether a mandate covers a calendar day (ISO 8601); its first and its last day are covered. */
export function covers({ from, to }: Pick<Mandate, "from" | "to">, day: string): boolean {
  return from <= day && (!to || day <= to)
}

/**
 * True where the person holds the office at an RFC 3339 instant, read as a day in the plan's zone. With `party` the
 * office must be held for that party; without, for any.
 */
export function mandateCovers(
  people: OfficeHolder[],
  act: Pick<Actor, "person" | "office" | "party">,
  instant: string,
  zone: string,
): boolean {
  const day = dayOf(instant, zone)
  const offices = people.find(({ id }) => id === act.person)?.offices ?? []
  return offices.some(
    (mandate) => mandate.office === act.office && (!act.party || act.party === mandate.party) && covers(mandate, day),
  )
}
