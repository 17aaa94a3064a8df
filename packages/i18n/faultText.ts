import type { Language } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"
import type { SchemaFault } from "./schemaFault.ts"

/** What is wrong with a value, in words that say what to give instead; where the catalogue knows nothing of it, what it says itself. */
export function faultText(language: Language, fault: SchemaFault): string {
  const { faults, set } = catalogues[language]
  return set(faults(fault))
}
