import { rebuild, verify } from "@demarche/engine"
import { bareRead } from "./bare.ts"
import { folder, furnish, open } from "./fixture.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"

const ACTIVITIES = 700
const ROUNDS = 3

/** What walks over the whole record, each beside the mere reading of the same file: rebuild, verify, a follower. */
export async function views(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, ACTIVITIES, { views: false })
  await using bench = open(place.path)
  const { application, store } = bench
  const events = bareRead(place.path)
  const reading = () => perSecond(events, () => bareRead(place.path))
  let consumers = 0

  const rebuilt = await byTurns(ROUNDS, () => perSecond(events, () => rebuild(application.projection)), reading)
  const verified = await byTurns(
    ROUNDS,
    () =>
      perSecond(events, async () => {
        const { findings } = await verify(application.world.events, application.workflows)
        if (findings.length > 0) throw new Error(JSON.stringify(findings[0]))
      }),
    reading,
  )
  const followed = await byTurns(
    ROUNDS,
    () =>
      perSecond(events, async () => {
        const stop = new AbortController()
        let seen = 0
        for await (const { commits, acknowledge } of store.log.follow(`bench-${++consumers}`, stop.signal)) {
          await acknowledge()
          for (const commit of commits) seen += commit.events.length
          if (seen >= events) stop.abort()
        }
      }),
    reading,
  )
  const line = (what: string, measured: typeof rebuilt, wanted: Line["wanted"]): Line => {
    const { ours, reference: value, ratio } = measured
    return {
      what,
      unit: "events/s",
      ours,
      reference: { of: "read + JSON.parse", value },
      ratio,
      ...(wanted && { wanted }),
    }
  }
  return [
    line(`rebuild of the views (${events} events)`, rebuilt, { of: "ratio", least: 0.6 }),
    line("verify: refold and chain", verified, { of: "ours", least: 10_000 }),
    line("follow with a checkpoint a batch", followed, { of: "ours", least: 20_000 }),
  ]
}
