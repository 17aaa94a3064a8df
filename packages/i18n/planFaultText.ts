import type { Language } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"

/** A sentence in English, with {0}, {1}… in the places of what it names: texts of the file, numbers, or sentences. */
interface PlanFault {
  say: string
  values: readonly (string | number | PlanFault)[]
}

/** What is wrong with a plan file; what it quotes of the file stays as it is. */
export function planFaultText(language: Language, { say, values }: PlanFault): string {
  const { planFile, set } = catalogues[language]
  return set(planFile[say] ?? say).replace(/\{(\d)\}/g, (_, at) => {
    const value = values[Number(at)]
    return typeof value === "object" ? planFaultText(language, value) : String(value)
  })
}
