import { strToU8, zipSync } from "fflate"
import { cellText } from "./cells.ts"

/** The most characters of a cell, and of a sheet's name (ECMA-376, and what Excel opens). */
const CELL = 32_767
const NAME = 31

/** A sheet: its name, the heads of its columns and, below them, rows of texts. */
export interface Spreadsheet {
  name: string
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  /** The width of each column, in characters. */
  widths: readonly number[]
  /** The instant (RFC 3339) that the file says it was made at. */
  made: string
}

/** A workbook of one sheet as XLSX (ECMA-376): every cell a text, the heads in bold and kept in view. */
export function xlsxOf({ name, heads, rows, widths, made }: Spreadsheet): Uint8Array<ArrayBuffer> {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const lines = [heads, ...rows].map(
    (row, at) => `<row r="${at + 1}">${row.map(cell(at === 0 ? 1 : 2)).join("")}</row>`,
  )
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const parts = {
    "[Content_Types].xml": xml(
      "Types",
      `${PACKAGE}/content-types`,
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${MEDIA}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>`,
    ),
    "_rels/.rels": xml(
      "Relationships",
      `${PACKAGE}/relationships`,
      `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    "xl/_rels/workbook.xml.rels": xml(
      "Relationships",
      `${PACKAGE}/relationships`,
      `<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/>`,
    ),
    "xl/workbook.xml": xml(
      "workbook",
      MAIN,
      `<sheets><sheet xmlns:r="${OFFICE}" name="${escaped(sheetName(name))}" sheetId="1" r:id="r1"/></sheets>`,
    ),
    "xl/styles.xml": xml("styleSheet", MAIN, STYLES),
    "xl/worksheets/sheet1.xml": xml(
      "worksheet",
      MAIN,
      `<sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData>`,
    ),
  }
  const files = Object.entries(parts).map(([path, text]) => [path, strToU8(text)])
  return new Uint8Array(zipSync(Object.fromEntries(files), { mtime: made }))
}

export const XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
const MEDIA = `${KIND}.sheet`
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
/** Three styles of cells: none, bold for the heads, and text that is broken into lines. */
const STYLES =
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'

function xml(root: string, namespace: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root} xmlns="${namespace}">${content}</${root}>`
}

const cell = (style: number) => (text: string) =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(cellText(text).slice(0, CELL))}</t></is></c>`

/** What Excel refuses in the name of a sheet is left out. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\']/g, " ").slice(0, NAME)
}

/** A text between tags: without what no XML may hold, and with what would read as an escape of this format as it is written. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_XML, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 excludes
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
