import { translate, translateDynamic } from "@demarche/i18n"
import { digest } from "./digest.ts"
import { type LetterContent, type LetterSender, type Reader, sanitize } from "./letterContent.ts"
import { page } from "./letterHtml.tsx"
import { deputyOf, factsOf, recordOf, sentencesOf, subjectOf, whyOf } from "./letterText.ts"
import { plainText } from "./plainText.ts"
import { oneLine } from "./sanitize.ts"
import { type Block, quoted, type Sheet } from "./sheet.ts"

export type { LetterContent, LetterSender, Reader } from "./letterContent.ts"

/** A letter ready to be sent: its subject, and the same words as text and as HTML. */
export interface Letter {
  subject: string
  text: string
  html: string
}

/**
 * The letter with these notifications to a reader: a letter of its own for one, a digest for several. `unsubscribe` is an
 * absolute URL, for letters that the reader can unsubscribe from.
 * @throws RangeError where there is no content.
 */
export function letterOf(
  contents: LetterContent[],
  reader: Reader,
  sender: LetterSender,
  foot: { unsubscribe?: string },
): Letter {
  const [content, ...others] = contents.map(sanitize)
  if (!content) throw new RangeError("A letter needs at least one notification.")
  const parts = others.length > 0 ? digest([content, ...others], reader, sender) : single(content, reader, sender)
  const sheet: Sheet = {
    ...parts,
    language: reader.language,
    plan: quoted(reader.language, { text: oneLine(sender.plan.title, 300), language: sender.plan.language }),
    greeting: greetingOf(reader),
    signature: sender.signature.map((line) => oneLine(line, 300)),
    foot: [
      { is: "paragraph", text: parts.why },
      ...closing(reader, sender, foot.unsubscribe),
      ...recordOf(others.length > 0 ? [content, ...others] : [content], reader.language),
    ],
  }
  return { subject: sheet.subject, text: plainText(sheet), html: page(sheet) }
}

/** The salutation of a letter, as its reader is addressed. */
export function greetingOf({
  language,
  name,
  salutation,
}: Partial<Omit<Reader, "language">> & Pick<Reader, "language">) {
  if (salutation) return translate(language, "letters.salutation", { salutation: oneLine(salutation, 100) })
  return translate(language, "letters.greeting", { name: name && oneLine(name, 100) })
}

function single(content: LetterContent, reader: Reader, sender: LetterSender) {
  const { language } = reader
  const { text, annex, endLinks, invited, offer } = content
  const { title, code, kind, url } = content.item
  const paragraphs = [...sentencesOf(content, reader, sender), ...deputyOf([content], language)]
  const actions = (content.actions ?? []).map(({ name, url }) => ({
    label: translateDynamic(language, `transitions.${name}`),
    url,
  }))
  const body: Block[] = [
    ...paragraphs.map((text): Block => ({ is: "paragraph", text })),
    { is: "facts", facts: factsOf(content, reader) },
    ...(actions.length > 0 ? [{ is: "actions", links: actions } satisfies Block] : []),
    ...(offer ? [linkTo(translate(language, `transitions.${offer.name}`), offer.url)] : []),
    ...(invited ? [linkTo(translate(language, "letters.links.signIn"), invited.signIn)] : []),
    ...(text ? [linkTo(translate(language, "letters.links.text", text), text.url)] : []),
    ...(endLinks ? [linkTo(translate(language, "letters.links.endLinks"), endLinks)] : []),
    ...(annex ? [linkTo(translate(language, "letters.links.annex"), annex)] : []),
    ...(url === sender.home ? [] : [linkTo(translate(language, "letters.links.page", { kind }), url)]),
  ]
  const what = subjectOf(content, { language }, sender)
  return {
    subject: translate(language, "letters.subject", { what, title: oneLine(title, 60), code }),
    heading: what,
    body,
    why: whyOf(content, language),
  }
}

function linkTo(label: string, url: string): Block {
  return { is: "link", link: { label, url } }
}

function closing({ language }: Reader, { home }: LetterSender, unsubscribe: string | undefined): Block[] {
  const stop: Block[] = unsubscribe
    ? [
        { is: "paragraph", text: translate(language, "letters.why.stop") },
        linkTo(translate(language, "letters.links.unsubscribe"), unsubscribe),
      ]
    : []
  return [...stop, linkTo(translate(language, "letters.links.home"), home)]
}
