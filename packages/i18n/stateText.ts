import type { Language } from "@demarche/workflows/languages"
import { translateDynamic } from "./translate.ts"

/** How an item stands, as its readings say it. */
export interface StandingItem {
  state: string
  substate?: string | null | undefined
  /** The kind of an activity. */
  kind?: string | undefined
  /** The text that stands as agreed, and whether its path has it issued instead. */
  agreed?: { issued?: boolean | undefined } | null | undefined
}

/** The state of an item as text: "In drafting · Under a silence procedure". A text that was issued is never called agreed. */
export function stateText(language: Language, { state, substate, kind, agreed }: StandingItem): string {
  const words = translateDynamic(language, `states.${state}`, { kind: agreed?.issued ? "issued" : kind })
  return substate ? `${words} · ${translateDynamic(language, `substates.${substate}`)}` : words
}
