import { type Language, languageText, translate } from "@demarche/i18n"

/** The layout of a letter, block by block. Its HTML and its plain text are both made from this alone, so that they have the same words. */
export interface Sheet {
  language: Language
  subject: string
  /** The title of the plan, in the plan's language. */
  plan: QuotedText
  heading: string
  greeting: string
  body: Block[]
  /** In whose name, line by line. */
  signature: readonly string[]
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
  /** In which language it is, where that is not the reader's: "[original: English]". */
  original?: string | undefined
}

/** A text quoted in full to a reader of that language; lists have them shortened, and without the mark. */
export function quoted(reader: Language, { language, ...text }: QuotedText): QuotedText {
  if (language === undefined || language === reader) return { ...text, language }
  const original = translate(reader, "item.original", { language: languageText(reader, language) })
  return { ...text, language, original }
}

/** A quoted text within a sentence, with what is said of its language. */
export function inLine({ text, original }: QuotedText): string {
  return original === undefined ? text : `${text} ${original}`
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
