import { type Commit, StoreError } from "@demarche/event-store"
import type { StateValue } from "xstate"

/** What a commit stores of a snapshot: XState's persisted form without the parts that never vary. */
export interface State {
  value: StateValue
  context: unknown
  historyValue?: unknown
}

/**
 * The state that a commit left its stream in.
 * @throws StoreError `damaged` where it does not have the form of one.
 */
export function stateOf(commit: Pick<Commit, "state"> & Partial<Commit>): State {
  const { state, stream, version } = commit
  if (isState(state)) return state
  const at = stream && version ? { damage: { fault: "state" as const, stream, version } } : {}
  throw new StoreError("damaged", `${stream ?? "a stream"}@${version ?? "?"} holds no state`, at)
}

function isState(state: unknown): state is State {
  return typeof state === "object" && state !== null && "value" in state && "context" in state
}
