import type { Language } from "@demarche/i18n"

/** The layout of a letter, block by block. Its HTML and its plain text are both made from this alone, so that they have the same words. */
export interface Sheet {
  language: Language
  subject: string
  /** The title of the plan, in the plan's language. */
  plan: QuotedText
  heading: string
  greeting: string
  body: Block[]
  foot: Block[]
}

export type Block =
  | { is: "heading"; text: string }
  | { is: "paragraph"; text: string }
  | { is: "facts"; facts: SheetFact[] }
  | { is: "actions"; links: SheetLink[] }
  | { is: "link"; link: SheetLink }
  | { is: "lines"; lines: SheetLine[] }

/** A text from the plan or the record, which keeps its own direction and, where it is known, its language. */
export interface QuotedText {
  text: string
  /** The item's code, where the text is an item's title. */
  code?: string | undefined
  language?: string | undefined
}

export interface SheetFact {
  label: string
  value: string | QuotedText
}

export interface SheetLink {
  label: string
  url: string
}

/** One line of a digest: what the notification is called, and the item it is about. */
export interface SheetLine {
  what: string
  item: QuotedText
  url: string
}

/** The first sentence, which mail programs show beside the subject. */
export function opening({ body }: Sheet): string {
  return body.find((block) => block.is === "paragraph")?.text ?? ""
}
