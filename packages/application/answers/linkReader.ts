import type { plan as planWorkflow } from "@demarche/workflows"
import { isReachable, mandateCovers } from "@demarche/workplan"
import type { ActionLink } from "./actionLink.ts"

/** Whether the address that the letter of a link went to is its person's: at another one somebody else may read it. */
export function isAtAddress({ people }: Pick<planWorkflow.Context, "people">, { person: id, address }: ActionLink) {
  const person = people.find((each) => each.id === id)
  return !address || (person !== undefined && isReachable(person) && person.address?.startsWith(address) === true)
}

/** Whether the letter of a link could be written to the same reader at `now` (RFC 3339, UTC): by mandate and by address. */
export function isStillReader(
  { people, zone }: Pick<planWorkflow.Context, "people" | "zone">,
  link: ActionLink,
  now: string,
): boolean {
  const { person: id, office, party } = link
  const person = people.find((each) => each.id === id)
  const covered = mandateCovers(people, { person: id, office, ...(party && { party }) }, now, zone)
  return covered && person !== undefined && isReachable(person) && isAtAddress({ people }, link)
}
