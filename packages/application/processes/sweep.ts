import { type Commit, eachInTurn, project } from "@demarche/engine"
import { commitId, kindOf } from "@demarche/event-store"
import type { Application } from "../application.ts"
import { fromNow } from "../time.ts"
import { catchUp } from "./catchUp.ts"
import type { OnSkipped } from "./react.ts"

/** What a sweep looked at and mended. */
export interface SweepReport {
  segment: number
  segments: number
  streams: number
  commits: number
  /** The streams whose row was behind its head, as `stream@version`. */
  repaired: string[]
  /** How many commits were answered again, in case their announcement was lost. */
  answered: number
  /** How many notices, and calls of webhooks, those commits called for that nobody had queued. */
  queued: number
}

/** What was recorded in the last minute may still be under way: it is left to the next sweep. In milliseconds. */
const UNDER_WAY = 60_000

/**
 * Compares every head of a share of the streams with its view, brings up what lags, and answers again what was recorded
 * since `since` and queues its notices and calls: what the bus lost is found here, and what it did not lose is done once
 * all the same. @throws what could not be read, brought up or answered, once all the rest is.
 */
export async function sweep(
  application: Application,
  { segment, segments, since }: { segment: number; segments: number; since: string },
  passedOver: OnSkipped,
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
    queued = await catchUp(application, recent, passedOver)
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
