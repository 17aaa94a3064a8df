import type { Language } from "@demarche/workflows/languages"
import { listText } from "./lists.ts"

/** The offices that run a plan, by their titles, each once: where nobody keeps it but the coordinators, two have the same. */
export function runningText(
  language: Language,
  { secretariat, coordinator, presidency }: Record<"secretariat" | "coordinator" | "presidency", string>,
): string {
  return listText(language, [...new Set([secretariat, coordinator, presidency])])
}
