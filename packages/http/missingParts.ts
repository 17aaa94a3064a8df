import { type Language, titleText } from "@demarche/i18n"
import type { Readings } from "@demarche/workplan"
import type { FailingRule } from "./failingRule.ts"

/** What each rule on checks asks of them. */
const asked: Readonly<Record<string, readonly string[]>> = {
  CONSTRAINT_UNSIGNED: ["signOff"],
  CONTENT_COVERAGE: ["coverage"],
  HORIZONTAL_CHECKS: ["marker", "reference", "advice"],
}

/** What a rule misses: of an activity checks, languages of its draft, or time; of a plan items that are to be answered. */
export type MissingParts = Pick<FailingRule, "checks" | "languages" | "items" | "earliest" | "fields">

/** What each rule misses of an activity, by the rule's code; of another item there is nothing. */
export function missingParts(
  reading: Partial<Pick<Readings["activity"], "checks" | "languagesMissing">> | object,
  language: Language,
): Record<string, MissingParts> {
  const checks = "checks" in reading ? (reading.checks ?? []) : []
  const missing = checks.filter(({ awaited }) => awaited)
  const ofChecks = Object.entries(asked).map(([code, kinds]) => [
    code,
    {
      checks: missing
        .filter(({ is }) => kinds.includes(is))
        .map(({ id, title, by }) => ({ id, title: titleText(language, title) ?? id, by })),
    },
  ])
  const languages = "languagesMissing" in reading ? (reading.languagesMissing ?? []) : []
  return { ...Object.fromEntries(ofChecks), VERSION_MISSING: { languages } }
}

/** Whether one of the rules is about such parts. */
export function missesParts(codes: readonly string[]): boolean {
  return codes.some((code) => code in asked || code === "VERSION_MISSING" || code === "SILENCE_TOO_SHORT")
}
