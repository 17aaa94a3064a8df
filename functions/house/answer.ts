import { type Commit, EngineError } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { type Ask, act } from "./act.ts"
import type { House } from "./house.ts"

/** The engine itself, where it answers an event or the clock. */
export const SYSTEM = { person: "system", office: "system" }

/** A command that a commit calls for on another stream, under an id that is made of the commit's. */
export type Answer = Pick<Ask, "stream" | "command" | "id" | "reason" | "mandate">

/**
 * Takes a command as the engine itself. Resolves to why the workflow refuses it by now, or that it is another
 * version by now; to undefined where it was taken.
 * Throws as `act` does for everything else.
 */
export async function actAsEngine(
  house: House,
  given: Omit<Ask, "by" | "vouched" | "plan">,
): Promise<string | undefined> {
  try {
    await act(house, { ...given, plan: planOf(given.stream), by: SYSTEM, vouched: true })
    return undefined
  } catch (error) {
    if (!(error instanceof EngineError) || (error.code !== "rejected" && error.code !== "stale")) throw error
    return error.message
  }
}

/** Answers a commit, with it as the cause; resolves as `actAsEngine` does. */
export function answer(house: House, commit: Commit, given: Answer): Promise<string | undefined> {
  return actAsEngine(house, { ...given, correlation: commit.correlation, causation: commitId(commit) })
}
