import type { FieldValue } from "./fieldValues.ts"
import { mailbox } from "./mailbox.ts"

/** The years whose dates a plan can mean: from the United Nations' founding to the end of the century, both included. */
export const YEARS = { first: 1945, last: 2100 } as const

/** Whether a date, a month, a quarter, a year or an instant in ISO 8601 lies in the years that a plan can mean. */
export function plausible(date: string): boolean {
  const year = Number(date.slice(0, 4))
  return /^\d{4}(-|$)/.test(date) && year >= YEARS.first && year <= YEARS.last
}

/** The code of the rule that a value breaks by itself, whatever the plan holds; undefined where it breaks none. */
export function valueFault({ meaning, value }: FieldValue): ValueFault | undefined {
  switch (meaning.is) {
    case "date":
      return plausible(value) ? undefined : "DATE_IMPLAUSIBLE"
    case "period":
      return plausible(value) || !/^\d{4}(-|$)/.test(value) ? undefined : "DATE_IMPLAUSIBLE"
    case "address":
      return mailbox(value) ? undefined : "ADDRESS_MALFORMED"
    case "words":
    case "authority":
    case "target":
    case "evidence":
      return wordsFault(value)
    default:
      return undefined
  }
}

export type ValueFault = "DATE_IMPLAUSIBLE" | "ADDRESS_MALFORMED" | "TEXT_INVISIBLE" | "TEXT_CONTROLS"

const visible = /[^\p{C}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u
const control = /[^\P{Cc}\t\n\r]/u
const opening: Record<string, string> = {
  "\u202A": "\u202C",
  "\u202B": "\u202C",
  "\u202D": "\u202C",
  "\u202E": "\u202C",
  "\u2066": "\u2069",
  "\u2067": "\u2069",
  "\u2068": "\u2069",
}

function wordsFault(text: string): ValueFault | undefined {
  if (control.test(text) || !balanced(text)) return "TEXT_CONTROLS"
  return visible.test(text) ? undefined : "TEXT_INVISIBLE"
}

/** Whether each character that changes the direction of what follows is closed again, so that the text turns nothing after it. */
function balanced(text: string): boolean {
  const open: string[] = []
  for (const [mark] of text.matchAll(/[\u202A-\u202E\u2066-\u2069]/g)) {
    const closing = opening[mark]
    if (closing) open.push(closing)
    else if (open.pop() !== mark) return false
  }
  return open.length === 0
}

/** Whether it is a title in another language than the document's. */
export function isOtherTitle({ path }: Pick<FieldValue, "path">): boolean {
  return path.at(-2) === "titles"
}

/** Whether a title that is to be in another language is in the document's own, in which the entry has its title. */
export function isTitledTwice(field: Pick<FieldValue, "path">, language: string): boolean {
  return isOtherTitle(field) && field.path.at(-1) === language
}
