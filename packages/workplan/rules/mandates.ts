import { type Actor, type Mandate, Policy } from "@demarche/workflows/terms"
import { dayOf } from "../time/zone.ts"
import type { Annotated } from "./annotated.ts"

/**
 * The approval policy in force: the activity's own, else the strictest of its outputs', else `coordinatorsRecord`
 * (docs/domain.md#approval). Assumed unless the plan's document itself states it.
 */
export function policyOf(
  own: Annotated<Policy> | undefined,
  outputsPolicies: Annotated<Policy>[],
): { policy: Policy; policyAssumed: boolean } {
  const said = own ? [own] : outputsPolicies
  const policy = Policy.options.findLast((option) => said.some(({ value }) => value === option))
  if (!policy) return { policy: "coordinatorsRecord", policyAssumed: true }
  return { policy, policyAssumed: said.every(({ value, inferred }) => value !== policy || inferred) }
}

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
