import type { Commit } from "@demarche/event-store"
import type { StateValue } from "xstate"

/** What a commit stores of a snapshot: XState's persisted form without the parts that never vary. */
export interface State {
  value: StateValue
  context: unknown
  historyValue?: unknown
}

/** The state that a commit left its stream in. */
export function stateOf({ state }: Pick<Commit, "state">): State {
  return state as State // the store carries what `persist` alone has made
}
