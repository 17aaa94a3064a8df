/** One line of the table: a figure of ours, what it is held against in the same run, and what we want of it. */
export interface Line {
  what: string
  unit: string
  ours: number
  /** The figure measured beside it, by turns, and what it is of. */
  reference?: { of: string; value: number }
  /** Ours over the reference: the median of the rounds' own ratios, which a busy machine moves least. */
  ratio?: number
  /** What we promise, of the ratio where there is one in question, else of the figure itself. */
  wanted?: { of: "ratio" | "ours"; least?: number; most?: number }
}

/** Whether the line is as wanted; `undefined` where it only informs. */
export function isMet({ wanted, ours, ratio }: Line): boolean | undefined {
  if (!wanted) return undefined
  const value = wanted.of === "ratio" ? (ratio ?? Number.NaN) : ours
  return value >= (wanted.least ?? Number.NEGATIVE_INFINITY) && value <= (wanted.most ?? Number.POSITIVE_INFINITY)
}

/** The lines as a table for the eye; a line that informs has nothing in its last two columns. */
export function table(lines: Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    `${figure(line.ours)} ${line.unit}`,
    line.reference ? `${figure(line.reference.value)} ${line.unit} (${line.reference.of})` : "",
    line.ratio === undefined ? "" : `${line.ratio.toFixed(2)} x`,
    wish(line),
    { true: "yes", false: "NO", undefined: "" }[`${isMet(line)}`] ?? "",
  ])
  const all = [["what", "ours", "reference", "ratio", "wanted", "met"], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

function wish({ wanted, unit }: Line): string {
  if (!wanted) return ""
  const { of, least, most } = wanted
  const bound = least === undefined ? `<= ${figure(most ?? 0)}` : `>= ${figure(least)}`
  return `${bound} ${of === "ratio" ? "x" : unit}`
}

function figure(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString("en", { maximumFractionDigits: digits })
}
