import type { ShownDraft } from "@demarche/application/shownTexts"
import { type Language, listText, translate } from "@demarche/i18n"
import type { DraftAge } from "@demarche/workplan"
import { html } from "hono/html"

/** That a draft is old, in the reader's language: what has come after it; nothing of one that is not. */
export function ageSentences(language: Language, { newer, supersededBy }: DraftAge): string[] {
  return [
    ...(newer === null ? [] : [translate(language, "answer.says.newer", { draft: newer })]),
    ...(supersededBy.length === 0
      ? []
      : [translate(language, "answer.says.superseded", { by: listText(language, supersededBy) })]),
  ]
}

/** A draft as a page shows it: that it is old, before its text; each version in its own direction. */
export function draftHtml(language: Language, { draft, age, versions }: ShownDraft) {
  return html`<section>
<h2>${translate(language, "answer.read.draft", { draft })}</h2>
${ageSentences(language, age).map((each) => html`<p role="note"><strong>${each}</strong></p>`)}
${versions.map(({ body }) => textHtml(body))}
${versions.length === 0 ? html`<p>${translate(language, "answer.says.hidden")}</p>` : ""}</section>`
}

/** A text that people wrote, as they wrote it. */
export function textHtml(body: string) {
  return html`<div class="text" dir="auto">${body}</div>`
}
