import type { Language } from "@demarche/workflows/languages"
import { translateDynamic } from "./translate.ts"

/** What a reminder says, by its kind and its step in the countdown: "due in 7 days", "the silence ends in 24 hours". */
export function reminderText(language: Language, { kind, step }: { kind: string; step: string | null }): string {
  const [phase = "", days] = (step ?? "").split("-")
  const count = Number.parseInt(days ?? phase, 10)
  const key = kind === "due" ? `due${phase.charAt(0).toUpperCase()}${phase.slice(1)}` : kind
  return translateDynamic(language, `notices.${key}`, Number.isNaN(count) ? {} : { count })
}
