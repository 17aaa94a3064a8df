import type { Commit, Log } from "@demarche/event-store"

/** Follows as `consumer`, acknowledging everything, until `count` commits have come. */
export async function take(log: Log, consumer: string, count: number): Promise<Commit[]> {
  const stop = new AbortController()
  const seen: Commit[] = []
  for await (const { commits, acknowledge } of log.follow(consumer, stop.signal)) {
    seen.push(...commits)
    await acknowledge()
    if (seen.length >= count) stop.abort()
  }
  return seen
}
