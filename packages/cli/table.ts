/** A cell of a table: its text, and its colour, applied once the text is padded. */
export interface Cell {
  text: string
  paint?: (text: string) => string
}

const GAP = "  "
const NARROWEST = 20

/** Formats rows in columns as wide as their contents; if `width` is known, the column `elastic` is cut so that rows fit. */
export function table(rows: Cell[][], elastic: number, width: number | undefined): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0)))
  if (width !== undefined) {
    const others = widths.reduce((sum, each, column) => sum + (column === elastic ? 0 : each), 0)
    const left = width - others - GAP.length * (widths.length - 1)
    widths[elastic] = Math.min(widths[elastic] ?? 0, Math.max(left, NARROWEST))
  }
  return rows.map((row) =>
    row
      .map(({ text, paint = (same) => same }, column) =>
        paint(cut(text, widths[column] ?? 0).padEnd(widths[column] ?? 0)),
      )
      .join(GAP)
      .trimEnd(),
  )
}

/** The text cut to that many characters, with an ellipsis. */
function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
}
