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
    const stands = ((await views.get(stream))?.version ?? 0) >= version
    if (stands) unmade.delete(stream)
    return stands
  }

  async function make(commits: Commit[]): Promise<void> {
    try {
      await project(projection, commits)
    } catch (error) {
      if (!mayPass(error))
        for (const commit of commits.filter(hasRow)) if (!(await standing(commit))) unmade.add(commit.stream)
      throw error
    } finally {
      turn.resolve()
      turn = Promise.withResolvers()
    }
  }

  function hasRow({ stream }: Commit): boolean {
    return projection.projects(kindOf(stream))
  }

  /** Whether the row is there in the end. Who waits in vain for others to make it, makes it. */
  async function isMade(commit: Commit): Promise<boolean> {
    for (let next = turn.promise; !(await standing(commit)); next = turn.promise) {
      if (unmade.has(commit.stream)) return false
      const waited = await Promise.race([next, setTimeout(POLL, "in vain", { ref: false })])
      signal.throwIfAborted()
      if (waited === "in vain") await make([commit]).catch(() => {})
    }
    return true
  }

  return {
    make,
    /**
     * Resolves once the rows of the commits are there, to those commits and the ones that have none; without those of a stream
     * that cannot be projected. @throws where the signal aborts first.
     */
    async made(commits: Commit[]): Promise<Commit[]> {
      const made: Commit[] = []
      for (const commit of commits) if (!hasRow(commit) || (await isMade(commit))) made.push(commit)
      return made
    },
  }
}

/** Whether a retry may succeed. */
function mayPass(error: unknown): boolean {
  return failuresIn(error).some((each) => isStoreError(each, "unavailable"))
}
