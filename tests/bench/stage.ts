import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { act } from "../../functions/house/act.ts"
import { type House, houseOf } from "../../functions/house/house.ts"
import { importPlan } from "../../functions/house/import.ts"
import { movableClock } from "../../functions/local/clock.ts"
import { host } from "../../functions/local/host.ts"
import { memoryStore } from "../../packages/store/memory.ts"
import { sqliteStore } from "../../packages/store/sqlite.ts"
import { parsePlan } from "../../packages/workplan/index.ts"
import { ccmFile } from "../http/ccm.ts"
import { PLAN } from "../http/world.ts"

export const austria = { person: "coordinator-austria", office: "coordinator", party: "austria" }
const isu = { person: "isu", office: "isu", party: "isu" }

/** A day of the CCM plan's cycle, on which its people hold their offices. */
export const clock = movableClock("2026-01-12T10:00:00.000Z").now
export const quiet = { info() {}, error: (what: object, message: string) => console.error(message, what) }

/** A new folder on the disk of temporary files (`TMPDIR`), gone when its block ends. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "demarche-bench-"))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export const streamOf = (index: number) => `activity:${PLAN}.b${index}`

/** The first ten commits of an activity: planned, consulted on, drafted, checked. */
const history = [
  {
    type: "plan",
    title: "Draft a short discussion product that takes stock of the findings of the stakeholder dialogues held so far",
    kind: "document",
    track: "t2",
    partners: ["other-stakeholders"],
    outputs: ["o3-1"],
    themes: ["th-pressures", "th-stigma"],
    rules: [{ kind: "quarter", quarter: "2026-Q2" }],
    sources: [{ ref: "t2-a3", title: "Draft a short research document that takes stock of the dialogues" }],
  },
  { type: "assignOwner", owner: "coordinator-austria" },
  { type: "openConsultation", closes: "2026-03-06T18:00", invited: ["isu", "delegation-a"] },
  { type: "closeConsultation", round: 1, summary: "Most delegations support a short text with worked examples." },
  { type: "startDrafting" },
  { type: "addDraft", text: "First draft of the discussion product, for comments by the thematic coordinators." },
  { type: "recordCheck", check: { of: "gender", marker: "significant" } },
  { type: "recordCheck", check: { of: "genderAdvice", waived: true } },
  { type: "recordCheck", check: { of: "lap", actions: [1, 10] } },
  { type: "linkTo", relation: "relatesTo", target: `${PLAN}.t2-a2` },
]
export const DEPTH = history.length

/** Imports the CCM plan into a folder and gives that many more activities their first ten commits, one plan's worth of streams at a time. */
export async function furnish(path: string, activities: number): Promise<void> {
  const store = sqliteStore(path)
  const hosted = host({ ...store, texts: memoryStore().texts }, clock, quiet)
  const { plan, warnings } = parsePlan(ccmFile(), "yaml")
  await importPlan(hosted.house, plan, warnings, isu, "bench", false)
  await hosted.settled()
  const streams = Array.from({ length: activities }, (_, index) => streamOf(index))
  for (let from = 0; from < activities; from += 64)
    await Promise.all(streams.slice(from, from + 64).map((stream) => live(hosted.house, stream)))
  await hosted.settled()
  await hosted.stop()
}

async function live(house: House, stream: string): Promise<void> {
  for (const [index, command] of history.entries())
    await act(house, { ...asked(stream, `${stream}#${index}`), command })
}

/** A house over a furnished folder, with no consumers beside it. */
export function open(path: string) {
  const store = sqliteStore(path)
  return { store, house: houseOf(store, clock), [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

/** A command that leaves the state as large as it was, by a person whose mandate has to be looked up in the plan. */
export function asked(stream: string, id: string) {
  const command = { type: "assignOwner", owner: `owner ${id}` }
  return { plan: PLAN, stream, command, by: austria, vouched: false, correlation: "bench", id }
}
