import { execute } from "@demarche/application/execute"
import { importPlan } from "@demarche/application/importPlan"
import type { StreamName } from "@demarche/event-store"
import { actorOf, officeOf } from "@demarche/http/authentication"
import { parsePlan } from "@demarche/plan-file/parse"
import type { MovableClock } from "./clocks.ts"
import { acts, BEGIN, PLAN } from "./demoActs.ts"
import { advanceTo, type Host } from "./host.ts"
import { shippedPlans } from "./shippedPlans.ts"

/** Imports the CCM plan and replays the demo acts up to `until`, each at its own time. */
export async function playDemo(hosted: Host, clock: MovableClock, until: string): Promise<void> {
  const { application } = hosted
  clock.set(BEGIN)
  const { plan, warnings } = parsePlan(await shippedPlans["ccm-gso-2025-2026"](), "yaml")
  const isu = { person: "isu", office: "secretariat" as const, party: "isu" }
  await importPlan(application, { file: plan, warnings, by: isu, mandateImplied: true, correlation: "demo" })
  await playActs(hosted, clock, "", until)
}

/** Replays the demo acts after one instant and up to another, each at its own time; both are RFC 3339 in UTC. */
export async function playActs(hosted: Host, clock: MovableClock, after: string, until: string): Promise<void> {
  const { application } = hosted
  const inOrder = acts.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  for (const [index, { at, as, on, take, reason, mandate }] of inOrder.entries()) {
    if (at > until) break
    if (at <= after) continue
    await advanceTo(hosted, clock, at)
    const [person = "", office = ""] = as.split(":")
    const { by } = await actorOf(application, { person, office: officeOf(office), mandateImplied: false }, PLAN)
    const [kind = "", code = ""] = on.split(":")
    const stream: StreamName = on === "plan" ? `plan:${PLAN}` : `${kind}:${PLAN}.${code}`
    const why = { reason: reason ?? "Demo: an invented act", ...(mandate && { mandate }) }
    await execute(application, {
      plan: PLAN,
      stream,
      command: take,
      by,
      mandateImplied: false,
      occurredAt: at,
      correlation: `demo-${index + 1}`,
      ...why,
    })
  }
  await advanceTo(hosted, clock, until)
}
