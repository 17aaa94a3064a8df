import { setTimeout } from "node:timers/promises"
import { type Commit, project } from "@demarche/engine"
import { kindOf } from "@demarche/store"
import type { House } from "../house/house.ts"

/** How soon rows are noticed that another process made, in milliseconds. */
const POLL = 100

/**
 * Makes the rows of commits, and tells when they are there. What follows elsewhere from a commit is worked out from the
 * rows of all that was recorded before it; who takes commits in the log's order waits for their own, and has those too.
 */
export function rowsIn({ projection, views }: House, signal: AbortSignal) {
  let turn = Promise.withResolvers<void>()
  signal.addEventListener("abort", () => turn.resolve())

  async function standing({ stream, version }: Commit): Promise<boolean> {
    return ((await views.get(stream))?.version ?? 0) >= version
  }

  return {
    async make(commits: Commit[]): Promise<void> {
      await project(projection, commits)
      turn.resolve()
      turn = Promise.withResolvers()
    },
    /** Resolves once the rows of those commits are made. @throws where the signal aborts before. */
    async made(commits: Commit[]): Promise<void> {
      for (const commit of commits.filter(({ stream }) => projection.projects(kindOf(stream))))
        for (let next = turn.promise; !(await standing(commit)); next = turn.promise) {
          await Promise.race([next, setTimeout(POLL, undefined, { ref: false })])
          signal.throwIfAborted()
        }
    },
  }
}
