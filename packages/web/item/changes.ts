import { diffLines, diffWordsWithSpace } from "diff"

/** A run of text that both versions have, or that one of them alone has. */
export interface TextChange {
  is: "same" | "inserted" | "deleted"
  text: string
}

/** How many edits within a line are looked for, before the line counts as written anew. */
const MOST_EDITS = 400

/** What changed between two texts, in the order of the newer: line by line, and word by word within a line that was rewritten. */
export function changesBetween(before: string, after: string): TextChange[] {
  const lines = diffLines(before, after, { maxEditLength: 10_000 })
  if (!lines) return rewritten(before, after)
  return lines.flatMap(({ value, added, removed }, at) => {
    const next = lines[at + 1]
    if (removed && next?.added) return wordChanges(value, next.value)
    if (added && lines[at - 1]?.removed) return []
    return [{ is: added ? "inserted" : removed ? "deleted" : "same", text: value }]
  })
}

function wordChanges(before: string, after: string): TextChange[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (!parts) return rewritten(before, after)
  return parts.map(({ value, added, removed }) => ({
    is: added ? "inserted" : removed ? "deleted" : "same",
    text: value,
  }))
}

function rewritten(before: string, after: string): TextChange[] {
  return [
    { is: "deleted", text: before },
    { is: "inserted", text: after },
  ]
}
