import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { parsePlan } from "../../packages/workplan/parse.ts"
import { type Bug, bugs } from "./bugs.ts"
import { run } from "./run.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "500" },
    from: { type: "string", default: "1" },
    sweep: { type: "string", default: "both" },
    bug: { type: "string" },
    bugs: { type: "boolean", default: false },
  },
})
const file = new URL("../../packages/workplan/plans/ccm-gso-2025-2026.yaml", import.meta.url)
const { plan } = parsePlan(readFileSync(file, "utf8"), "yaml")
const from = Number(values.from)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => from + index)
const sweeps = values.sweep === "both" ? [true, false] : [values.sweep === "on"]

/** The first seed that shows the bug, and what it shows; undefined where none of them does. */
async function firstCaught(sweep: boolean, bug?: Bug) {
  for (const seed of seeds) {
    const found = await run(seed, { sweep, plan, ...(bug && { bug }) })
    if (found.length > 0) return { seed, found }
  }
  return undefined
}

let failed = false
const say = (line: string) => process.stdout.write(`${line}\n`)
if (values.bugs || values.bug) {
  for (const bug of (values.bug ? [values.bug] : Object.keys(bugs)) as Bug[]) {
    const caught = await firstCaught(false, bug)
    failed ||= !caught
    say(
      caught
        ? `caught at seed ${caught.seed}: ${bug} (${caught.found[0]})`
        : `NOT CAUGHT in ${seeds.length} seeds: ${bug}`,
    )
  }
} else {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"]).toString().trim()
  for (const sweep of sweeps) {
    const caught = await firstCaught(sweep)
    failed ||= caught !== undefined
    const where = `sweep ${sweep ? "on" : "off"}`
    say(
      caught
        ? `seed ${caught.seed}, ${where}, commit ${commit}:\n  ${caught.found.slice(0, 10).join("\n  ")}`
        : `${seeds.length} seeds, ${where}: no violation`,
    )
  }
}
process.exit(failed ? 1 : 0)
