import { bodyOf } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** What a plan is called, by its id where it has no row yet, and what its parties are called, by theirs. */
export async function planNames(
  application: Application,
  plan: string,
): Promise<{ title: string; parties: Map<string, string> }> {
  const row = await application.views.get(`plan:${plan}`)
  const { title, parties } = row ? bodyOf(row, "plan").fields : { title: plan, parties: [] }
  return { title, parties: new Map(parties.map(({ id, title }) => [id, title])) }
}
