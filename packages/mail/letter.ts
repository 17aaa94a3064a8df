import { translate, translateDynamic } from "@demarche/i18n"
import { inDigest } from "./digest.ts"
import { type LetterContent, type Reader, type Sender, sanitize } from "./letterContent.ts"
import { page } from "./letterHtml.tsx"
import { deputyOf, factsOf, recordOf, sentencesOf, whatOf, whyOf } from "./letterText.ts"
import { plainText } from "./plainText.ts"
import { oneLine } from "./sanitize.ts"
import type { Block, Sheet } from "./sheet.ts"

export type { LetterContent, Reader, Sender } from "./letterContent.ts"

/** A letter ready to be sent: its subject, and the same words as text and as HTML. */
export interface Letter {
  subject: string
  text: string
  html: string
}

/**
 * The letter that tells a reader of these matters: one is a letter of its own, several are a digest. `unsubscribe`, an
 * absolute URL, is for letters that the reader may stop.
 * @throws RangeError where there is nothing to tell.
 */
export function letterOf(
  matters: LetterContent[],
  reader: Reader,
  sender: Sender,
  foot: { unsubscribe?: string },
): Letter {
  const [matter, ...others] = matters.map(sanitize)
  if (!matter) throw new RangeError("A letter tells of at least one matter.")
  const told = others.length > 0 ? inDigest([matter, ...others], reader, sender) : alone(matter, reader, sender)
  const sheet: Sheet = {
    ...told,
    language: reader.language,
    plan: { text: oneLine(sender.plan.title, 300), language: sender.plan.language },
    greeting: translate(reader.language, "letters.greeting", { name: oneLine(reader.name, 100) }),
    foot: [...told.foot, ...closing(reader, sender, foot.unsubscribe)],
  }
  return { subject: sheet.subject, text: plainText(sheet), html: page(sheet) }
}

function alone(matter: LetterContent, reader: Reader, sender: Sender) {
  const { language } = reader
  const { title, code, kind, url } = matter.item
  const body: Block[] = [
    ...[...sentencesOf(matter, reader), ...deputyOf([matter], language)].map(
      (text): Block => ({ is: "paragraph", text }),
    ),
    { is: "facts", facts: factsOf(matter, reader, sender) },
  ]
  const answers = matter.actions?.map(({ name, url }) => ({
    label: translateDynamic(language, `transitions.${name}`),
    url,
  }))
  if (answers?.length) body.push({ is: "answers", links: answers })
  body.push({ is: "link", link: { label: translate(language, "letters.links.page", { kind }), url } })
  const foot: Block[] = [...recordOf([matter], language), { is: "paragraph", text: whyOf(matter, language) }]
  return {
    subject: translate(language, "letters.subject", {
      what: whatOf(matter, language),
      title: oneLine(title, 60),
      code,
    }),
    heading: whatOf(matter, language),
    body,
    foot,
  }
}

function closing({ language }: Reader, { home }: Sender, unsubscribe: string | undefined): Block[] {
  const stop: Block[] = unsubscribe
    ? [
        { is: "paragraph", text: translate(language, "letters.why.stop") },
        { is: "link", link: { label: translate(language, "letters.links.unsubscribe"), url: unsubscribe } },
      ]
    : []
  return [...stop, { is: "link", link: { label: translate(language, "letters.links.home"), url: home } }]
}
