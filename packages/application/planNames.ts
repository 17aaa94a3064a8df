import { usualLanguage } from "@demarche/workflows/languages"
import { bodyOf } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** What a plan is called, in the language of its document, and the names of its parties by their ids. */
interface PlanNames {
  title: string
  language: string
  parties: Map<string, string>
}

/** The names of a plan; one that has no row yet is called by its id. */
export async function planNames(application: Application, plan: string): Promise<PlanNames> {
  const row = await application.views.get(`plan:${plan}`)
  const { title, language = usualLanguage, parties } = row ? bodyOf(row, "plan").fields : { title: plan, parties: [] }
  return { title, language, parties: new Map(parties.map(({ id, title }) => [id, title])) }
}
