import type { Language } from "./sentence.ts"

const formats = { en: new Intl.ListFormat("en-GB"), fr: new Intl.ListFormat("fr") }

/** Several names in one sentence: "Austria, Cameroon and Ireland". */
export function listText(language: Language, names: string[]): string {
  return formats[language].format(names)
}
