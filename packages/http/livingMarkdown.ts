import { indentOf, markdownOf } from "@demarche/application/documentLines"
import { inPieces } from "@demarche/application/inPieces"
import {
  calledIn,
  dueText,
  instantText,
  type Language,
  languageText,
  lineText,
  translate,
  translateDynamic,
} from "@demarche/i18n"
import type { DocumentLine, LineItem, LivingDocument } from "./livingSchemas.ts"

/**
 * The document as Markdown: its own words as they are written, and below each line, as a quotation, what the record says of it. No
 * other line begins with `>`: one of the document's own that does is escaped.
 */
export async function livingMarkdown(language: Language, document: LivingDocument): Promise<string> {
  const { asOf, zone, plan, lines, beside } = document
  const said = (line: DocumentLine) => pieceOf(language, line, zone)
  const instant = asOf && instantText(language, asOf, zone)
  const head = [translate(language, "home.asOf", { instant }), ...noteLines(language, plan, zone)].map(quoted)
  const more = beside.length > 0 ? [quoted(translate(language, "wording.document.beside"))] : []
  const pieces = [head.join("\n"), ...(await inPieces(lines, said)), ...more, ...(await inPieces(beside, said))]
  return `${pieces.join("\n\n")}\n`
}

function pieceOf(language: Language, line: DocumentLine, zone: string): string {
  const indent = indentOf(line)
  const notes = line.items.flatMap((item) => noteLines(language, item, zone))
  return [markdownOf(line), ...notes.map((note) => `${indent}${quoted(note)}`)].join("\n")
}

const quoted = (text: string) => `> ${text}`

/** What is said of an item: a line of facts, and a line each for evidence, warnings and what is inferred. */
function noteLines(language: Language, item: LineItem, zone: string): string[] {
  const {
    code,
    kind,
    words,
    since,
    due,
    fulfilled,
    met,
    record,
    evidence,
    indicators,
    corrigenda,
    statements,
    warnings,
    inferred,
  } = item
  const what = translateDynamic(language, `wording.document.is.${item.is}`)
  const facts = [
    `**${code}**`,
    item.is === "activity" && kind ? translateDynamic(language, `kinds.${kind}`) : kind ? `${what} (${kind})` : what,
    words,
    since && translate(language, "wording.document.since", { instant: instantText(language, since, zone) }),
    due && translate(language, "due.on", { date: dueText(language, due) }),
    due?.overdue && translate(language, "home.overdue"),
    fulfilled && translate(language, "states.fulfilled"),
    met !== null && translate(language, "wording.document.met", { met }),
    record && `[${translate(language, "wording.document.number", { number: record.number })}](${record.address})`,
  ]
  return [
    lineText(facts),
    ...(evidence ?? []).map(({ deliverable, source, place, alternative, until }) => {
      const waits = until && translate(language, "wording.document.until", { item: until })
      return listed(language, "evidence", [deliverable, alternative, source, place, waits])
    }),
    ...(indicators ?? []).map(({ current, target, unit, ...indicator }) => {
      const value = `${current ?? "–"} / ${target ?? "–"}`
      return listed(language, "indicator", [calledIn(language, indicator), value, unit])
    }),
    ...(corrigenda ?? []).map(({ number, symbol, language: of, issued, text }) => {
      const about = of && languageText(language, of)
      return listed(language, "corrigendum", [String(number), symbol, about, instantText(language, issued, zone), text])
    }),
    ...(statements ?? []).map(({ as, name, made, text }) => {
      const number = translate(language, "wording.document.number", { number: made })
      return `- ${oneLine(lineText([translate(language, "item.statements.one", { as, party: name }), number, text], ", "))}`
    }),
    ...warnings.map(({ code, note }) => listed(language, "warning", [code, note])),
    ...inferred.map(({ field, basis }) => `- ${field}: ${oneLine(translate(language, "wording.inferred", { basis }))}`),
  ]
}

function listed(
  language: Language,
  key: "corrigendum" | "evidence" | "indicator" | "warning",
  parts: (string | null | undefined)[],
): string {
  const what = lineText(parts, ", ")
  return `- ${oneLine(translate(language, `wording.document.${key}`, { what }))}`
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ")
