import { type Language, phrase } from "./sentence.ts"

/** The state of an item as it is read: "In drafting · Under silence". `kind` is that of an activity. */
export function stateText(
  language: Language,
  { state, substate, kind }: { state: string; substate?: string | null; kind?: string },
): string {
  const words = phrase(language, `states.${state}`, { kind })
  return substate ? `${words} · ${phrase(language, `substates.${substate}`)}` : words
}
