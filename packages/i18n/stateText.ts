import type { Language } from "@demarche/workflows/languages"
import { translateDynamic } from "./translate.ts"

/** The state of an item as text: "In drafting · Under a silence procedure". `kind` is the kind of an activity; one whose text is `issued` is never called agreed. */
export function stateText(
  language: Language,
  {
    state,
    substate,
    kind,
    issued,
  }: { state: string; substate?: string | null; kind?: string | undefined; issued?: boolean | undefined },
): string {
  const words = translateDynamic(language, `states.${state}`, { kind: issued ? "issued" : kind })
  return substate ? `${words} · ${translateDynamic(language, `substates.${substate}`)}` : words
}
