import type { Language } from "@demarche/i18n"
import type { Readings } from "@demarche/workplan"
import type { FailingRule } from "./failingRule.ts"

/** What each rule on checks asks of them. */
const asked: Readonly<Record<string, readonly string[]>> = {
  CONSTRAINT_UNSIGNED: ["signOff"],
  CONTENT_COVERAGE: ["coverage"],
  HORIZONTAL_CHECKS: ["marker", "reference", "advice"],
}

/** The checks that each rule misses of an activity, by the rule's code; of another item there are none. */
export function missingChecks(
  reading: { checks?: Readings["activity"]["checks"] } | object,
  language: Language,
): Record<string, NonNullable<FailingRule["checks"]>> {
  const checks = "checks" in reading ? (reading.checks ?? []) : []
  const missing = checks.filter(({ awaited }) => awaited)
  return Object.fromEntries(
    Object.entries(asked).map(([code, kinds]) => [
      code,
      missing
        .filter(({ is }) => kinds.includes(is))
        .map(({ id, title, by }) => ({ id, title: title[language] ?? Object.values(title)[0] ?? id, by })),
    ]),
  )
}

/** Whether one of the rules is about checks. */
export function missesChecks(codes: readonly string[]): boolean {
  return codes.some((code) => code in asked)
}
