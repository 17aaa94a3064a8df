import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { root } from "../house/files.ts"
import { type BenchFunction, buildFunctions } from "./lambdaFunctions.ts"
import type { Line } from "./line.ts"
import { byTurns } from "./measure.ts"

const SPAWNS = 30

/**
 * Compares the Lambda functions of this work tree with those of another commit's: starts by turns, the size of the
 * bundles, and how much of them a start reads. `against` is a work tree with its node_modules; only a folder for
 * temporary files is written to.
 */
export async function lambdaAgainst(against: string): Promise<Line[]> {
  const tree = resolve(against)
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: tree }).toString().trim()
  const out = mkdtempSync(join(tmpdir(), "demarche-bench-"))
  const build = (of: string, name: string) => {
    mkdirSync(join(out, name))
    return buildFunctions(of, join(out, name))
  }
  try {
    const pairs = paired(await build(root, "ours"), await build(tree, "theirs"))
    const starts: Line[] = []
    const sizes: Line[] = []
    for (const [ours, theirs] of pairs) {
      const of = `${theirs.name} at ${commit}`
      const { reference, ...start } = await byTurns(SPAWNS, ours.start, theirs.start)
      starts.push({
        what: `start of Lambda ${ours.name}`,
        unit: "ms",
        ...start,
        reference: { of, value: reference },
        wanted: { of: "ratio", most: 1.05 },
      })
      const size = (what: string, key: "bytes" | "first"): Line => ({
        what: `${what} of Lambda ${ours.name}`,
        unit: "KB",
        ours: ours[key] / 1024,
        reference: { of, value: theirs[key] / 1024 },
        ratio: ours[key] / theirs[key],
      })
      sizes.push({ ...size("bundle", "bytes"), wanted: { of: "ratio", most: 1.01 } }, size("read at start", "first"))
    }
    return [...starts, ...sizes]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** Functions with the same name, and of those that only one tree has each pair with the same trigger, where there is but one. */
function paired(ours: BenchFunction[], theirs: BenchFunction[]): [BenchFunction, BenchFunction][] {
  const without = (some: BenchFunction[], others: BenchFunction[]) =>
    some.filter(({ name }) => !others.some((other) => other.name === name))
  const renamed = without(theirs, ours)
  const pairs = ours.flatMap((each): [BenchFunction, BenchFunction][] => {
    const same = theirs.find(({ name }) => name === each.name)
    if (same) return [[each, same]]
    const byTrigger = renamed.filter(({ trigger }) => trigger === each.trigger)
    const alone = without(ours, theirs).filter(({ trigger }) => trigger === each.trigger).length === 1
    return alone && byTrigger[0] && byTrigger.length === 1 ? [[each, byTrigger[0]]] : []
  })
  const left = [...ours, ...theirs].filter((each) => !pairs.flat().includes(each))
  for (const { name, trigger } of left) process.stderr.write(`lambda: ${name} (${trigger}) has no counterpart\n`)
  return pairs
}
