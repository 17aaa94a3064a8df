import type { Language } from "@demarche/workflows/languages"
import { catalogue, translateDynamic } from "./translate.ts"

/** What a field of a command is called: "text", "check.option", "rules.0.kind"; in words of that command, of its place, or of its name alone. */
export function fieldText(language: Language, command: string, path: string): string {
  const keys = placesOf(command, path).map((place) => `decide.fields.${place}`)
  return firstOf(language, keys) ?? path
}

/** What is said below it of how it is filled in; undefined where nothing need be. */
export function fieldHint(language: Language, command: string, path: string): string | undefined {
  return firstOf(
    language,
    placesOf(command, path).map((place) => `decide.hints.${place}`),
  )
}

function firstOf(language: Language, keys: string[]): string | undefined {
  const key = keys.find((each) => catalogue(language).has(each))
  return key && translateDynamic(language, key)
}

/** Where its words may stand in the catalogue, those that fit best first; rows have no numbers there. */
function placesOf(command: string, path: string): string[] {
  const place = path.replace(/\.\d+(?=\.|$)/g, "")
  return [`of.${command}.${place}`, place, place.slice(place.lastIndexOf(".") + 1)]
}
