import { paperSentences } from "@demarche/http/draftHtml"
import { type Language, languageText, lineText, listText, translate } from "@demarche/i18n"
import type { Readings } from "@demarche/workplan"
import { whoText } from "../names.ts"
import type { PlanVisit } from "../visit.ts"

interface Papers {
  language: Language
  plan: PlanVisit
  papers: NonNullable<Readings["activity"]["papers"]>
}

/** The working papers of an activity, each with whose it is, its hash, and what took its place. */
export function Papers({ language, plan, papers }: Papers) {
  return (
    <section>
      <h2>{translate(language, "answer.read.papers")}</h2>
      <ol class="list">
        {papers.map((paper) => {
          const { title, symbol, party, languages, text } = paper
          const names = listText(
            language,
            languages.map((each) => languageText(language, each)),
          )
          return (
            <li>
              <bdi class="words">{title}</bdi>{" "}
              <small>
                {lineText([symbol, party && whoText(language, plan, party), names])} ·{" "}
                {translate(language, "answer.read.hash")} <code>{text}</code>
              </small>
              {paperSentences(language, paper).map((each) => (
                <p role="note">
                  <strong>{each}</strong>
                </p>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
