import type { Language } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"

/** What a schema finds wrong with a value, as zod tells it. */
export interface SchemaFault {
  /** What it says in English. */
  message: string
  code?: string | undefined
  expected?: string | undefined
  values?: readonly unknown[] | undefined
  origin?: string | undefined
  minimum?: number | bigint | undefined
  maximum?: number | bigint | undefined
  format?: string | undefined
  keys?: readonly string[] | undefined
}

/** What is wrong with a value, in words that say what to give instead; where the catalogue knows nothing of it, what it says itself. */
export function faultText(language: Language, fault: SchemaFault): string {
  const { faults, set } = catalogues[language]
  return set(faults(fault))
}
