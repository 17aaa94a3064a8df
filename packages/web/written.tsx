import type { WrittenText } from "@demarche/application/shownTexts"
import type { RelatedItem } from "@demarche/http/relatedItems"
import {
  type Args,
  type DueValue,
  dueText,
  type Language,
  languageText,
  type MessageKey,
  type TitledEntry,
  titleIn,
  translate,
} from "@demarche/i18n"
import type { Child } from "hono/jsx"
import { itemPath } from "./page.ts"
import { href, type Visit } from "./visit.ts"

/** The plan's own words within a line, in their language. */
export function PlanWords({ lang, children }: { lang: string; children?: Child }) {
  return (
    <bdi lang={lang} class="words">
      {children}
    </bdi>
  )
}

/** A title of the plan or of an item: in the reader's language, where the plan has it there, else in its own. */
export function TitleWords({ language, plan, of }: { language: Language; plan: { lang: string }; of: TitledEntry }) {
  const { text, language: lang } = titleIn(language, of, plan.lang)
  return <PlanWords lang={lang}>{text}</PlanWords>
}

/** Stands for words in a sentence until they are put there, as no text of a catalogue has it. */
const PLACE = "\u{E000}"

/** What a sentence of the catalogues says before and after the words that it has by that name, which have a language of their own. */
export function aroundWords(language: Language, text: MessageKey, name: string, args: Args = {}): [string, string] {
  const [before = "", after = ""] = translate(language, text, { ...args, [name]: PLACE }).split(PLACE)
  return [before, after]
}

/** In which language a text was written, where that is not the reader's: "[original: English]". */
export function Original({ language, lang }: { language: Language; lang: string }) {
  if (lang === language) return <></>
  return <small>{translate(language, "item.original", { language: languageText(language, lang) })}</small>
}

/** A text that people wrote, as they wrote it; in a language, where it is in one alone. */
export function TextBlock({ lang, children }: { lang?: string | undefined; children?: Child }) {
  return (
    <div class="text" lang={lang} dir="auto">
      {children}
    </div>
  )
}

/** A text that somebody wrote, with its language where that is known and not the reader's. */
export function OriginalText({ language, text: { body, lang } }: { language: Language; text: WrittenText }) {
  return (
    <>
      {lang !== undefined && <Original language={language} lang={lang} />}
      <TextBlock lang={lang}>{body}</TextBlock>
    </>
  )
}

/** A text as its reader may read it, or that it is not shown. */
export function ReadText({ language, text }: { language: Language; text: WrittenText | undefined }) {
  if (text === undefined) return <p>{translate(language, "item.entry.gone")}</p>
  return <OriginalText language={language} text={text} />
}

/** A due date; one that has passed in red, with its shape and word. */
export function DueDate({ language, due }: { language: Language; due: LateOrNot | null }) {
  const date = dueText(language, due)
  if (!due?.overdue) return <>{date}</>
  return (
    <span class="late">
      ▲ {date} ({translate(language, "home.overdue")})
    </span>
  )
}

type LateOrNot = DueValue & { overdue: boolean }

/** A link to an item, by its code and its title. */
export function ItemLink({ visit, item, lang }: { visit: Visit; item: RelatedItem; lang: string }) {
  return (
    <>
      <a href={href(visit, itemPath(item.id))}>{item.code}</a>{" "}
      <TitleWords language={visit.language} plan={{ lang }} of={item} />
    </>
  )
}

/** A section with its heading; nothing where it has nothing to say. */
export function TitledSection({ title, children }: { title: string; children?: Child }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** A label and its value, in a list of facts. */
export function LabelledFact({ label, children }: { label: string; children?: Child }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
