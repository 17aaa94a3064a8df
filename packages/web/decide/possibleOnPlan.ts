import { viewOf } from "@demarche/application/application"
import { possibleTransitions } from "@demarche/application/possibleTransitions"
import { stateIn } from "@demarche/http/asOf"
import { claimantOf } from "@demarche/http/authentication"
import { ruleSentence } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { stageFault } from "@demarche/workflows/stages"
import type { PlanVisit, Visit } from "../visit.ts"

/** Every act that people may take on a plan, and the submission of a request, to its reader today; none on a day of the past. */
async function possibleOnPlan(
  { application, visitor, past }: Visit,
  { id, reader: { by } }: Pick<PlanVisit, "id" | "reader">,
) {
  const stream = `plan:${id}` as const
  const found = past || !by ? undefined : await stateIn(application, stream, application.world.clock(), undefined)
  if (!found || !by) return []
  const view = viewOf(application, "plan", found.snapshot)
  const claimant = await claimantOf(application, await visitor.claimIn(id), id, stream)
  const { tags } = await application.planSnapshot(id)
  const refusing = may("request", "submit", by.office)
    ? [stageFault(tags, "request", "submit") ?? []].flat()
    : ["OFFICE"]
  return [
    ...(await possibleTransitions(application, { standing: found, view }, claimant)),
    { name: "submit", allowed: refusing.length === 0, failing: refusing },
  ]
}

/** The names of those that can be recorded. */
export async function openOnPlan(visit: Visit, plan: Pick<PlanVisit, "id" | "reader">): Promise<ReadonlySet<string>> {
  return new Set((await possibleOnPlan(visit, plan)).flatMap(({ name, allowed }) => (allowed ? [name] : [])))
}

/** Why one of them cannot be recorded as things stand, whatever is said: the sentences of the rules. */
export async function refusedOnPlan(visit: Visit, plan: Pick<PlanVisit, "id" | "reader">, act: string) {
  const { failing = [] } = (await possibleOnPlan(visit, plan)).find(({ name }) => name === act) ?? {}
  return failing.map((code) => ruleSentence(visit.language, code))
}
