/** What no letter says, whatever it is about: brackets in brackets but of an abbreviation, an office with its own name, a next step of what is at its end. */
export function illSaid(text: string): string[] {
  const words = text.replace(/\s+/g, " ")
  const nested = words.match(/\([^()]*\((?![\p{Lu}\d]+\))[^()]*\)/gu) ?? []
  const twice = [...words.matchAll(/(\p{L}[\p{L}’ ]*?) \((\p{L}[\p{L}’ ]*?)s?\)/gu)]
    .filter(([, office = "", party = ""]) => office === party || office.endsWith(` ${party}`))
    .map(([both]) => both)
  const initials = words.match(/\((\p{Lu}+)\) \(\1\)/gu) ?? []
  const atItsEnd = /State: (?:Agreed|Cancelled|Superseded)|État : (?:Adopté|Annulé|Remplacé)/.test(words)
  const late = atItsEnd ? (words.match(/The next step is[^.]*|L’étape suivante est[^.]*/g) ?? []) : []
  return [...nested, ...twice, ...initials, ...late]
}
