import type { Language } from "@demarche/workflows/languages"

/** A title in the reader's language or, where it has none there, the first that it has. */
export function titleText(
  language: Language,
  title: Readonly<Record<string, string>> | null | undefined,
): string | undefined {
  return title?.[language] ?? Object.values(title ?? {})[0]
}
