import type { Language } from "@demarche/workflows/languages"
import { translate, translateDynamic } from "./translate.ts"

/** A rule that sets a due date; `words` are the document's own, of which it is a reading. */
interface RuleValue {
  kind: string
  words?: string | undefined
  meeting?: string
  item?: string
  months?: number | undefined
  weeks?: number
  days?: number | undefined
}

/**
 * How a due date was found: "10 weeks before the meeting “Third Review Conference”", "end of the month named in the plan, read
 * from “by June 2026”". `names` gives meetings and items their names.
 */
export function ruleText(language: Language, rule: RuleValue, names: ReadonlyMap<string, string>): string {
  const { kind, words, meeting, item, months = 0, weeks = 0, days = 0 } = rule
  const named = (id: string) => names.get(id) ?? id
  const [first] = [months, weeks, days].filter((count) => count !== 0)
  const offsets = Object.entries({ months, weeks, days }).filter(([, count]) => count !== 0)
  const offset = offsets.map(([unit, count]) => translate(language, "due.offset", { unit, count: Math.abs(count) }))
  const counted =
    first && translate(language, "due.counted", { when: first < 0 ? "before" : "after", offset: offset.join(", ") })
  const said = translateDynamic(language, `due.rules.${kind}`, {
    ...(kind === "request" ? { days } : counted && { counted }),
    ...(meeting && { meeting: named(meeting) }),
    ...(item && { item: named(item) }),
  })
  return words ? `${said}, ${translate(language, "due.words", { words })}` : said
}
