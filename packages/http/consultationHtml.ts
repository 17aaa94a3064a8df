import type { LinkedConsultation } from "@demarche/application/answers/textOfLink"
import { type Language, listText, translate } from "@demarche/i18n"
import { html } from "hono/html"
import { textHtml } from "./draftHtml.ts"

/** How an answer to the consultation is attributed, and who will read it, as its letter says it. */
export function attributionSentence(
  language: Language,
  { attribution, readership }: Pick<LinkedConsultation, "attribution" | "readership">,
): string {
  return translate(language, "letters.more.attribution", { attribution, readership })
}

/** A consultation as a page shows it: what is asked, the reader's own answers, and what became of it. */
export function consultationHtml(language: Language, { question, annex, summary, answers }: LinkedConsultation) {
  const part = (key: "question" | "about" | "summary", text: string | undefined) =>
    text === undefined
      ? ""
      : html`<section><h2>${translate(language, `answer.read.${key}`)}</h2>${textHtml(text)}</section>`
  return html`${part("question", question)}${part("about", annex)}${answers.map(
    ({ text, paragraphs, late }) =>
      html`<section><h2>${translate(language, "answer.read.answer", {
        late,
        paragraphs: paragraphs.length > 0 ? listText(language, paragraphs) : undefined,
      })}</h2>${textHtml(text)}</section>`,
  )}${part("summary", summary)}`
}
