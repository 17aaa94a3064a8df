/** What a spreadsheet may take for the beginning of a formula, at the usual width or the full one. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/** A text as a cell holds it: one that could be a formula begins with an apostrophe, so that it is text to every program. */
export function cellText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
