import type { Commit } from "@demarche/event-store"
import type { State } from "./fold.ts"

/** The state that a commit left its stream in. */
export function stateOf({ state }: Pick<Commit, "state">): State {
  return state as State // the store carries what `persist` alone has made
}
