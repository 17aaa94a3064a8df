import type { Language } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"
import { isolated } from "./isolated.ts"

/** Several names in one sentence: "Austria, Cameroon and Ireland". */
export function listText(language: Language, names: string[]): string {
  return new Intl.ListFormat(catalogues[language].locale).format(names.map(isolated))
}
