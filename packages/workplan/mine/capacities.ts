import type { plan as planWorkflow } from "@demarche/workflows"
import { rowOf } from "@demarche/workflows/commandList"
import { may } from "@demarche/workflows/offices"
import type { Mandate } from "@demarche/workflows/terms"
import { type Recipient, type Recipients, readerFor } from "../notifications/recipients.ts"
import { covers } from "../rules/mandates.ts"
import { speaksFor } from "../rules/procedure.ts"
import { type ItemPlace, reaches } from "../rules/scopes.ts"
import { dayOf } from "../time/zone.ts"

/** Somebody with the mandates that they hold: the reader, or a person in whose place the reader stands. */
export interface Capacity {
  person: string
  mandates: readonly Mandate[]
  /** The person in whose place the reader stands; null for the reader. */
  for: string | null
}

/** The reader of a plan: a person of it or, by a key, an office. */
export interface MineReader {
  person: string
  /** The mandate of a key, which the plan does not name. */
  implied?: Mandate | undefined
}

/**
 * The capacities of a reader in a plan at an instant (RFC 3339, UTC), those that hold a mandate: their own first, then of those
 * whose letters they are given in that time; where `recipients` ask for an answer, of those alone for whom they may give it.
 */
export function capacitiesOf(
  plan: planWorkflow.Context,
  { person, implied }: MineReader,
  now: string,
  recipients?: Recipients,
): Capacity[] {
  const day = dayOf(now, plan.zone)
  const held = ({ offices }: Pick<Recipient, "offices">) => offices.filter((mandate) => covers(mandate, day))
  const own = implied ? [implied] : plan.people.filter(({ id }) => id === person).flatMap(held)
  const replaced = plan.people.filter(
    (each) => each.id !== person && readerFor(plan, each, now, recipients).reader.id === person,
  )
  return [
    { person, mandates: own, for: null },
    ...replaced.map((each) => ({ person: each.id, mandates: held(each), for: each.id })),
  ].filter(({ mandates }) => mandates.length > 0)
}

/** The same capacity with the mandates alone that reach a place. */
export function capacityAt(capacity: Capacity, place: ItemPlace): Capacity {
  return { ...capacity, mandates: capacity.mandates.filter((mandate) => reaches(mandate, place)) }
}

/** The mandate by which a capacity is meant by one of those ids: its party's, its office's, or any of the person who is named. */
export function mandateAmong({ person, mandates }: Capacity, ids: readonly string[]): Mandate | undefined {
  return mandates.find(({ office, party }) =>
    ids.some((id) => id === party || id === office || id === rowOf(office) || id === person),
  )
}

/** The mandate by which a capacity may answer for one of those voices by that command, and the voice. */
export function voiceAmong(
  { person, mandates }: Capacity,
  voices: readonly string[],
  answer: "object" | "recordInput",
): { mandate: Mandate; voice: string } | undefined {
  for (const mandate of mandates.filter(({ office }) => may("activity", answer, office))) {
    const voice = voices.find((each) => speaksFor(person, mandate, each))
    if (voice !== undefined) return { mandate, voice }
  }
  return undefined
}
