import type { ShownDraft } from "@demarche/application/shownTexts"
import { type Language, listText, translate } from "@demarche/i18n"
import type { DraftAge } from "@demarche/workplan"
import type { PaperReading } from "@demarche/workplan/read-model/textSchemas"

/** What has come after a draft, in the reader's language: nothing, where nothing has. */
export function ageSentences(language: Language, { newer, supersededBy, corrigenda }: DraftAge): string[] {
  return [
    ...(newer === null ? [] : [translate(language, "answer.says.newer", { draft: newer })]),
    ...(supersededBy.length === 0
      ? []
      : [translate(language, "answer.says.superseded", { by: listText(language, supersededBy) })]),
    ...(corrigenda.length === 0 ? [] : [translate(language, "answer.says.corrigenda", { count: corrigenda.length })]),
  ]
}

/** What took the place of a working paper, in the reader's language: nothing, where it stands. */
export function paperSentences(language: Language, { supersededBy }: PaperReading): string[] {
  return supersededBy === null ? [] : [translate(language, "answer.says.replaced", { paper: supersededBy })]
}

/** The versions of a draft, those first that the reader reads most easily. */
export function inOrder(versions: ShownDraft["versions"], language: Language): ShownDraft["versions"] {
  const reads = ({ languages }: ShownDraft["versions"][number]) => languages.includes(language)
  return [...versions.filter(reads), ...versions.filter((version) => !reads(version))]
}
