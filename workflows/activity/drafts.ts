import { usualLanguage } from "../languages.ts"
import { defined } from "../schemas.ts"
import type { Annex, Context, Corrigendum, DraftDetails } from "./context.ts"

const usual: DraftDetails = { languages: [usualLanguage], authentic: [usualLanguage], added: [] }

type Drafted = Partial<Pick<Context, "drafts" | "details">>

/** What is known of a draft, by its number. */
export function detailsOf({ details }: Drafted, draft: number): DraftDetails {
  return details?.[draft] ?? usual
}

/** The details of all drafts with those of one; what is usual is not kept. */
export function withDetails(context: Drafted, draft: number, given: DraftDetails): Pick<Context, "details"> {
  const { symbol, ...rest } = given
  const isUsual = symbol === undefined && JSON.stringify(rest) === JSON.stringify(usual)
  return isUsual ? {} : { details: { ...context.details, [draft]: symbol === undefined ? rest : given } }
}

/** A text of a draft: its own, or one in another language. */
export interface DraftVersion {
  hash: string
  languages: string[]
  authentic: boolean
}

/** The versions of a draft, its own text first. */
export function versionsOf(context: Drafted, draft: number): DraftVersion[] {
  const hash = context.drafts?.[draft - 1]
  if (hash === undefined) return []
  const { languages, authentic, added } = detailsOf(context, draft)
  const version = (text: string, of: string[]) => ({
    hash: text,
    languages: of,
    authentic: of.some((language) => authentic.includes(language)),
  })
  return [version(hash, languages), ...added.map(({ language, text }) => version(text, [language]))]
}

/** The text as it was amended at a meeting is a draft of its own, which undoes nothing: what holds of the one before, holds of it. */
export function amended(
  context: Context,
  { text }: { text?: string | undefined },
): Partial<Context> & Pick<Context, "drafts"> {
  const { drafts, checks, statements } = context
  if (text === undefined) return { drafts, checks }
  const amended = [...drafts, text]
  const { languages, symbol, annexes } = detailsOf(context, drafts.length)
  const kept = defined({ languages, symbol, annexes })
  const details = withDetails(context, amended.length, { ...kept, authentic: languages, added: [] })
  const held = Object.entries(checks).map(([id, check]) => [
    id,
    check.draft === drafts.length ? { ...check, draft: amended.length } : check,
  ])
  const moved = statements?.map((each) => (each.draft === drafts.length ? { ...each, draft: amended.length } : each))
  return { drafts: amended, checks: Object.fromEntries(held), ...details, ...defined({ statements: moved }) }
}

/** The texts that are added to a draft, in the order of their numbers. */
export function annexesTo(context: Drafted, draft: number): Annex[] {
  return detailsOf(context, draft).annexes ?? []
}

/** The texts of which a draft's agreement consists. */
export function authenticTexts(context: Drafted, draft: number): string[] {
  const own = versionsOf(context, draft).flatMap(({ hash, authentic }) => (authentic ? [hash] : []))
  return [...own, ...annexesTo(context, draft).map(({ text }) => text)]
}

/** Whether a text is one of a draft: a version of it, or an annex. */
export function isTextOf(context: Drafted, draft: number, text: string): boolean {
  const annexes = annexesTo(context, draft).map((annex) => annex.text)
  return [...versionsOf(context, draft).map(({ hash }) => hash), ...annexes].includes(text)
}

/** The number of the paper that took the place of one; undefined where it stands. */
export function successorOf({ papers = [] }: Pick<Context, "papers">, paper: number): number | undefined {
  const at = papers.findIndex(({ supersedes }) => supersedes === paper)
  return at < 0 ? undefined : at + 1
}

/** The corrigenda to a draft that was agreed, in the order of their numbers. */
export function corrigendaTo({ corrigenda = [] }: Pick<Context, "corrigenda">, draft: number): Corrigendum[] {
  return corrigenda.filter((each) => each.draft === draft)
}
