import { type Language, titleIn } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Proposed } from "@demarche/workflows/planCommands"
import { bodyOf } from "@demarche/workplan"
import type { Application } from "./application.ts"

/** What a plan is called and in which language that is, the language of its document, and its parties. */
interface PlanNames {
  title: { text: string; language: string }
  language: string
  parties: Proposed["parties"]
}

/** The names of a plan for a reader of that language; one that has no row yet is called by its id. */
export async function planNames(application: Application, plan: string, reader: Language): Promise<PlanNames> {
  const row = await application.views.get(`plan:${plan}`)
  const fields = row ? bodyOf(row, "plan").fields : { title: plan, titles: undefined, language: undefined, parties: [] }
  const { language = usualLanguage, parties } = fields
  return { title: titleIn(reader, fields, language), language, parties }
}
