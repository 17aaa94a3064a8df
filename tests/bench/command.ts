import type { Commit } from "@demarche/event-store"
import { bareTable } from "./bare.ts"
import { assignOwners, DEPTH, folder, furnish, open } from "./fixture.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"

const STREAMS = 100
/** How often each stream is written to in a round: a round of a few milliseconds would measure its neighbours. */
const PASSES = 3
const ROUNDS = 9

/** A durable command in this process: the head of ten commits and more, the plan, the decision, the seal, one synced append. */
export async function command(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, STREAMS)
  await using bench = open(place.path)
  using bare = bareTable(place.path)
  let written: Commit[] = []
  let passes = 0
  const ours = () =>
    perSecond(STREAMS * PASSES, async () => {
      written = []
      for (let pass = 0; pass < PASSES; pass++)
        written.push(...(await assignOwners(bench.application, STREAMS, `pass ${++passes}`)))
    })
  const reference = () => {
    const bodies = written.map((commit) => JSON.stringify(commit))
    return perSecond(bodies.length, () => bodies.forEach((body) => void bare.insert(body)))
  }
  const { ours: value, reference: raw, ratio } = await byTurns(ROUNDS, ours, reference)
  return [
    {
      what: `command in process (${DEPTH} prior commits, 1 writer)`,
      unit: "/s",
      ours: value,
      reference: { of: "bare SQLite insert, synchronous FULL", value: raw },
      ratio,
      wanted: { of: "ratio", least: 0.5 },
    },
    {
      what: "its time beyond the bare insert (the ratio above hangs on the disk)",
      unit: "us",
      ours: 1e6 / value - 1e6 / raw,
    },
  ]
}
