import { type Commit, eachInTurn, project } from "@demarche/engine"
import { commitId, kindOf } from "@demarche/event-store"
import type { Application } from "../application.ts"
import { fromNow } from "../time.ts"
import { catchUp } from "./catchUp.ts"
import type { OnSkipped } from "./react.ts"

/** The result of a sweep. */
export interface SweepReport {
  segment: number
  segments: number
  streams: number
  commits: number
  /** The streams whose row was behind their head and was projected, as `stream@version`. */
  repaired: string[]
  /** The number of commits for which the consumers were re-run, in case their message was lost. */
  answered: number
  /** The number of notifications and webhook deliveries that those commits call for and that had not been queued. */
  queued: number
}

/** Commits younger than this may still be in flight and are left to the next sweep. In milliseconds. */
const UNDER_WAY = 60_000

/**
 * Compares every head in a segment of the streams with its row and projects what lags; re-runs the consumers for commits
 * recorded since `since`, so that what the bus lost is done here. All of it is idempotent.
 * @throws what could not be read, projected or consumed, after everything else.
 */
export async function sweep(
  application: Application,
  { segment, segments, since }: { segment: number; segments: number; since: string },
  onSkipped: OnSkipped,
): Promise<SweepReport> {
  const until = fromNow(application, -UNDER_WAY)
  const heads = new Map<string, Commit>()
  const recent: Commit[] = []
  const repaired: string[] = []
  let commits = 0
  let queued = 0
  const read = async () => {
    for await (const commit of application.world.events.scan({ segment, segments })) {
      commits += 1
      heads.set(commit.stream, commit)
      if (commit.recorded >= since && commit.recorded <= until) recent.push(commit)
    }
  }
  const compare = () => eachInTurn(heads.values(), bringUp)
  const answer = async () => {
    queued = await catchUp(application, recent, onSkipped)
  }

  async function bringUp({ stream, version, recorded }: Commit): Promise<void> {
    if (recorded > until || !application.projection.projects(kindOf(stream))) return
    if (((await application.views.get(stream))?.version ?? 0) >= version) return
    const head = await application.world.events.head(stream)
    if (head) await project(application.projection, [head])
    repaired.push(commitId({ stream, version }))
  }

  await eachInTurn([read, compare, answer], (part) => part())
  return { segment, segments, streams: heads.size, commits, repaired, answered: recent.length, queued }
}
