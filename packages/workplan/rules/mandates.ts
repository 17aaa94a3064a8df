import type { Facts } from "@demarche/workflows/metadata"
import type { Procedure } from "@demarche/workflows/procedure"
import { type Actor, isScoped, type Mandate } from "@demarche/workflows/terms"
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

/** Offices that are held for a party; those beside them are not where a group has individuals or offices for its members. */
const forAParty: readonly string[] = ["thematicCoordinator"]
const forAPartyOrNone: readonly string[] = ["coordinator", "delegate"]

/** The kinds of actor for which nobody speaks as a delegation or a coordinator does for a party. */
const noParties: readonly string[] = ["office", "body", "secretariat", "group"]

/** Whether a mandate is for an office that is held for a party, and names none; `kinds` are those of the plan's actors. */
export function lacksParty(
  { office, party }: Pick<Mandate, "office" | "party">,
  { groups }: Procedure,
  kinds: readonly string[],
): boolean {
  const hasParties = kinds.some((kind) => !noParties.includes(kind))
  const ofPersons = groups.some(({ individuals = [], offices = [] }) => individuals.length + offices.length > 0)
  const bound = ofPersons || !hasParties ? forAParty : [...forAParty, ...forAPartyOrNone]
  return party === undefined && bound.includes(office)
}

/** The parties for which somebody holds the office that calendar day (ISO 8601), each once. */
export function partiesInOffice(
  people: readonly Pick<OfficeHolder, "offices">[],
  office: string,
  day: string,
): string[] {
  const held = people.flatMap(({ offices }) => offices.filter((each) => each.office === office && covers(each, day)))
  return [...new Set(held.flatMap(({ party }) => party ?? []))]
}

/** An office that nobody holds as long as before, with the party that it was held for, and its last day; none, where nobody holds it at all. */
interface Vacancy {
  office: string
  party: string | undefined
  last: string | undefined
}

/** The offices of the whole plan that nobody holds as long as before once people's mandates are others. */
export function vacancies(
  before: readonly Pick<OfficeHolder, "offices">[],
  after: readonly Pick<OfficeHolder, "offices">[],
): Vacancy[] {
  const then = lastDays(after)
  return [...lastDays(before)].flatMap(([key, { office, party, last: until }]) => {
    const last = then.get(key)?.last
    return (last ?? "") < until ? [{ office, party, last }] : []
  })
}

/** Later than any day of a plan. */
const NEVER = "9999-12-31"

function lastDays(people: readonly Pick<OfficeHolder, "offices">[]) {
  const held = people.flatMap(({ offices }) => offices).filter((mandate) => !isScoped(mandate))
  const days = new Map<string, { office: string; party: string | undefined; last: string }>()
  for (const { office, party, to: last = NEVER } of held) {
    const key = `${office} ${party ?? ""}`
    if (last > (days.get(key)?.last ?? "")) days.set(key, { office, party, last })
  }
  return days
}

/**
 * The mandates by which the person holds the office at an RFC 3339 instant, read as a day in the plan's zone. With `party` the
 * office must be held for that party; without, for any.
 */
export function mandatesHeld(
  people: OfficeHolder[],
  act: Pick<Actor, "person" | "office" | "party">,
  instant: string,
  zone: string,
): Mandate[] {
  const day = dayOf(instant, zone)
  const offices = people.find(({ id }) => id === act.person)?.offices ?? []
  return offices.filter(
    (mandate) => mandate.office === act.office && (!act.party || act.party === mandate.party) && covers(mandate, day),
  )
}

/** True where the person holds the office then; see `mandatesHeld`. */
export function mandateCovers(...held: Parameters<typeof mandatesHeld>): boolean {
  return mandatesHeld(...held).length > 0
}

/** What the mandate of an act lets be said of it: that it covers each of those instants, and that it is for a part of the plan alone. */
export function mandateFacts(
  people: OfficeHolder[],
  act: Pick<Actor, "person" | "office" | "party">,
  instants: readonly string[],
  zone: string,
): Pick<Facts, "mandated" | "scoped"> {
  const held = instants.map((instant) => mandatesHeld(people, act, instant, zone))
  const scoped = held.some((mandates) => mandates.length > 0 && mandates.every(isScoped))
  return { mandated: held.every((mandates) => mandates.length > 0), ...(scoped && { scoped }) }
}
