import type { Language } from "@demarche/workflows/languages"
import { voiceIn } from "@demarche/workflows/terms"
import { dayText, deadlineText, dueText, periodText } from "./dates.ts"
import { languageText } from "./language.ts"
import { officeText } from "./officeText.ts"
import { type Args, translateDynamic } from "./translate.ts"

/** The reader's IANA zone, the names of the plan's ids ("cameroon": "Cameroon"), and what the body calls its offices. */
export interface EventReading {
  zone?: string
  names?: ReadonlyMap<string, string>
  offices?: Parameters<typeof officeText>[2]
}

interface NamedEvent {
  type: string
  /** What it names, in other languages than the document's. */
  titles?: Readonly<Record<string, string>> | null | undefined
}

/**
 * An event as a clause whose subject is its actor ("opened a consultation of 8 parties, until 13 February 2026 18:00,
 * Geneva"), or the clock. The type itself where the catalogue has no text for it.
 */
export function eventText(language: Language, event: NamedEvent, reading: EventReading = {}): string {
  const title = event.titles?.[language]
  const args = Object.fromEntries(said(language, { ...event, ...(title !== undefined && { title }) }, reading))
  return translateDynamic(language, `events.${event.type}`, args)
}

/** The fields of an event as arguments: dates as texts, ids as names, lists as their lengths. */
function said(language: Language, fields: object, reading: EventReading): [string, Args[string]][] {
  return Object.entries(fields).flatMap(([name, value]): [string, Args[string]][] => {
    if (typeof value === "string") return [[name, text(language, name, value, reading)]]
    if (Array.isArray(value)) return [[name, value.length]]
    if (typeof value !== "object" || value === null) return [[name, value]]
    if ("wall" in value) return [[name, deadlineText(language, value, reading.zone)]]
    if ("precision" in value) return [[name, dueText(language, value)]]
    return said(language, value, reading)
  })
}

function text(language: Language, name: string, value: string, { names, offices }: EventReading): string {
  if (name === "office") return officeText(language, value, offices)
  if (name === "language") return languageText(language, value)
  if (/^\d{4}-[QH][1-4]$/.test(value)) return periodText(language, value)
  const [kind, id] = voiceIn(value)
  if (kind === "office") return officeText(language, id, offices)
  return names?.get(id) ?? dayOr(language, id)
}

/** The text of a day; a text that only looks like one ("2026-02-31") is returned unchanged. */
function dayOr(language: Language, value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value
  try {
    return dayText(language, value)
  } catch {
    return value
  }
}
