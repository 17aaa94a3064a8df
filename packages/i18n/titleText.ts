import type { Language } from "@demarche/workflows/languages"

/** A title in the reader's language or, where it has none there, the first that it has. */
export function titleText(
  language: Language,
  title: Readonly<Record<string, string>> | null | undefined,
): string | undefined {
  return title?.[language] ?? Object.values(title ?? {})[0]
}

/** A title in the reader's language where it has one there, else the document's own, with the language in which it is. */
export function titleIn(
  language: Language,
  { title, titles }: { title: string; titles?: Readonly<Record<string, string>> | undefined },
  original: string,
): { text: string; language: string } {
  const own = titles?.[language]
  return own === undefined ? { text: title, language: original } : { text: own, language }
}
