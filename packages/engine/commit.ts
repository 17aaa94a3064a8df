import type { Commit, Origin } from "@demarche/event-store"
import type { State } from "./fold.ts"
import type { Metadata } from "./workflow.ts"

/** What the engine records of an act beside its command. */
export interface ActMetadata extends Metadata {
  reason?: string
  mandate?: string
}

/** Who acted in a commit, why, and on which facts. */
export function originOf({ origin }: Pick<Commit, "origin">): Origin<ActMetadata> {
  return origin.value as Origin<ActMetadata> // the store carries what `handle` alone has written
}

/** The state that a commit left its stream in. */
export function stateOf({ state }: Pick<Commit, "state">): State {
  return state as State // the store carries what `persist` alone has made
}
