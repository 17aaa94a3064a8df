import { wrongs } from "../plan-file/bits.ts"
import type { Line } from "./line.ts"
import { byTurns } from "./measure.ts"

const ROUNDS = 3
const COUNT = 50_000

/** Plan files that are refused, each beside one half as long: four times the time would let a text keep the reader busy. */
const refused: Record<string, (count: number) => string> = {
  keys: (count) => Array.from({ length: count }, (_, at) => `key-${at}: 1\n`).join(""),
  values: (count) => `a: [${"1, ".repeat(count)}1]`,
  "lists in lists": (count) => "[".repeat(count),
  "maps in maps": (count) => "{a: ".repeat(count / 2),
}

/** How long a plan file that is refused takes, by its length. */
export async function plan(): Promise<Line[]> {
  const lines: Line[] = []
  for (const [what, text] of Object.entries(refused)) {
    const [whole, half] = [text(COUNT), text(COUNT / 2)]
    const {
      ours,
      reference: value,
      ratio,
    } = await byTurns(
      ROUNDS,
      () => taken(whole),
      () => taken(half),
    )
    const reference = { of: "half of them", value }
    lines.push({
      what: `a plan file of ${COUNT} ${what}`,
      unit: "ms",
      ours,
      reference,
      ratio,
      wanted: { of: "ratio", most: 3 },
    })
  }
  return lines
}

function taken(text: string): number {
  const begun = performance.now()
  if (wrongs(text).length === 0) throw new Error("it is taken")
  return performance.now() - begun
}
