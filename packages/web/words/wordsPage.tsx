import { type MessageKey, translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import type { Page, PageMaker } from "../page.ts"
import type { Visit } from "../visit.ts"

export const accessibilityPage: PageMaker = async (visit) =>
  inWords(visit, "words.accessibility.title", ["words.accessibility.text", "words.accessibility.contact"])

export const privacyPage: PageMaker = async (visit) =>
  inWords(visit, "words.privacy.title", [
    "words.privacy.kept",
    "words.privacy.readers",
    "words.privacy.person",
    "words.privacy.cookies",
  ])

export const helpPage: PageMaker = async (visit) =>
  inWords(visit, "words.help.title", [
    "words.help.headline",
    "words.help.margin",
    "words.help.past",
    "words.help.letters",
  ])

/** How the record is exported and verified, until it has pages of its own. */
export const recordPage: PageMaker = async (visit) =>
  inWords(
    visit,
    "words.record.title",
    ["words.record.text", "words.record.export"],
    <>
      <pre>
        npx demarche export --server ADDRESS --plan PLAN -o record.ndjson{"\n"}npx demarche verify record.ndjson
      </pre>
      <p>{translate(visit.language, "words.record.verify")}</p>
    </>,
  )

function inWords({ language }: Visit, title: MessageKey, paragraphs: MessageKey[], then?: Child): Page {
  return {
    title: translate(language, title),
    main: (
      <>
        <h1>{translate(language, title)}</h1>
        {paragraphs.map((each) => (
          <p>{translate(language, each)}</p>
        ))}
        {then}
      </>
    ),
  }
}
