import type { Language } from "@demarche/workflows/languages"
import type { Communication } from "@demarche/workflows/terms"
import { dayText } from "./dates.ts"
import { translate } from "./translate.ts"

/** By what something came: "note verbale no. 45 of 3 June 2026". */
export function communicationText(language: Language, { is, number, date }: Communication): string {
  return translate(language, `letters.communication.${is}`, { number, date: date && dayText(language, date) })
}
