import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { parsePlan } from "@demarche/workplan/parse"
import { actorOf } from "../api/doors.ts"
import { act } from "../house/act.ts"
import { importPlan } from "../house/import.ts"
import type { MovableClock } from "./clock.ts"
import { acts, BEGIN, PLAN } from "./demoActs.ts"
import { type Host, moveTo } from "./host.ts"

/** The first plan file, as it comes with the project. */
export async function ccmPlan(): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve("@demarche/workplan/plans/ccm-gso-2025-2026.yaml")), "utf8")
}

/** Imports the CCM plan and plays its first half-year, act by act, each at its own time; the clock ends at `until`. */
export async function play(hosted: Host, clock: MovableClock, until: string): Promise<void> {
  const { house } = hosted
  clock.set(BEGIN)
  const { plan, warnings } = parsePlan(await ccmPlan(), "yaml")
  const isu = { person: "isu", office: "isu", party: "isu" }
  await importPlan(house, plan, warnings, { by: isu, vouched: true }, "demo", false)
  for (const [index, { at, as, on, take, reason, mandate }] of acts.entries()) {
    if (at > until) break
    await moveTo(hosted, clock, at)
    const [person = "", office = ""] = as.split(":")
    const { by } = await actorOf(house, { person, office: office as never, vouched: false }, PLAN)
    const stream = on === "plan" ? `plan:${PLAN}` : on.replace(":", `:${PLAN}.`)
    const why = { reason: reason ?? "Demo: an invented act", ...(mandate && { mandate }) }
    await act(house, {
      plan: PLAN,
      stream,
      command: take,
      by,
      vouched: false,
      occurredAt: at,
      correlation: `demo-${index + 1}`,
      ...why,
    })
  }
  await moveTo(hosted, clock, until)
}
