import type { ShownDraft } from "@demarche/application/shownTexts"
import { ageSentences, inOrder } from "@demarche/http/draftHtml"
import { type Language, languageText, listText, translate } from "@demarche/i18n"
import { circulatedBefore, contextIn } from "@demarche/workplan"
import { nthNamed } from "../nth.ts"
import { itemPath } from "../page.ts"
import { href } from "../visit.ts"
import { Original } from "../written.tsx"
import { changesBetween } from "./changes.ts"
import { DocumentText } from "./documentText.tsx"
import { MarkedText } from "./markedText.tsx"
import type { ShownItem } from "./shownItem.ts"
import type { TextsReader } from "./textsReader.ts"

type Version = ShownDraft["versions"][number]

/**
 * The newest draft, or the one that `?draft=` names, readable in place; with `?since=`, what changed since that one.
 * @throws ProblemError `invalid` where the query names a draft that there is not.
 */
export async function Draft(item: ShownItem<"activity">, texts: TextsReader) {
  const { visit, reading } = item
  const { language, query } = visit
  const { drafts, agreed } = reading
  if (drafts.length === 0) return <></>
  const number = nthNamed("draft", "draft", query.draft, drafts.length) ?? drafts.length
  const since = nthNamed("since", "draft", query.since, drafts.length)
  const [shown, before] = await Promise.all([texts.draft(number), since === undefined ? undefined : texts.draft(since)])
  const versions = inOrder(shown.versions, language)
  const hidden = versions.every(({ body }) => body === undefined)
  return (
    <section id="draft">
      <h2>
        {translate(language, agreed?.draft === number ? endedAs(agreed) : "item.draft.title", { number })}
        {shown.symbol && (
          <>
            {" "}
            <small>
              <bdi>{shown.symbol}</bdi>
            </small>
          </>
        )}
      </h2>
      {ageSentences(language, shown.age).map((each) => (
        <p role="note">
          <strong>{each}</strong>
        </p>
      ))}
      <DraftLinks item={item} number={number} since={since} />
      {before && <p class="quiet">{translate(language, "item.draft.marked")}</p>}
      {versions.map((version) => (
        <VersionText language={language} version={version} before={before && sameIn(version, before)} />
      ))}
      <Annexes language={language} shown={shown} />
      {hidden && <p>{translate(language, "answer.says.confidential")}</p>}
    </section>
  )
}

function endedAs({ issued }: { issued: boolean }) {
  return issued ? "item.draft.asIssued" : "item.draft.asAgreed"
}

/** The annexes of a draft, and its corrigenda, as far as the reader may read them. */
function Annexes({ language, shown: { annexes, age, corrigenda } }: { language: Language; shown: ShownDraft }) {
  return (
    <>
      {annexes.map(({ number, title, languages: [only, ...others], body, hash }) => (
        <>
          <h3>{translate(language, "answer.read.annex", { number, title })}</h3>
          {others.length === 0 && only !== undefined && <Original language={language} lang={only} />}
          {body !== undefined && <DocumentText lang={others.length === 0 ? only : undefined}>{body}</DocumentText>}
          <HashOfText language={language} hash={hash} />
        </>
      ))}
      {age.corrigenda.map(({ number, language: lang, symbol, text }) => (
        <>
          <h3>
            {translate(language, "answer.read.corrigendum", {
              number,
              language: lang === null ? undefined : languageText(language, lang),
            })}{" "}
            {symbol && (
              <small>
                <bdi>{symbol}</bdi>
              </small>
            )}
          </h3>
          {corrigenda.has(text) && <DocumentText lang={lang ?? undefined}>{corrigenda.get(text) ?? ""}</DocumentText>}
          <HashOfText language={language} hash={text} />
        </>
      ))}
    </>
  )
}

function HashOfText({ language, hash }: { language: Language; hash: string }) {
  return (
    <p>
      <small>
        {translate(language, "answer.read.hash")} <code>{hash}</code>
      </small>
    </p>
  )
}

/** The version of another draft in the same language or, where it has none, its own text. */
function sameIn({ languages: [language = ""] }: Version, { versions }: ShownDraft): Version | undefined {
  return versions.find(({ languages }) => languages.includes(language)) ?? versions[0]
}

/** The changes since the draft that was last circulated, and the other drafts. */
function DraftLinks({
  item,
  number,
  since,
}: {
  item: ShownItem<"activity">
  number: number
  since: number | undefined
}) {
  const { visit, reading } = item
  const { language } = visit
  const to = (query: Record<string, number | undefined>) => `${href(visit, itemPath(reading.id), query)}#draft`
  const circulated = circulatedBefore(contextIn("activity", item.view), number)
  const others = reading.drafts.filter((each) => each.number !== number)
  if (number === 1 && others.length === 0) return <></>
  const shown = number === reading.drafts.length ? undefined : number
  return (
    <p class="acts">
      {since !== undefined && <a href={to({ draft: shown })}>{translate(language, "item.draft.whole")}</a>}
      {since === undefined && circulated !== undefined && (
        <a href={to({ draft: shown, since: circulated })}>
          {translate(language, "item.draft.changes", { since: circulated })}
        </a>
      )}
      {others.map((each) => (
        <a href={to({ draft: each.number })}>{translate(language, "item.draft.title", { number: each.number })}</a>
      ))}
    </p>
  )
}

/** A version, with its language, and whether it is authentic or a translation; or what changed in it. */
function VersionText({
  language,
  version: { languages, authentic, hash, body },
  before,
}: {
  language: Language
  version: Version
  before: Version | undefined
}) {
  const [only, ...others] = languages
  const lang = others.length === 0 ? only : undefined
  const said = listText(
    language,
    languages.map((each) => languageText(language, each)),
  )
  return (
    <>
      <p class="quiet">
        {translate(language, authentic ? "answer.read.authentic" : "answer.read.translation", { languages: said })}{" "}
        {authentic && lang !== undefined && <Original language={language} lang={lang} />}
      </p>
      {body !== undefined && before === undefined && <DocumentText lang={lang}>{body}</DocumentText>}
      {body !== undefined && before?.body !== undefined && (
        <MarkedChanges language={language} lang={lang} before={before.body} after={body} />
      )}
      {before && (body === undefined) !== (before.body === undefined) && (
        <p>{translate(language, "item.draft.unread")}</p>
      )}
      <HashOfText language={language} hash={hash} />
    </>
  )
}

/** What changed between two texts, or that nothing did. */
function MarkedChanges({
  language,
  lang,
  before,
  after,
}: {
  language: Language
  lang: string | undefined
  before: string
  after: string
}) {
  const changes = changesBetween(before, after)
  if (changes.every(({ is }) => is === "same")) return <p>{translate(language, "item.draft.same")}</p>
  return <MarkedText language={language} lang={lang} changes={changes} />
}
