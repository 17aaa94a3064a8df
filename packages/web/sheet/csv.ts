import { cellText } from "./cells.ts"

/** Rows of texts as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheet programs know that. */
export function csvOf(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map((row) => row.map((text) => `"${cellText(text).replaceAll('"', '""')}"`).join(","))
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line}\r\n`).join("")}`)
}
