import type { Commit } from "../../packages/store/index.ts"
import { bareTable } from "./bare.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"
import { assignOwners, DEPTH, folder, furnish, open } from "./stage.ts"

const STREAMS = 100
const ROUNDS = 7

/** A durable command in this process: the head of ten commits and more, the plan, the decision, the seal, one synced append. */
export async function command(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, STREAMS)
  await using bench = open(place.path)
  using bare = bareTable(place.path)
  let written: Commit[] = []
  let round = 0
  const ours = () =>
    perSecond(STREAMS, async () => {
      written = await assignOwners(bench.house, STREAMS, `round ${++round}`)
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
  ]
}
