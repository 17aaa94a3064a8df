import { type Language, usualLanguage, warningText } from "@demarche/i18n"
import { PlanWording } from "@demarche/workflows/document"
import * as z from "zod"

/** What a plan answers of what its document leaves unclear, in the reader's language but for a reader's own words. */
export const WarningReading = PlanWording.shape.warnings
  .unwrap()
  .element.omit({ values: true })
  .extend({ note: z.string() })

/** A warning as it is told, in the usual language where none is asked for: what its sentence names is in the sentence. */
export function warningReading<T extends Parameters<typeof warningText>[1]>(
  warning: T,
  language: Language = usualLanguage,
) {
  const { values, ...rest } = warning
  return { ...rest, note: warningText(language, warning) }
}
