import { bodyOf } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** The title of a plan, which is its id where it has no row yet, and the names of its parties by their ids. */
export async function planNames(
  application: Application,
  plan: string,
): Promise<{ title: string; parties: Map<string, string> }> {
  const row = await application.views.get(`plan:${plan}`)
  const { title, parties } = row ? bodyOf(row, "plan").fields : { title: plan, parties: [] }
  return { title, parties: new Map(parties.map(({ id, title }) => [id, title])) }
}
