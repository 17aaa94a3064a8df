import type { Language } from "@demarche/workflows/languages"
import { titleText } from "./titleText.ts"
import { translateDynamic } from "./translate.ts"

/** The titles of offices by language, as a body's rules of procedure give them. */
type OfficeTitles = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** The title of an office: the body's own, in that language where it has one there, or the name of its kind. */
export function officeText(language: Language, office: string, titles: OfficeTitles = {}): string {
  return titleText(language, titles[office]) ?? translateDynamic(language, `offices.${office}`)
}
