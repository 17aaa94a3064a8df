import type { Language } from "@demarche/workflows/languages"
import { en, type LanguageCatalogue } from "./en/index.ts"
import { fr } from "./fr/index.ts"

/** What each language has: its messages, the locale of numbers and lists, and how its texts are set. */
export const catalogues: Record<Language, LanguageCatalogue> = { en, fr }
