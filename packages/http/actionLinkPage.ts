import { type Language, translate } from "@demarche/i18n"
import { html } from "hono/html"
import type { HtmlEscapedString } from "hono/utils/html"

/** What the page of an action link says and asks for. */
export interface ActionLinkQuestion {
  title: string
  /** What has become of the round that the letter was about. */
  stands?: string[]
  says?: string | undefined
  /** The fields it asks for. */
  asks?: readonly ("paragraphs" | "text")[]
  button?: string | undefined
  /** How an answer is attributed, and who reads it: said before the fields. */
  attribution?: string | undefined
  /** The sentences of the failing rules. */
  failing?: string[]
  /** What is said once it is done. */
  done?: string
  leadsTo?: { label: string; path: string }
  /** The text that the letter was about. */
  text?: HtmlEscapedString | Promise<HtmlEscapedString> | undefined
}

/** The page of an action link: what will happen, and the button that does it. */
export function actionLinkPage(
  language: Language,
  { title, stands = [], says, asks = [], button, attribution, failing = [], done, leadsTo, text }: ActionLinkQuestion,
) {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${translate(language, "answer.title")}</title>
<link rel="stylesheet" href="/assets/plain.css"></head>
<body><main>
<h1><bdi>${title}</bdi></h1>
${stands.map((each) => html`<p>${each}</p>`)}
${done ? html`<p role="status">${done}</p>` : says ? html`<p>${says}</p>` : ""}
${failing.map((each) => html`<p role="alert"><strong>${each}</strong></p>`)}${leadsTo ? html`<p><a href="${leadsTo.path}">${leadsTo.label}</a></p>` : ""}
${
  button
    ? html`${attribution ? html`<p>${attribution}</p>` : ""}<form method="post">${asks.map((name) =>
        name === "text"
          ? html`<p><label for="text">${translate(language, "answer.text")}</label><br><textarea id="text" name="text" rows="8" required maxlength="40000"></textarea></p>`
          : html`<p><label for="paragraphs">${translate(language, "answer.paragraphs")}</label><br><input id="paragraphs" name="paragraphs" maxlength="200"></p>`,
      )}<button>${button}</button></form>`
    : ""
}
${text ?? ""}
</main></body></html>`
}
