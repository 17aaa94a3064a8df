import { setImmediate as turns } from "node:timers/promises"

/** The middle value. */
export function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** The value under which that share of them lies. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How many a second, where `work` does `count` of them. */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (count * 1_000) / (performance.now() - start)
}

type Round = () => number | Promise<number>

/**
 * Ours and the reference by turns, the first round of each thrown away. The ratio is the median of what each pair of
 * neighbours says, because the machine that slows one slows the other.
 */
export async function byTurns(
  rounds: number,
  ours: Round,
  reference: Round,
): Promise<{ ours: number; reference: number; ratio: number }> {
  const pairs: [number, number][] = []
  for (let round = 0; round <= rounds; round++) pairs.push([await ours(), await reference()])
  const counted = pairs.slice(1)
  return {
    ours: median(counted.map(([value]) => value)),
    reference: median(counted.map(([, value]) => value)),
    ratio: median(counted.map(([value, other]) => value / other)),
  }
}

/** The median of several rounds of one thing, the first thrown away. */
export async function alone(rounds: number, round: Round): Promise<number> {
  const values: number[] = []
  for (let index = 0; index <= rounds; index++) values.push(await round())
  return median(values.slice(1))
}

const TURNS = 10

/** CPU milliseconds of a piece of work, the mean of some turns. */
export async function cpuOf(work: () => Promise<unknown>, times = TURNS): Promise<number> {
  const before = process.cpuUsage()
  for (let turn = 0; turn < times; turn++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / times
}

/** The most CPU milliseconds that go by between two turns of the event loop. */
export async function longestPiece(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let watching = true
  const turn = (since: NodeJS.CpuUsage) => {
    const { user, system } = process.threadCpuUsage(since)
    longest = Math.max(longest, (user + system) / 1_000)
    if (watching) setImmediate(turn, process.threadCpuUsage())
  }
  setImmediate(turn, process.threadCpuUsage())
  await work()
  await turns()
  watching = false
  return longest
}
