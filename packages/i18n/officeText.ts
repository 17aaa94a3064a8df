import { type Language, languages } from "@demarche/workflows/languages"
import { titleText } from "./titleText.ts"
import { translate, translateDynamic } from "./translate.ts"

/** The titles of offices by language, as a body's rules of procedure give them. */
type OfficeTitles = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** The title of an office: the body's own, in that language where it has one there, or the name of its kind. */
export function officeText(language: Language, office: string, titles: OfficeTitles = {}): string {
  return titleText(language, titles[office]) ?? translateDynamic(language, `offices.${office}`)
}

/** An office as it is held, with who holds it, unless that says no more than the office: "Coordinator (Austria)", "Presidency". */
export function heldText(
  language: Language,
  office: string,
  party: string | undefined,
  titles: OfficeTitles = {},
): string {
  return translate(language, "frame.mandate", {
    office: officeText(language, office, titles),
    party: party && saysMore(office, party, titles) ? party : undefined,
  })
}

/** Whether the name of who holds an office says more than its titles, in any language: "Observers" does not say more than "Observer". */
export function saysMore(office: string, party: string, titles: OfficeTitles = {}): boolean {
  const words = (text: string) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/s$/, ""))
  const said = [...languages.map((each) => officeText(each, office, titles)), ...Object.values(titles[office] ?? {})]
  return said.every((title) => {
    const known = words(title)
    return words(party).some((word) => !known.includes(word))
  })
}
