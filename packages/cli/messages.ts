import type { Language } from "@demarche/i18n"
import { en } from "./en/messages.ts"
import { fr } from "./fr/messages.ts"

const texts: Record<Language, typeof en> = { en, fr }

/** The command line's texts in that language. */
export function messages(language: Language): typeof en {
  return texts[language]
}
