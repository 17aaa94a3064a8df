import { type Commit, isEngineError } from "@demarche/engine"
import { commitId, scopeOf } from "@demarche/event-store"
import type { Application } from "./application.ts"
import { type CommandRequest, execute, SYSTEM_ACTOR } from "./execute.ts"

/** A command that follows from a commit of another stream; its id is derived from that commit. */
export type ReactionCommand = Pick<CommandRequest, "stream" | "command" | "id" | "reason" | "mandate">

/**
 * Executes a command as the system actor. Resolves to undefined where it succeeded, and to the reason where a rule refuses it,
 * the version has changed, or it is malformed: what no attempt can change holds up nothing behind it.
 * @throws EngineError and StoreError as `execute`, for everything else.
 */
export async function executeAsSystem(
  application: Application,
  given: Omit<CommandRequest, "by" | "mandateImplied" | "plan">,
): Promise<string | undefined> {
  try {
    await execute(application, { ...given, plan: scopeOf(given.stream), by: SYSTEM_ACTOR, mandateImplied: true })
    return undefined
  } catch (error) {
    if (!isEngineError(error, "rejected", "stale", "invalid")) throw error
    return error.message
  }
}

/** Executes a command that a commit calls for, with the commit as its cause. Resolves as `executeAsSystem`. */
export function executeReaction(
  application: Application,
  commit: Commit,
  given: ReactionCommand,
): Promise<string | undefined> {
  return executeAsSystem(application, { ...given, correlation: commit.correlation, causation: commitId(commit) })
}
