import { monitorEventLoopDelay } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { importPlan } from "@demarche/application/importPlan"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { createApi } from "@demarche/http/app"
import { parsePlan } from "@demarche/plan-file/parse"
import { movableClock } from "@demarche/server/clocks"
import { host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { ccmFile } from "../http/ccm.ts"
import { wordDocument } from "../http/wordDocument.ts"
import { PLAN } from "../http/world.ts"
import { quiet } from "./fixture.ts"
import type { Line } from "./line.ts"

const WANTED = 50
const ACTIVITIES = 1_000

/** The longest time for which nobody else is answered, while the largest input of each kind is. */
export async function delay(): Promise<Line[]> {
  const clock = movableClock("2026-01-12T10:00:00.000Z")
  const hosted = host(memoryStore(), clock.now, quiet)
  const app = createApi(hosted.application, {
    ...apiOptionsOf(hosted, { reporter: quiet, home: "https://d.example", demo: clock }),
    rates: { read: 1e9, write: 1e9 },
  })
  const { plan, warnings } = parsePlan(large(ACTIVITIES), "yaml")
  const by = { person: "isu", office: "secretariat" as const, party: "isu" }
  await importPlan(hosted.application, { file: plan, warnings, by, mandateImplied: true, correlation: "bench" })
  await hosted.settled()
  const ask = async (method: string, path: string, type: string, body?: string | ArrayBuffer) => {
    const headers = {
      Authorization: "Bearer demo:isu:secretariat",
      ...(body !== undefined && { "Content-Type": type }),
    }
    const response = await app.request(path, { method, headers, ...(body !== undefined && { body }) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
  }
  const word = await wordDocument("A long draft", Array(5_000).fill("A paragraph with some words in it."))
  const asked: Record<string, () => Promise<void>> = {
    [`the dry run of a plan file of ${ACTIVITIES} activities`]: () =>
      ask("POST", "/api/plans?dryRun=true", "application/yaml", large(ACTIVITIES)),
    [`a year of reminders of ${ACTIVITIES} activities`]: () =>
      ask("GET", `/api/reminders?plan=${PLAN}&until=2027-01-01T00:00:00Z`, ""),
    "a page of the history": () => ask("GET", `/api/history?plan=${PLAN}&limit=100`, ""),
    "a page of the export": () => ask("GET", `/api/history/export?plan=${PLAN}`, ""),
    "a list of 100 activities": () => ask("GET", `/api/activities?plan=${PLAN}&limit=100`, ""),
    "the calendar": () => ask("GET", `/calendar/${PLAN}.ics`, ""),
    "a Word file of 5,000 paragraphs": () => ask("POST", `/api/texts?plan=${PLAN}`, WORD, word),
  }
  const lines: Line[] = []
  for (const [what, work] of Object.entries(asked))
    lines.push({
      what: `${what}: the longest delay`,
      unit: "ms",
      ours: await longest(work),
      wanted: { of: "ours", most: WANTED },
    })
  await hosted.stop()
  return lines
}

/** The CCM's plan file with that many more activities. */
function large(activities: number): string {
  const more = Array.from(
    { length: activities },
    (_, index) =>
      `  - id: b${index}\n    track: t1\n    title: "An activity of a large plan, as long as most are: number ${index}"\n    kind: outreach\n    schedule: { quarters: [2026-Q2] }\n`,
  )
  return ccmFile().replace(/^activities:\n/m, (line) => line + more.join(""))
}

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

async function longest(work: () => Promise<void>): Promise<number> {
  await work()
  const watch = monitorEventLoopDelay({ resolution: 5 })
  watch.enable()
  await sleep(20)
  watch.reset()
  await sleep(20) // the first interval after a reset is not counted
  await work()
  await sleep(20)
  watch.disable()
  return watch.max / 1e6
}
