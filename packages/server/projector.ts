import { setTimeout } from "node:timers/promises"
import type { Application } from "@demarche/application/application"
import { type Commit, failuresIn, project } from "@demarche/engine"
import { isStoreError, kindOf } from "@demarche/event-store"

/** How soon rows are noticed that another process made, in milliseconds. */
const POLL = 100

/**
 * Makes the rows of commits, and tells when they are there. What follows elsewhere from a commit is worked out from the
 * rows of all that was recorded before it; who takes commits in the log's order waits for their own, and has those too.
 */
export function createProjector({ projection, views }: Application, signal: AbortSignal) {
  let turn = Promise.withResolvers<void>()
  /** The streams of which a row could not be made. */
  const unmade = new Set<string>()
  signal.addEventListener("abort", () => turn.resolve())

  async function standing({ stream, version }: Commit): Promise<boolean> {
    return ((await views.get(stream))?.version ?? 0) >= version
  }

  return {
    async make(commits: Commit[]): Promise<void> {
      unmade.clear()
      try {
        await project(projection, commits)
      } catch (error) {
        if (!mayPass(error)) for (const commit of commits) if (!(await standing(commit))) unmade.add(commit.stream)
        throw error
      } finally {
        turn.resolve()
        turn = Promise.withResolvers()
      }
    },
    /** Resolves once the rows of those commits are made, or one of their stream could not be. @throws where the signal aborts before. */
    async made(commits: Commit[]): Promise<void> {
      for (const commit of commits.filter(({ stream }) => projection.projects(kindOf(stream))))
        for (let next = turn.promise; !unmade.has(commit.stream) && !(await standing(commit)); next = turn.promise) {
          await Promise.race([next, setTimeout(POLL, undefined, { ref: false })])
          signal.throwIfAborted()
        }
    },
  }
}

/** Whether the store may take in a moment what it did not take now. */
function mayPass(error: unknown): boolean {
  return failuresIn(error).some((each) => isStoreError(each, "unavailable"))
}
