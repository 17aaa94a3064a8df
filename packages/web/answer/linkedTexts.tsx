import type { SaidBefore } from "@demarche/application/answers/saidBefore"
import type { LinkedConsultation } from "@demarche/application/answers/textOfLink"
import type { ShownDraft } from "@demarche/application/shownTexts"
import { ageSentences, inOrder } from "@demarche/http/draftHtml"
import { instantText, type Language, languageText, listText, translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import { changesBetween } from "../item/changes.ts"
import { DocumentText } from "../item/documentText.tsx"
import { MarkedText } from "../item/markedText.tsx"
import { Original, OriginalText, TitledSection } from "../written.tsx"

/** How an answer to the consultation is attributed, and who will read it, as its letter says it. */
export function attributionSentence(
  language: Language,
  { attribution, readership }: Pick<LinkedConsultation, "attribution" | "readership">,
  offices: string,
): string {
  return translate(language, "letters.more.attribution", { attribution, readership, offices })
}

/**
 * The draft that a letter is about: what has come after it and what changed in it, before its text; each version, by its hash alone where it is not
 * shown; then its annexes and its corrigenda.
 */
export function LinkedDraft({
  language,
  draft: shown,
  before,
}: {
  language: Language
  draft: ShownDraft
  before: ShownDraft | undefined
}) {
  const { draft, symbol, age, versions, annexes, corrigenda } = shown
  const languages = (of: readonly string[]) =>
    listText(
      language,
      of.map((each) => languageText(language, each)),
    )
  return (
    <section>
      <h2>
        {translate(language, "answer.read.draft", { draft })} <TextSymbol symbol={symbol} />
      </h2>
      {ageSentences(language, age).map((each) => (
        <p role="note">
          <strong>{each}</strong>
        </p>
      ))}
      {before && <ChangedSince language={language} draft={shown} before={before} />}
      {inOrder(versions, language).map(({ languages: of, authentic, hash, body }) => (
        <HashedText language={language} lang={only(of)} hash={hash} body={body}>
          {translate(language, authentic ? "answer.read.authentic" : "answer.read.translation", {
            languages: languages(of),
          })}{" "}
          {authentic && <OriginalIn language={language} lang={only(of)} />}
        </HashedText>
      ))}
      {versions.every(({ body }) => body === undefined) && <p>{translate(language, "answer.says.hidden")}</p>}
      {annexes.map(({ number, title, languages: of, hash, body }) => (
        <>
          <h3>{translate(language, "answer.read.annex", { number, title })}</h3>
          <HashedText language={language} lang={only(of)} hash={hash} body={body}>
            {languages(of)} <OriginalIn language={language} lang={only(of)} />
          </HashedText>
        </>
      ))}
      {age.corrigenda.map(({ number, symbol: own, text, language: of }) => (
        <>
          <h3>
            {translate(language, "answer.read.corrigendum", {
              number,
              language: of === null ? undefined : languageText(language, of),
            })}{" "}
            <TextSymbol symbol={own} />
          </h3>
          <HashedText language={language} lang={of ?? undefined} hash={text} body={corrigenda.get(text)} />
        </>
      ))}
    </section>
  )
}

/** A part of a consultation: what is asked, the text that it is asked of, or what became of it; nothing where there is none. */
export function ConsultationPart({
  language,
  consultation,
  part,
}: {
  language: Language
  consultation: LinkedConsultation | undefined
  part: "question" | "annex" | "summary"
}) {
  const text = consultation?.[part]
  if (text === undefined) return <></>
  return (
    <TitledSection title={translate(language, `answer.read.${part === "annex" ? "about" : part}`)}>
      <OriginalText language={language} text={text} />
    </TitledSection>
  )
}

/** What the reader's own delegation has said so far. */
export function SaidSoFar({ language, said, zone }: { language: Language; said: readonly SaidBefore[]; zone: string }) {
  if (said.length === 0) return <></>
  return (
    <TitledSection title={translate(language, "answer.page.said.title")}>
      {said.map(({ does, at, paragraphs, late, text }) => (
        <>
          <h3>
            {translate(language, `answer.page.said.${does}`, {
              at: instantText(language, at, zone),
              paragraphs: paragraphs.length > 0 ? listText(language, paragraphs) : undefined,
              late,
            })}
          </h3>
          {text !== undefined && <OriginalText language={language} text={text} />}
        </>
      ))}
    </TitledSection>
  )
}

/** What changed in a draft since the one that had been circulated before it, in the language that the reader reads most easily. */
function ChangedSince({ language, draft, before }: { language: Language; draft: ShownDraft; before: ShownDraft }) {
  const [version] = inOrder(draft.versions, language)
  const [of = ""] = version?.languages ?? []
  const earlier = before.versions.find(({ languages }) => languages.includes(of)) ?? before.versions[0]
  if (version?.body === undefined || earlier?.body === undefined) return <></>
  const changes = changesBetween(earlier.body, version.body)
  return (
    <details>
      <summary>{translate(language, "item.draft.changes", { since: before.draft })}</summary>
      {changes.every(({ is }) => is === "same") ? (
        <p>{translate(language, "item.draft.same")}</p>
      ) : (
        <>
          <p class="quiet">{translate(language, "item.draft.marked")}</p>
          <MarkedText language={language} lang={only(version.languages)} changes={changes} />
        </>
      )}
    </details>
  )
}

/** A text with what it is and its hash; by the hash alone, where its reader may not read it. */
function HashedText({
  language,
  lang,
  hash,
  body,
  children,
}: {
  language: Language
  lang: string | undefined
  hash: string
  body: string | undefined
  children?: Child
}) {
  return (
    <>
      <p class="quiet">{children}</p>
      {body !== undefined && <DocumentText lang={lang}>{body}</DocumentText>}
      <p>
        <small>
          {translate(language, "answer.read.hash")} <code>{hash}</code>
        </small>
      </p>
    </>
  )
}

function TextSymbol({ symbol }: { symbol: string | null | undefined }) {
  if (!symbol) return <></>
  return (
    <small>
      <bdi>{symbol}</bdi>
    </small>
  )
}

function OriginalIn({ language, lang }: { language: Language; lang: string | undefined }) {
  return lang === undefined ? <></> : <Original language={language} lang={lang} />
}

/** The language of a text that is in one alone. */
function only([first, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? first : undefined
}
