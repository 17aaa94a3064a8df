import { type Commit, EngineError } from "@demarche/engine"
import { commitId, planOf } from "@demarche/store"
import { type Ask, act } from "./act.ts"
import type { House } from "./house.ts"

/** The engine itself, where it answers an event or the clock. */
export const SYSTEM = { person: "system", office: "system" }

/** A command that a commit calls for on another stream, under an id that is made of the commit's. */
export type Answer = Pick<Ask, "stream" | "command" | "id" | "reason" | "mandate">

/**
 * Answers a commit as the engine itself, in its plan and with it as the cause. Resolves to why the workflow refuses the
 * command by now; to undefined where it was taken.
 */
export async function answer(house: House, commit: Commit, given: Answer): Promise<string | undefined> {
  const { stream, correlation } = commit
  const plan = planOf(stream)
  try {
    await act(house, { ...given, plan, by: SYSTEM, vouched: true, correlation, causation: commitId(commit) })
    return undefined
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "rejected") throw error
    return error.message
  }
}
