import { type Language, planFaultText } from "@demarche/i18n"
import type { PlanFileIssue } from "@demarche/plan-file/errors"

/** What is wrong with a plan file, in the reader's language, and where. */
export function issueReading({ parts, ...issue }: PlanFileIssue, language: Language) {
  return { ...issue, message: planFaultText(language, parts) }
}
