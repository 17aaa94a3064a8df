import type { Language } from "@demarche/i18n"

/**
 * What stands on a letter, block after block. Its HTML and its text are both made of this and of nothing else, so that
 * they say the same words.
 */
export interface Sheet {
  language: Language
  subject: string
  /** Whose letter it is: the title of the plan, in the plan's language. */
  plan: Own
  heading: string
  greeting: string
  body: Block[]
  foot: Block[]
}

export type Block =
  | { is: "heading"; text: string }
  | { is: "paragraph"; text: string }
  | { is: "facts"; facts: SheetFact[] }
  | { is: "answers"; links: SheetLink[] }
  | { is: "link"; link: SheetLink }
  | { is: "lines"; lines: SheetLine[] }

/** A text of the plan or of the record: in its own direction, and in the language named, if that is known. */
export interface Own {
  text: string
  /** Of the item that the text is the title of. */
  code?: string
  language?: string
}

export interface SheetFact {
  label: string
  value: string | Own
}

export interface SheetLink {
  label: string
  url: string
}

/** One line of a digest: the occasion, and the item it is about. */
export interface SheetLine {
  what: string
  item: Own
  url: string
}

/** The first sentence, which a list of letters shows beside the subject. */
export function opening({ body }: Sheet): string {
  return body.find((block) => block.is === "paragraph")?.text ?? ""
}
