import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Application, createApplication } from "@demarche/application/application"
import { execute } from "@demarche/application/execute"
import { importPlan } from "@demarche/application/importPlan"
import { secretHash } from "@demarche/application/secrets"
import type { Commit, StreamName } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { parsePlan } from "@demarche/plan-file/parse"
import { movableClock } from "@demarche/server/clocks"
import { host } from "@demarche/server/host"
import type { Actor } from "@demarche/workflows/terms"
import { ccmFile } from "../http/ccm.ts"
import { PLAN } from "../http/world.ts"

export const austria: Actor = { person: "coordinator-austria", office: "coordinator", party: "austria" }
const isu: Actor = { person: "isu", office: "secretariat", party: "isu" }
const focalPoint: Actor = { person: "focal-point", office: "focalPoint" }

/** A day of the CCM plan's cycle, on which its people hold their offices. */
export const clock = movableClock("2026-01-12T10:00:00.000Z").now
export const quiet = { info() {}, error: (what: object, message: string) => console.error(message, what) }

/** A new folder on the disk of temporary files (`TMPDIR`), gone when its block ends. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "demarche-bench-"))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const KEY_ID = "b".repeat(16)
export const KEY = `demarche_${KEY_ID}_${"k".repeat(43)}`
const key = {
  type: "addKey",
  hash: secretHash(KEY),
  label: "bench",
  office: "coordinator",
  party: "austria",
  plans: [PLAN],
}

export const streamOf = (index: number): StreamName => `activity:${PLAN}.b${index}`

/** The first ten commits of an activity: planned, consulted on, drafted, checked; by Austria where nobody else is named. */
const history: { by?: Actor; reason?: string; type: string; [field: string]: unknown }[] = [
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
  {
    reason: "All who were invited have answered.",
    ...{ type: "closeConsultation", round: 1, summary: "Most delegations support a short text with worked examples." },
  },
  { type: "startDrafting" },
  { type: "addDraft", text: "First draft of the discussion product, for comments by the thematic coordinators." },
  { type: "recordCheck", check: { of: "gender", option: "significant" } },
  { by: focalPoint, type: "recordCheck", check: { of: "gender-advice" }, text: "Name the communities." },
  { type: "recordCheck", check: { of: "lap", actions: [1, 10] } },
  { type: "linkTo", relation: "relatesTo", target: `${PLAN}.t2-a2` },
]
export const DEPTH = history.length

/**
 * The CCM plan, a key for a program, and that many more activities with their first ten commits, in a folder; with
 * `views` the consumers have seen them all, without them only the plan's own.
 */
export async function furnish(path: string, activities: number, { views = true } = {}): Promise<void> {
  const hosted = host(sqliteStore(path), clock, quiet)
  const { plan, warnings } = parsePlan(ccmFile(), "yaml")
  await importPlan(hosted.application, { file: plan, warnings, by: isu, mandateImplied: true, correlation: "bench" })
  const adopt = { ...asked(`plan:${PLAN}`, "adopt"), command: { type: "adopt" }, mandate: "a meeting" }
  await execute(hosted.application, adopt)
  await execute(hosted.application, {
    ...asked(`access:${KEY_ID}`, "key"),
    command: key,
    by: isu,
    mandateImplied: true,
  })
  if (views) await people(hosted.application, activities)
  await hosted.settled()
  await hosted.stop()
  if (views) return
  await using bench = open(path)
  await people(bench.application, activities)
}

async function people({ world, ...application }: Application, activities: number): Promise<void> {
  const unsynced = { ...application, world: { ...world, texts: memoryStore().texts } }
  const streams = Array.from({ length: activities }, (_, index) => streamOf(index))
  for (let from = 0; from < activities; from += 64)
    await Promise.all(streams.slice(from, from + 64).map((stream) => live(unsynced, stream)))
}

async function live(application: Application, stream: StreamName): Promise<void> {
  for (const [index, { by = austria, reason, ...command }] of history.entries())
    await execute(application, { ...asked(stream, `${stream}#${index}`), by, command, ...(reason && { reason }) })
}

/** An application over a furnished folder, without consumers. */
export function open(path: string) {
  const store = sqliteStore(path)
  return {
    store,
    application: createApplication(store, clock),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** A command that leaves the state as large as it was, by a person whose mandate has to be looked up in the plan. */
export function asked(stream: StreamName, id: string) {
  const command = { type: "assignOwner", owner: "cameroon" }
  return { plan: PLAN, stream, command, by: austria, mandateImplied: false, correlation: "bench", id }
}

/** One such command on each of that many activities, one after the other; what they wrote. */
export async function assignOwners(application: Application, activities: number, round: string): Promise<Commit[]> {
  const written: Commit[] = []
  for (let index = 0; index < activities; index++)
    written.push(...(await execute(application, asked(streamOf(index), `${round}.${index}`))).commits)
  return written
}
