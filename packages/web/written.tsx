import type { RelatedItem } from "@demarche/http/relatedItems"
import {
  type DueValue,
  dueText,
  type Language,
  languageText,
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

/** A text as its reader may read it, or that it is not shown. */
export function ReadText({ language, body }: { language: Language; body: string | undefined }) {
  return body === undefined ? <p>{translate(language, "item.entry.gone")}</p> : <TextBlock>{body}</TextBlock>
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
