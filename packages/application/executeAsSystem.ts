import { type Commit, isEngineError } from "@demarche/engine"
import { commitId, scopeOf } from "@demarche/event-store"
import type { Actor } from "@demarche/workflows/terms"
import type { Application } from "./application.ts"
import { type CommandRequest, execute } from "./execute.ts"

/** The engine itself, where it answers an event or the clock. */
export const SYSTEM_ACTOR: Actor = { person: "system", office: "system" }

/** A command that a commit calls for on another stream, under an id that is made of the commit's. */
export type ReactionCommand = Pick<CommandRequest, "stream" | "command" | "id" | "reason" | "mandate">

/**
 * Takes a command as the engine itself. Resolves to why the workflow refuses it by now, or that it is another
 * version by now; to undefined where it was taken.
 * Throws as `act` does for everything else.
 */
export async function executeAsSystem(
  application: Application,
  given: Omit<CommandRequest, "by" | "mandateImplied" | "plan">,
): Promise<string | undefined> {
  try {
    await execute(application, { ...given, plan: scopeOf(given.stream), by: SYSTEM_ACTOR, mandateImplied: true })
    return undefined
  } catch (error) {
    if (!isEngineError(error, "rejected", "stale")) throw error
    return error.message
  }
}

/** Answers a commit, with it as the cause; resolves as `actAsEngine` does. */
export function executeReaction(
  application: Application,
  commit: Commit,
  given: ReactionCommand,
): Promise<string | undefined> {
  return executeAsSystem(application, { ...given, correlation: commit.correlation, causation: commitId(commit) })
}
