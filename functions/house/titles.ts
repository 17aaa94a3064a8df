import type { plan as planWorkflow } from "@demarche/workflows"
import type { Body } from "@demarche/workplan"
import type { House } from "./house.ts"

/** What a plan is called, by its id where it has no row yet, and what its parties are called, by theirs. */
export async function titlesOf(house: House, plan: string): Promise<{ title: string; parties: Map<string, string> }> {
  const row = await house.views.get(`plan:${plan}`)
  const { title = plan, parties = [] } = ((row?.body as Body | undefined)?.planned ??
    {}) as Partial<planWorkflow.Proposed>
  return { title, parties: new Map(parties.map(({ id, title }) => [id, title])) }
}
