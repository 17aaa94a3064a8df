/** What is read from the right, and the marks that turn what follows (UAX #9: R, AL, AN, and every explicit mark). */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const ISOLATED = /\u2068[^\u2066-\u2069]*\u2069/g

/**
 * A text for the middle of a sentence: what could reorder the words around it stands between FIRST STRONG ISOLATE and POP
 * DIRECTIONAL ISOLATE. What stands there already, and any other text, is as it was.
 */
export function isolated(text: string): string {
  return TURNING.test(text.replace(ISOLATED, "")) ? `\u2068${text}\u2069` : text
}

/** What is said in one line, each part apart from the others; what is missing is left out. */
export function lineText(parts: readonly (string | false | null | undefined)[], between = " · "): string {
  return parts.flatMap((each) => (each ? isolated(each) : [])).join(between)
}
