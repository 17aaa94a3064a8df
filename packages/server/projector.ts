import { setTimeout } from "node:timers/promises"
import type { Application } from "@demarche/application/application"
import { type Commit, failuresIn, project } from "@demarche/engine"
import { isStoreError, kindOf } from "@demarche/event-store"

/** How often rows that another process writes are polled for, in milliseconds. */
const POLL = 100

/**
 * Projects commits and reports when their rows are there. Consumers need the rows of all earlier commits; since the log is
 * projected in order, waiting for the rows of their own commits guarantees that.
 */
export function createProjector({ projection, views }: Application, signal: AbortSignal) {
  let turn = Promise.withResolvers<void>()
  /** The streams that could not be projected. */
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
    /** Resolves once the rows of the commits are there, or their stream could not be projected. @throws where the signal aborts first. */
    async made(commits: Commit[]): Promise<void> {
      for (const commit of commits.filter(({ stream }) => projection.projects(kindOf(stream))))
        for (let next = turn.promise; !unmade.has(commit.stream) && !(await standing(commit)); next = turn.promise) {
          await Promise.race([next, setTimeout(POLL, undefined, { ref: false })])
          signal.throwIfAborted()
        }
    },
  }
}

/** Whether a retry may succeed. */
function mayPass(error: unknown): boolean {
  return failuresIn(error).some((each) => isStoreError(each, "unavailable"))
}
