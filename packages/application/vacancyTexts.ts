import { type Commit, commitAt } from "@demarche/engine"
import { scopeOf } from "@demarche/event-store"
import { dayText, heldText, type Language, translate } from "@demarche/i18n"
import { procedureOf } from "@demarche/workplan"
import { contextOf } from "@demarche/workplan/read-model/byKind"
import { vacancies } from "@demarche/workplan/rules/mandates"
import type { Application } from "./application.ts"
import { planNames } from "./planNames.ts"
import { voiceNames } from "./voiceNames.ts"

/** Which offices a commit of a plan leaves to nobody, and from when, each as a sentence; what is asked of them would reach nobody. */
export async function vacancyTexts(application: Application, commit: Commit, language: Language): Promise<string[]> {
  const context = contextOf("plan", commit)
  if (!context) return []
  const before = contextOf("plan", await commitAt(application.world.events, commit.stream, commit.version - 1))
  const vacated = vacancies(before?.people ?? [], context.people)
  if (vacated.length === 0) return []
  const { parties } = await planNames(application, scopeOf(commit.stream), language)
  const names = await voiceNames(application, { context, parties }, language)
  return vacated.map(({ office, party, last }) =>
    translate(language, "desk.vacant", {
      office: heldText(language, office, party && (names.get(party) ?? party), procedureOf(context).offices),
      day: last && dayText(language, last),
    }),
  )
}
