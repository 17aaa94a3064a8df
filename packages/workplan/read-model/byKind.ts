import type { Commit, State } from "@demarche/engine"
import type { Origin } from "@demarche/event-store"
import type * as workflows from "@demarche/workflows"
import type { ActMetadata } from "@demarche/workflows/terms"

type Workflows = typeof workflows

/** The kinds of stream: the names of the workflows. */
export type Kind = keyof Workflows

/** What a workflow's streams remember; of a kind that is only known when the program runs, nothing is known. */
export type ContextOf<K extends string> = K extends Kind
  ? Parameters<Workflows[K]["decide"]>[0] extends { context: infer Context }
    ? Context
    : unknown
  : unknown

export type EventOf<K extends Kind> = K extends Kind ? ReturnType<Workflows[K]["decide"]>[number] : never

/** A workflow's state as a commit keeps it. */
export interface StateOf<K extends string> extends State {
  context: ContextOf<K>
}

/** What a stream of that kind remembers after the commit; undefined where there is no commit, or it is another kind's. */
export function contextOf<K extends Kind>(kind: K, commit: Commit | undefined): ContextOf<K> | undefined {
  if (!commit?.stream.startsWith(`${kind}:`)) return undefined
  return (commit.state as StateOf<K>).context // its workflow made it
}

/** Who acted in a commit, on which facts and why. */
export function originOf({ origin }: Pick<Commit, "origin">): Origin<ActMetadata> {
  return origin.value as Origin<ActMetadata> // the engine carries what a request of the house said
}

/** The events of a commit, to be told apart by their type. */
export function eventsOf({ events }: Pick<Commit, "events">): EventOf<Kind>[] {
  return events.map(({ value }) => value as EventOf<Kind>) // each was read by its workflow's schema before it was stored
}
