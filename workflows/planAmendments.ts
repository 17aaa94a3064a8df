import type { RefusedChange } from "./ownItems.ts"
import type { Command, Event } from "./planCommands.ts"
import { defined } from "./schemas.ts"

/** An amendment on a path: the version of the commit that proposed it, how it has ended, and what of it was refused then. */
export interface ProposedAmendment {
  version: number
  ended?: "carriedOut" | "dropped"
  refused?: RefusedChange[]
}

interface AmendedPlan {
  amendments?: ProposedAmendment[]
}

type EndOfAmendment = Extract<Event, { type: "AmendmentCarriedOut" | "AmendmentDropped" }>

/** The amendments with one more, which is numbered by its place. */
export function proposedTo({ amendments = [] }: AmendedPlan, { version }: { version: number }): AmendedPlan {
  return { amendments: [...amendments, { version }] }
}

/** The amendments, one of which has ended. */
export function endedIn({ amendments = [] }: AmendedPlan, event: EndOfAmendment): AmendedPlan {
  const how =
    event.type === "AmendmentDropped"
      ? { ended: "dropped" as const }
      : { ended: "carriedOut" as const, ...defined({ refused: event.refused }) }
  return {
    amendments: amendments.map((each, index) => (index === event.amendment - 1 ? { ...each, ...how } : each)),
  }
}

/** The number of the next amendment. */
export function nextAmendment({ amendments = [] }: AmendedPlan): number {
  return amendments.length + 1
}

/** The end of an amendment, once. */
export function amendmentEnded(
  { amendments = [] }: AmendedPlan,
  { amendment, agreed, refused }: Extract<Command, { type: "endAmendment" }>,
): Event[] {
  const standing = amendments[amendment - 1]
  if (!standing || standing.ended) return []
  if (!agreed) return [{ type: "AmendmentDropped", amendment }]
  return [{ type: "AmendmentCarriedOut", amendment, ...(refused.length > 0 && { refused }) }]
}
