import type { Commit } from "@demarche/engine"
import { waitsOf } from "@demarche/workflows/activity/links"
import { type EventOf, eventsOf, type Kind } from "../read-model/byKind.ts"
import type { Reaction, ReactionContext } from "./reaction.ts"

/** What becomes of a wait: the command that says so, of the target by the name under which it is linked. */
type WaitChange = { type: "endWait" } | { type: "resumeWait" } | { type: "passWait"; to: string[] }

/**
 * What follows for waits: of the items that wait for the commit's own, where that has ended, stands open again or has become
 * something else; and of the commit's own, where it is linked to what is over already.
 */
export function waitReactions({ activities, outputs }: ReactionContext, commit: Commit): Reaction[] {
  const names = (stream: string) => [stream.slice(stream.indexOf(":") + 1), stream.slice(stream.indexOf(".") + 1)]
  const [, code] = names(commit.stream)
  const reason = `${code}: ${eventsOf(commit).map(({ type }) => type)}`
  return eventsOf(commit).flatMap((event): Reaction[] => {
    if (event.type === "Linked") {
      const over = [...activities, ...outputs].some(
        ({ stream, ended }) => ended && names(stream).includes(event.target),
      )
      return over ? [{ stream: commit.stream, command: { type: "endWait", target: event.target }, reason }] : []
    }
    const change = changeBy(event)
    if (!change) return []
    return activities.flatMap(({ stream, links }) => {
      const waits = change.type === "resumeWait" ? links.filter(({ over }) => over) : waitsOf({ links })
      const targets = waits.map(({ target }) => target).filter((target) => names(commit.stream).includes(target))
      return targets.map((target) => ({ stream, command: { ...change, target }, reason }))
    })
  })
}

function changeBy(event: EventOf<Kind>): WaitChange | undefined {
  switch (event.type) {
    case "Agreed":
    case "SilencePassed":
    case "Concluded":
    case "PlaceholderConcluded":
    case "PlaceholderDropped":
    case "Fulfilled":
    case "Cancelled":
    case "FoundNotFeasible":
    case "NotPursued":
      return { type: "endWait" }
    case "MilestoneReached":
      return event.milestone === "held" ? { type: "endWait" } : undefined
    case "Reopened":
    case "OutcomeRetracted":
    case "StepsRetracted":
    case "FoundFeasible":
    case "EvidenceUnlinked":
    case "EvidenceSuspended":
    case "FoundWanting":
    case "IndicatorFellShort":
      return { type: "resumeWait" }
    case "Superseded":
      return { type: "passWait", to: event.successors }
    default:
      return undefined
  }
}
