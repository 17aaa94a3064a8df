let graphemes: Intl.Segmenter | undefined

/** Marks of direction; and of those in pairs that set words apart, the whole. */
const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const MARKS_OR_ISOLATED = new RegExp(`(\u2068[^${MARKS.source.slice(1, -1)}]*\u2069)|${MARKS.source}`, "g")

/**
 * The text as one line of at most `max` characters (UTF-16 code units), cut between words if possible and never inside a
 * grapheme. Removes control characters, and marks of direction, which would reverse the text that follows.
 */
export function oneLine(text: string, max: number): string {
  return cut(text.replace(MARKS, ""), max)
}

/** A subject as one line, in which words that stand apart from the sentence around them still do. */
export function subjectLine(subject: string): string {
  return cut(subject.replace(MARKS_OR_ISOLATED, "$1"), 250)
}

function cut(text: string, max: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
  if (line.length <= max) return line
  graphemes ??= new Intl.Segmenter()
  let kept = ""
  for (const { segment } of graphemes.segment(line.slice(0, max + 1))) {
    if (kept.length + segment.length >= max) break
    kept += segment
  }
  const space = kept.lastIndexOf(" ")
  return `${(space > max / 2 ? kept.slice(0, space) : kept).replace(/[\s,;:.(–-]+$/, "")}…`
}
