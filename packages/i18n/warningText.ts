import type { Language } from "@demarche/workflows/languages"
import { dayText, periodText } from "./dates.ts"
import { listText } from "./lists.ts"
import { translateDynamic } from "./translate.ts"

/** A warning about a plan's document: in a reader's own words, or by its code with what the sentence names. */
interface WarningValue {
  code: string
  note?: string | undefined
  values?: Record<string, string | number> | undefined
  items?: string[] | undefined
}

/** What a warning says: "11 of 14 activities of the tracks have no quarter"; a reader's own words as they are. */
export function warningText(language: Language, { code, note, values = {}, items = [] }: WarningValue): string {
  if (note !== undefined) return note
  const { end, latest, quarter } = values
  return translateDynamic(language, `warnings.${code}`, {
    ...values,
    ...(typeof end === "string" && { end: dayText(language, end) }),
    ...(typeof latest === "string" && { latest: dayText(language, latest) }),
    ...(typeof quarter === "string" && { quarter: periodText(language, quarter) }),
    items: listText(language, code === "QUARTER_GAP" ? items.map((item) => periodText(language, item)) : items),
    count: items.length,
  })
}
