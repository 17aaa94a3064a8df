import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { digestOf } from "@demarche/application/audit/checkpointDigest"
import { parsePlan } from "@demarche/plan-file/parse"
import { type Bug, bugs, type WorldName } from "./bugs.ts"
import { year } from "./calendar.ts"
import { demoYear, type YearBug, yearBugs } from "./demoYear.ts"
import { run } from "./run.ts"
import type { World } from "./world.ts"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "500" },
    from: { type: "string", default: "1" },
    world: { type: "string", default: "both" },
    sweep: { type: "string", default: "both" },
    bug: { type: "string" },
    bugs: { type: "boolean", default: false },
    digests: { type: "boolean", default: false },
    calendar: { type: "boolean", default: false },
    years: { type: "string", default: "20" },
  },
})
const file = new URL("../../packages/plan-file/plans/ccm-gso-2025-2026.yaml", import.meta.url)
/** What an activity serves is stated here, where the plan infers it: an inference is no evidence, and nothing would follow. */
const stated = readFileSync(file, "utf8").replaceAll(/outputs: \{ refs: (\[.+?\]), inferred: true \}/g, "outputs: $1")
const { plan } = parsePlan(stated, "yaml")
const from = Number(values.from)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => from + index)
const sweeps = values.sweep === "both" ? [true, false] : [values.sweep === "on"]
const worlds = (values.world === "both" ? Object.keys(bugs) : [values.world]) as WorldName[]

interface Run {
  world: WorldName
  sweep: boolean
}

const YEAR_END = "2026-10-01T08:00:00.000Z"
const REMINDED = "2026-06-12T12:00:00.000Z"

const say = (line: string) => process.stdout.write(`${line}\n`)
const named = ({ world, sweep }: Run) => `${world} world, sweep ${sweep ? "on" : "off"}`

/** A run in which somebody waits for what nobody does ends the process, and must be told of all the same. */
let running = ""
process.on("beforeExit", () => {
  say(`${running}: it hangs`)
  process.exit(1)
})

/** The first seed that shows the bug, and what it shows; undefined where none of them does. */
async function firstCaught(world: WorldName, sweep: boolean, bug?: Bug) {
  for (const seed of seeds) {
    running = `${named({ world, sweep })}, seed ${seed}${bug ? `, ${bug}` : ""}`
    const options = { world, sweep, plan, ...(bug && { bug }), ...(values.digests && { ended: sayDigest }) }
    const found = await run(seed, options).catch(({ stack }: Error) => [`${stack}`])
    if (found.length > 0) return { seed, found }
  }
  return undefined
}

/** All heads of what a run has left, in one hash: two runs of one seed leave the same. */
async function sayDigest({ store }: World): Promise<void> {
  const heads = new Map<string, string>()
  for await (const { stream, hash } of store.events.scan()) heads.set(stream, hash)
  say(`${running}: ${heads.size} streams, ${digestOf([...heads].map((head) => head.join(" ")).sort())}`)
}

/** Each in a process of its own, so that all cores have work. Answers whether one failed. */
async function each(of: Run[]): Promise<boolean> {
  const codes = of.map(async ({ world, sweep }) => {
    const own = [...process.argv.slice(2), "--world", world, "--sweep", sweep ? "on" : "off"]
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", ...own], { stdio: "inherit" })
    return (await once(child, "exit"))[0] !== 0
  })
  return (await Promise.all(codes)).includes(true)
}

async function survey({ world, sweep }: Run): Promise<boolean> {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"]).toString().trim()
  const caught = await firstCaught(world, sweep)
  const where = named({ world, sweep })
  say(
    caught
      ? `${where}, seed ${caught.seed}, commit ${commit}:\n  ${caught.found.slice(0, 10).join("\n  ")}`
      : `${where}, ${seeds.length} seeds: no violation`,
  )
  return caught !== undefined
}

/** Years of reminders by the hour; a letter may come twice where its sender died, and nowhere else. */
async function lookThrough(years: number): Promise<boolean> {
  let failed = false
  for (let each = 2026; each < 2026 + years; each++) {
    const { expected, sent, twice, crashes, wrong } = await year(each)
    failed ||= wrong.length > 0 || twice > crashes
    say(`${each}: ${expected} reminders due, ${sent} letters, ${twice} of them twice in ${crashes} crashes`)
    for (const line of wrong.slice(0, 10)) say(`  ${line}`)
  }
  return failed
}

/** The demo's year, whole and as it should be. */
async function lookThroughDemo(): Promise<boolean> {
  const { letters, told, wrong } = await demoYear(YEAR_END)
  say(`demo: ${letters} letters, ${told} due dates told in them, ${wrong.length} of them wrong`)
  for (const line of wrong.slice(0, 10)) say(`  ${line}`)
  return wrong.length > 0
}

/** The demo until its silence is over and people are reminded of a consultation, with each of its bugs. */
async function catchInDemo(known: YearBug[]): Promise<boolean> {
  let missed = false
  for (const bug of known) {
    const [first] = (await demoYear(REMINDED, bug)).wrong
    missed ||= first === undefined
    say(`demo: ${first === undefined ? "NOT CAUGHT" : "caught"}: ${bug}${first === undefined ? "" : ` (${first})`}`)
  }
  return missed
}

async function catchAll(world: WorldName, known: Bug[]): Promise<boolean> {
  let missed = false
  for (const bug of known) {
    const caught = await firstCaught(world, false, bug)
    missed ||= !caught
    say(
      caught
        ? `${world}: caught at seed ${caught.seed}: ${bug} (${caught.found[0]})`
        : `${world}: NOT CAUGHT in ${seeds.length} seeds: ${bug}`,
    )
  }
  return missed
}

const runs = worlds.flatMap((world) => sweeps.map((sweep) => ({ world, sweep })))
const [only, ...others] = runs
let failed = false
if (values.calendar) {
  failed = await lookThrough(Number(values.years))
  failed = (await lookThroughDemo()) || failed
} else if (values.bugs || values.bug) {
  const inDemo = (Object.keys(yearBugs) as YearBug[]).filter((bug) => (values.bug ?? bug) === bug)
  if (values.world === "both") failed = await catchInDemo(inDemo)
  for (const world of worlds)
    failed =
      (await catchAll(
        world,
        (Object.keys(bugs[world]) as Bug[]).filter((bug) => (values.bug ?? bug) === bug),
      )) || failed
} else if (only && others.length === 0) failed = await survey(only)
else failed = await each(runs)
process.exit(failed ? 1 : 0)
