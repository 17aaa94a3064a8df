import type { Language } from "@demarche/workflows/languages"
import { translateDynamic } from "./translate.ts"

/** The state of an item as text: "In drafting · Under a silence procedure". `kind` is the kind of an activity. */
export function stateText(
  language: Language,
  { state, substate, kind }: { state: string; substate?: string | null; kind?: string | undefined },
): string {
  const words = translateDynamic(language, `states.${state}`, { kind })
  return substate ? `${words} · ${translateDynamic(language, `substates.${substate}`)}` : words
}
