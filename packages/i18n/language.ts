import { type Language, languages, usualLanguage } from "@demarche/workflows/languages"
import { catalogues } from "./catalogues.ts"

/** The name of a language, by its tag (BCP 47), in another: "French", « anglais »; the tag itself, where it has no name. */
export function languageText(language: Language, tag: string): string {
  return new Intl.DisplayNames(catalogues[language].locale, { type: "language" }).of(tag) ?? tag
}

interface Range {
  language: string
  quality: number
}

/**
 * The language for an `Accept-Language` header (RFC 9110, 12.5.4): the one of highest quality; of equals the one named
 * first, and a name before `*`. A region does not matter (fr-CH is fr). The usual one where the header is absent, asks for
 * none, or refuses all. Malformed members are ignored.
 */
export function pickLanguage(acceptLanguage: string | null | undefined): Language {
  const ranges = (acceptLanguage ?? "").split(",").flatMap(range)
  const ranked = languages.map((language) => ({ language, ...rank(ranges, language) }))
  const [best] = ranked.sort(
    (one, other) => other.quality - one.quality || (one.quality > 0 ? one.position - other.position : 0),
  )
  return best?.language ?? usualLanguage
}

/** A refused language ranks below one that is not mentioned: `en;q=0` selects another. */
function rank(ranges: Range[], language: Language): { quality: number; position: number } {
  const named = ranges.filter((range) => range.language === language)
  const [best] = (named.length > 0 ? named : ranges.filter((range) => range.language === "*")).sort(
    (one, other) => other.quality - one.quality,
  )
  if (!best) return { quality: 0, position: ranges.length }
  const position = best.language === "*" ? ranges.length : ranges.indexOf(best)
  return { quality: best.quality || -1, position }
}

function range(member: string): Range[] {
  const [, language, quality = "1"] =
    /^[ \t]*(\*|[a-z]{1,8})(?:-[a-z\d]{1,8})*(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?[ \t]*$/i.exec(
      member,
    ) ?? []
  return language ? [{ language: language.toLowerCase(), quality: Number(quality) }] : []
}
