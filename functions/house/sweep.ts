import { type Commit, project } from "@demarche/engine"
import { commitId, kindOf } from "@demarche/store"
import { followUp } from "./followUp.ts"
import type { House } from "./house.ts"
import { later } from "./later.ts"
import type { PassedOver } from "./react.ts"

/** What a sweep looked at and mended. */
export interface Swept {
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
 * since `since` and queues its notices and calls: what the bus lost is found here, and what it did not lose is done once all the same.
 */
export async function sweep(
  house: House,
  { segment, segments, since }: { segment: number; segments: number; since: string },
  passedOver: PassedOver,
): Promise<Swept> {
  const until = later(house, -UNDER_WAY)
  const heads = new Map<string, number>()
  const recent: Commit[] = []
  let commits = 0
  for await (const commit of house.world.events.scan({ segment, segments })) {
    commits += 1
    heads.set(commit.stream, commit.version)
    if (commit.recorded >= since && commit.recorded <= until) recent.push(commit)
  }
  const repaired: string[] = []
  for (const [stream, version] of heads) {
    if (!house.projection.projects(kindOf(stream))) continue
    if (((await house.views.get(stream))?.version ?? 0) >= version) continue
    const head = await house.world.events.head(stream)
    if (head) await project(house.projection, [head])
    repaired.push(commitId({ stream, version }))
  }
  const queued = await followUp(house, recent, passedOver)
  return { segment, segments, streams: heads.size, commits, repaired, answered: recent.length, queued }
}
