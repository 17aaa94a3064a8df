import type { Language } from "./translate.ts"

const locales = { en: "en-GB", fr: "fr" }

/** Several names in one sentence: "Austria, Cameroon and Ireland". */
export function listText(language: Language, names: string[]): string {
  return new Intl.ListFormat(locales[language]).format(names)
}
