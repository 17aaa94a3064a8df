import { eitherOf, type MessageParts, messageOf } from "./messageParts.ts"
import { readDate } from "./writtenDate.ts"

/** No longer text is a slip of the pen. */
const LONGEST = 100

/** How a text may have been meant that does not fit where it stands; none where that is anybody's guess. */
export function repairs(written: string, fits: (text: string) => boolean): string[] {
  if (written.length > LONGEST) return []
  const plain = written.trim().replace(/^[\p{Pi}\p{Pf}„"']+|[\p{Pi}\p{Pf}„"']+$/gu, "")
  return [...new Set([plain, ...dates(plain), ...quarters(plain), ...offsets(plain), ...slugs(plain)])]
    .filter(fits)
    .slice(0, 2)
}

/** Repairs as an advice; undefined where there are none. */
export function adviceOf(ways: readonly string[]): MessageParts | undefined {
  if (ways.length === 0) return undefined
  return ways.length > 1 ? messageOf`write ${eitherOf(ways)}, whichever is meant` : messageOf`write ${ways.join()}`
}

/** A date in words, without its zeros, or with the year last, as in 12/06/2026, where the day or the month may come first. */
function dates(written: string): string[] {
  const read = readDate(written)
  const named = read && [read].flatMap((rule) => ("on" in rule ? rule.on : "month" in rule ? rule.month : []))
  const [, first, second, last] = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(written) ?? []
  const parts = first && second && last ? [first, second, last] : []
  const orders =
    parts[0]?.length === 4
      ? [[0, 1, 2]]
      : [
          [2, 1, 0],
          [2, 0, 1],
        ]
  const ordered =
    parts.length > 0 ? orders.map((order) => order.map((at) => (parts[at] ?? "").padStart(2, "0")).join("-")) : []
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(written) ?? []
  return [...(named ?? []), ...ordered, ...(year && month ? [`${year}-${month.padStart(2, "0")}`] : [])].filter(
    readDate,
  )
}

function quarters(written: string): string[] {
  const [, before, quarter, after] = /^(?:(\d{4})\W*)?[qt]([1-4])(?:\W*(\d{4}))?$/i.exec(written) ?? []
  const read = readDate(written)
  const year = before ?? after
  return [...(quarter && year ? [`${year}-Q${quarter}`] : []), ...(read?.kind === "quarter" ? [read.quarter] : [])]
}

/** A span of weeks, days or months, as in "10 weeks before", -10W or P-10W. */
function offsets(written: string): string[] {
  const [, sign, count, unit = "", when = ""] =
    /^(?:p?(-)?p?)(\d{1,3}) ?([wdm])[a-z]*( before)?.*$/i.exec(written.replace(/\u2212/g, "-")) ?? []
  const span = `P${count}${unit.toUpperCase()}`
  return count === undefined ? [] : sign || when ? [`-${span}`] : [span]
}

function slugs(written: string): string[] {
  if (written.length > LONGEST) return []
  const plain = written.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const id = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
  return [id, id.replaceAll("-", "_").toUpperCase()]
}
