import type { LinkedConsultation } from "@demarche/application/answers/textOfLink"
import type { ShownDraft } from "@demarche/application/shownTexts"
import { ageSentences, inOrder } from "@demarche/http/draftHtml"
import { type Language, languageText, listText, translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import { TextBlock, TitledSection } from "../written.tsx"

/** How an answer to the consultation is attributed, and who will read it, as its letter says it. */
export function attributionSentence(
  language: Language,
  { attribution, readership }: Pick<LinkedConsultation, "attribution" | "readership">,
): string {
  return translate(language, "letters.more.attribution", { attribution, readership })
}

/**
 * The draft that a letter is about: what has come after it, before its text; each version, by its hash alone where it is not
 * shown; then its annexes and its corrigenda.
 */
export function LinkedDraft({ language, draft: shown }: { language: Language; draft: ShownDraft }) {
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
      {inOrder(versions, language).map(({ languages: of, authentic, hash, body }) => (
        <HashedText language={language} lang={only(of)} hash={hash} body={body}>
          {translate(language, authentic ? "answer.read.authentic" : "answer.read.translation", {
            languages: languages(of),
          })}
        </HashedText>
      ))}
      {versions.every(({ body }) => body === undefined) && <p>{translate(language, "answer.says.hidden")}</p>}
      {annexes.map(({ number, title, languages: of, hash, body }) => (
        <>
          <h3>{translate(language, "answer.read.annex", { number, title })}</h3>
          <HashedText language={language} lang={only(of)} hash={hash} body={body}>
            {languages(of)}
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

/** A consultation: what is asked, the reader's own answers, and what became of it. */
export function LinkedConsultationText({
  language,
  consultation: { question, annex, summary, answers },
}: {
  language: Language
  consultation: LinkedConsultation
}) {
  const part = (key: "question" | "about" | "summary", text: string | undefined) =>
    text !== undefined && (
      <TitledSection title={translate(language, `answer.read.${key}`)}>
        <TextBlock>{text}</TextBlock>
      </TitledSection>
    )
  return (
    <>
      {part("question", question)}
      {part("about", annex)}
      {answers.map(({ text, paragraphs, late }) => (
        <TitledSection
          title={translate(language, "answer.read.answer", {
            late,
            paragraphs: paragraphs.length > 0 ? listText(language, paragraphs) : undefined,
          })}
        >
          <TextBlock>{text}</TextBlock>
        </TitledSection>
      ))}
      {part("summary", summary)}
    </>
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
      {body !== undefined && <TextBlock lang={lang}>{body}</TextBlock>}
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

/** The language of a text that is in one alone. */
function only([first, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? first : undefined
}
