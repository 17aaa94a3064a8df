import { diffLines, diffWordsWithSpace } from "diff"

/** A run of text that both versions have, or that one of them alone has. */
export interface TextChange {
  is: "same" | "inserted" | "deleted"
  text: string
}

/**
 * How many edits are looked for between the lines, before the text counts as written anew, and within a line. What looking takes grows with
 * the square of that, in one piece in which nobody else is answered.
 */
const [MOST_LINES, MOST_WORDS] = [600, 400]

/** How much is looked for within all lines together, in squares of edits. */
const WITHIN_LINES = MOST_WORDS ** 2

/** What changed between two texts, in the order of the newer: line by line, and word by word within a line that was rewritten. */
export function changesBetween(before: string, after: string): TextChange[] {
  const lines = diffLines(before, after, { maxEditLength: MOST_LINES })
  if (!lines) return rewritten(before, after)
  let left = WITHIN_LINES
  return lines.flatMap(({ value, added, removed }, at) => {
    const next = lines[at + 1]
    if (removed && next?.added) {
      const { changes, took } = wordChanges(value, next.value, Math.floor(Math.sqrt(left)))
      left -= took
      return changes
    }
    if (added && lines[at - 1]?.removed) return []
    return [{ is: added ? "inserted" : removed ? "deleted" : "same", text: value }]
  })
}

/** What changed between two lines, if that is at most so many edits, and the square of those that were looked for. */
function wordChanges(before: string, after: string, most: number): { changes: TextChange[]; took: number } {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: most })
  if (!parts) return { changes: rewritten(before, after), took: most ** 2 }
  const edits = parts.reduce((sum, { count, added, removed }) => sum + (added || removed ? count : 0), 0)
  const changes = parts.map(({ value, added, removed }): TextChange => {
    return { is: added ? "inserted" : removed ? "deleted" : "same", text: value }
  })
  return { changes, took: edits ** 2 }
}

function rewritten(before: string, after: string): TextChange[] {
  return [
    { is: "deleted", text: before },
    { is: "inserted", text: after },
  ]
}
