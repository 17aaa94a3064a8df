import type { Language } from "@demarche/workflows/languages"

/** A title in the reader's language or, where it has none there, the first that it has. */
export function titleText(
  language: Language,
  title: Readonly<Record<string, string>> | null | undefined,
): string | undefined {
  return title?.[language] ?? Object.values(title ?? {})[0]
}

/** What the document calls something, and what it is called in other languages, by their tags. */
export interface TitledEntry {
  title: string
  titles?: Readonly<Record<string, string>> | undefined
}

/** A title in the reader's language where it has one there, else the document's own. */
export function calledIn(language: Language, { title, titles }: TitledEntry): string {
  return titles?.[language] ?? title
}

/** The same, with the language in which it is; the document's own are in `original`. */
export function titleIn(language: Language, of: TitledEntry, original: string): { text: string; language: string } {
  return { text: calledIn(language, of), language: of.titles?.[language] === undefined ? original : language }
}
