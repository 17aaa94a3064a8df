import { type MessageKey, translate } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import type { Page, PageMaker } from "../page.ts"
import type { Visit } from "../visit.ts"

export const accessibilityPage: PageMaker = async (visit) =>
  inWords(visit, "guide.accessibility.title", ["guide.accessibility.text", "guide.accessibility.contact"])

export const privacyPage: PageMaker = async (visit) =>
  inWords(visit, "guide.privacy.title", [
    "guide.privacy.kept",
    "guide.privacy.readers",
    "guide.privacy.person",
    "guide.privacy.cookies",
  ])

export const helpPage: PageMaker = async (visit) =>
  inWords(visit, "guide.help.title", [
    "guide.help.headline",
    "guide.help.margin",
    "guide.help.past",
    "guide.help.letters",
  ])

/** How the record is exported and verified, until it has pages of its own. */
export const verificationGuide: PageMaker = async (visit) =>
  inWords(
    visit,
    "guide.record.title",
    ["guide.record.text", "guide.record.export"],
    <>
      <pre>
        npx demarche export --server ADDRESS --plan PLAN -o record.ndjson{"\n"}npx demarche verify record.ndjson
      </pre>
      <p>{translate(visit.language, "guide.record.verify")}</p>
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
