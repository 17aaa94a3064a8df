import { rebuild, verify } from "../../packages/engine/index.ts"
import { bareRead } from "./bare.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"
import { folder, furnish, open } from "./stage.ts"

const ACTIVITIES = 700
const ROUNDS = 3

/** What walks over the whole record, each beside the mere reading of the same file: rebuild, verify, a follower. */
export async function views(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, ACTIVITIES, { views: false })
  await using bench = open(place.path)
  const { house, store } = bench
  const events = bareRead(place.path)
  const reading = () => perSecond(events, () => bareRead(place.path))
  let consumers = 0

  const rebuilt = await byTurns(ROUNDS, () => perSecond(events, () => rebuild(house.projection)), reading)
  const verified = await byTurns(
    ROUNDS,
    () =>
      perSecond(events, async () => {
        const { findings } = await verify(house.world.events, house.workflows)
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
  const of = "read + JSON.parse"
  return [
    {
      what: `rebuild of the views (${events} events)`,
      unit: "events/s",
      ours: rebuilt.ours,
      reference: { of, value: rebuilt.reference },
      ratio: rebuilt.ratio,
      wanted: { of: "ratio", least: 0.6 },
    },
    {
      what: "verify: refold and chain",
      unit: "events/s",
      ours: verified.ours,
      reference: { of, value: verified.reference },
      ratio: verified.ratio,
      wanted: { of: "ours", least: 10_000 },
    },
    {
      what: "follow with a checkpoint a batch",
      unit: "events/s",
      ours: followed.ours,
      reference: { of, value: followed.reference },
      ratio: followed.ratio,
      wanted: { of: "ours", least: 20_000 },
    },
  ]
}
