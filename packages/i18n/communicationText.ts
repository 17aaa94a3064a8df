import type { Language } from "@demarche/workflows/languages"
import type { Communication } from "@demarche/workflows/terms"
import { dayText } from "./dates.ts"
import { translate } from "./translate.ts"

/** By what something came: "note verbale no. 45 of 3 June 2026", "the link of a letter". */
export function communicationText(language: Language, came: Communication | { is: "link" }): string {
  if (came.is === "link") return translate(language, "answer.page.cameByLink")
  const { is, number, date } = came
  return translate(language, `letters.communication.${is}`, { number, date: date && dayText(language, date) })
}
