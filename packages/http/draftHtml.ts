import type { ShownDraft } from "@demarche/application/shownTexts"
import { type Language, languageText, listText, translate } from "@demarche/i18n"
import type { DraftAge } from "@demarche/workplan"
import type { CorrigendumReading, PaperReading } from "@demarche/workplan/read-model/textSchemas"
import { html } from "hono/html"

/** What has come after a draft, in the reader's language: nothing, where nothing has. */
export function ageSentences(language: Language, { newer, supersededBy, corrigenda }: DraftAge): string[] {
  return [
    ...(newer === null ? [] : [translate(language, "answer.says.newer", { draft: newer })]),
    ...(supersededBy.length === 0
      ? []
      : [translate(language, "answer.says.superseded", { by: listText(language, supersededBy) })]),
    ...(corrigenda.length === 0 ? [] : [translate(language, "answer.says.corrigenda", { count: corrigenda.length })]),
  ]
}

/** What took the place of a working paper, in the reader's language: nothing, where it stands. */
export function paperSentences(language: Language, { supersededBy }: PaperReading): string[] {
  return supersededBy === null ? [] : [translate(language, "answer.says.replaced", { paper: supersededBy })]
}

/** Why a text that is not shown is not: as the page of an item says it, or that of a letter's link. */
type WhyHidden = "confidential" | "hidden"

/**
 * A draft as a page shows it: what has come after it, before its text; each version in its own direction, or by its hash alone;
 * then its annexes and its corrigenda.
 */
export function draftHtml(
  language: Language,
  { draft, symbol, age, versions, annexes, corrigenda }: ShownDraft,
  why: WhyHidden,
) {
  return html`<section>
<h2>${translate(language, "answer.read.draft", { draft })}${symbol ? html` <small><bdi>${symbol}</bdi></small>` : ""}</h2>
${ageSentences(language, age).map((each) => html`<p role="note"><strong>${each}</strong></p>`)}
${inOrder(versions, language).map((version) => versionHtml(language, version))}
${versions.every(({ body }) => body === undefined) ? html`<p>${translate(language, `answer.says.${why}`)}</p>` : ""}
${annexes.map((each) => annexHtml(language, each))}
${age.corrigenda.map((each) => corrigendumHtml(language, each, corrigenda.get(each.text)))}</section>`
}

/** An annex, by its title, with its languages; by its number and hash alone, where the reader may not read it. */
function annexHtml(language: Language, { number, title, languages, hash, body }: ShownDraft["annexes"][number]) {
  const [only, ...others] = languages
  return html`<h3>${translate(language, "answer.read.annex", { number, title })}</h3>
<p>${listText(
    language,
    languages.map((each) => languageText(language, each)),
  )} <small>${translate(language, "answer.read.hash")} <code>${hash}</code></small></p>
${body === undefined ? "" : textHtml(body, others.length === 0 ? only : undefined)}`
}

/** A corrigendum, with the language that it is about, and its text unless that was redacted. */
function corrigendumHtml(language: Language, { number, symbol, text, ...about }: CorrigendumReading, body?: string) {
  const of = about.language === null ? undefined : languageText(language, about.language)
  return html`<h3>${translate(language, "answer.read.corrigendum", { number, language: of })}${symbol ? html` <small><bdi>${symbol}</bdi></small>` : ""}</h3>
<p><small>${translate(language, "answer.read.hash")} <code>${text}</code></small></p>
${body === undefined ? "" : textHtml(body, about.language ?? undefined)}`
}

/** The versions of a draft, those first that the reader reads most easily. */
export function inOrder(versions: ShownDraft["versions"], language: Language): ShownDraft["versions"] {
  const reads = ({ languages }: ShownDraft["versions"][number]) => languages.includes(language)
  return [...versions.filter(reads), ...versions.filter((version) => !reads(version))]
}

/** A version, with its language, and whether it is authentic or a translation. */
function versionHtml(language: Language, { languages, authentic, hash, body }: ShownDraft["versions"][number]) {
  const [only, ...others] = languages
  const said = translate(language, authentic ? "answer.read.authentic" : "answer.read.translation", {
    languages: listText(
      language,
      languages.map((each) => languageText(language, each)),
    ),
  })
  return html`<p>${said} <small>${translate(language, "answer.read.hash")} <code>${hash}</code></small></p>
${body === undefined ? "" : textHtml(body, others.length === 0 ? only : undefined)}`
}

/** A text that people wrote, as they wrote it; in a language, where it is in one alone. */
export function textHtml(body: string, language?: string) {
  return html`<div class="text"${language ? html` lang="${language}"` : ""} dir="auto">${body}</div>`
}
