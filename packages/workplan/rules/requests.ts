import type { Commit } from "@demarche/engine"
import { contextOf, type EventOf, eventsOf, originOf } from "../read-model/byKind.ts"
import type { Reaction, ReactionContext } from "./reaction.ts"

/** How an activity ends of which nothing is delivered. */
type UndeliveredEnd = Extract<EventOf<"request">, { type: "RequestEnded" }>["ended"]

/** The events with which an activity ends well, and those with which it ends otherwise. */
const well: readonly string[] = ["Agreed", "SilencePassed", "Concluded"]
const otherwise: Readonly<Record<string, UndeliveredEnd>> = {
  Cancelled: "cancelled",
  FoundNotFeasible: "notPursued",
  Superseded: "superseded",
  CarriedOver: "carriedOver",
}

/**
 * What follows for requests: the one that the commit's activity came of is delivered or ends with it, and the activity of one
 * that is withdrawn is cancelled.
 */
export function requestReactions({ requests }: ReactionContext, commit: Commit, plan: string): Reaction[] {
  const { reason } = originOf(commit)
  const because = reason === undefined ? {} : { reason }
  const theirs = requests.filter(({ activity }) => activity === commit.stream)
  return eventsOf(commit).flatMap(({ type }): Reaction[] => {
    if (type === "RequestWithdrawn") {
      const { activity } = contextOf("request", commit) ?? {}
      return activity ? [{ stream: `activity:${plan}.${activity}`, command: { type: "cancel" }, ...because }] : []
    }
    if (well.includes(type))
      return theirs.map(({ stream, title }) => ({ stream, command: { type: "deliver", what: title } }))
    const ended = otherwise[type]
    return ended ? theirs.map(({ stream }) => ({ stream, command: { type: "end", ended }, ...because })) : []
  })
}
