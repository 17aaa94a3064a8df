import { type Args, type Language, lineText, type MessageKey, type TitledEntry } from "@demarche/i18n"
import { itemPath, planPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"
import { aroundWords, TitleWords } from "../written.tsx"

interface SentenceProps {
  visit: Visit
  plan: PlanVisit
  /** A text of the catalogues that says `{title}`. */
  text: MessageKey
  args?: Args
  /** The id of an item, of the plan, or nothing where there is no page of it. */
  id: string | null
  of: TitledEntry
}

/** A sentence about an item, whose title leads to its page and has a language of its own. */
export function ItemSentence({ visit, plan, text, args, id, of }: SentenceProps) {
  const [before, after] = aroundWords(visit.language, text, "title", args)
  const words = <TitleWords language={visit.language} plan={plan} of={of} />
  const path = id === plan.id ? planPath(id) : id && itemPath(id)
  return (
    <>
      {before}
      {path ? <a href={href(visit, path)}>{words}</a> : words}
      {after}
    </>
  )
}

interface BesideProps {
  language: Language
  /** What the item is called, which no line parts. */
  code?: string | undefined
  facts: (string | false | null | undefined)[]
}

/** What is said beside a sentence, in a row. */
export function MarginFacts({ language, code, facts }: BesideProps) {
  const said = lineText(facts)
  return (
    <small lang={language}>
      {" "}
      {code && <span class="state">{code}</span>}
      {code && said && " · "}
      {said}
    </small>
  )
}
