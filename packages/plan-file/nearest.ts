import { closestMatch } from "leven"

/** Of some words, the one that another was probably meant to be, capitals, accents and marks aside; undefined where none is near. */
export function nearest(written: string, words: Iterable<string>): string | undefined {
  const known = new Map([...words].map((word) => [bare(word), word]))
  const word = bare(written)
  const near = word.length < 3 ? undefined : closestMatch(word, [...known.keys()], { maxDistance: slips(word.length) })
  return known.get(word) ?? (near === undefined ? undefined : known.get(near))
}

/** As many letters of a word may be wrong. */
function slips(length: number): number {
  if (length < 4) return 1
  return length < 8 ? 2 : Math.floor(length / 3)
}

/** A word without its capitals, accents, spaces and marks. */
export function bare(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase()
}
