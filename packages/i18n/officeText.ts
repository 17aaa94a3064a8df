import type { Language } from "@demarche/workflows/languages"
import { translateDynamic } from "./translate.ts"

/** The titles of offices by language, as a body's rules of procedure give them. */
type OfficeTitles = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** The title of an office in that language: the body's own, or the name of its kind. */
export function officeText(language: Language, office: string, titles: OfficeTitles = {}): string {
  return titles[office]?.[language] ?? translateDynamic(language, `offices.${office}`)
}
