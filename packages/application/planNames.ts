import type { plan as planWorkflow } from "@demarche/workflows"
import type { RowBody } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** What a plan is called, by its id where it has no row yet, and what its parties are called, by theirs. */
export async function planNames(
  application: Application,
  plan: string,
): Promise<{ title: string; parties: Map<string, string> }> {
  const row = await application.views.get(`plan:${plan}`)
  const { title = plan, parties = [] } = ((row?.body as RowBody | undefined)?.planned ??
    {}) as Partial<planWorkflow.Proposed>
  return { title, parties: new Map(parties.map(({ id, title }) => [id, title])) }
}
