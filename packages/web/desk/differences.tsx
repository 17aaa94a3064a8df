import type { ImportReading } from "@demarche/http/responses"
import { translate } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { codeIn } from "@demarche/workflows/terms"
import type { Visit } from "../visit.ts"
import { Original } from "../written.tsx"

type FoundDifference = ImportReading["differences"][number]

interface ShownDifferences {
  visit: Pick<Visit, "language">
  differences: readonly FoundDifference[]
  /** Whether it is done: what is taken over, or what was. */
  done: boolean
}

/** Where a plan file differs from the plan: what is taken over, then what is not, and how that is done. */
export function FileDifferences({ visit, differences, done }: ShownDifferences) {
  const { language } = visit
  const [taken, left] = [differences.filter((each) => each.taken), differences.filter((each) => !each.taken)]
  return (
    <>
      {taken.length > 0 && (
        <section aria-labelledby="taken">
          <h2 id="taken">{translate(language, done ? "desk.import.taken" : "desk.import.takes")}</h2>
          <ul class="list">
            {taken.map((each) => (
              <OneDifference language={language} of={each} />
            ))}
          </ul>
        </section>
      )}
      {left.length > 0 && (
        <section aria-labelledby="left">
          <h2 id="left">{translate(language, done ? "desk.import.left" : "desk.import.leaves")}</h2>
          <ul class="list">
            {left.map((each) => (
              <OneDifference language={language} of={each} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OneDifference({ language, of }: { language: Visit["language"]; of: FoundDifference }) {
  const { stream, change, fields, how } = of
  return (
    <li>
      <b>{codeIn(stream.slice(stream.indexOf(":") + 1))}</b>: {translate(language, `desk.import.changes.${change}`)}
      {fields.length > 0 && (
        <ul class="plain">
          {fields.map(({ field, stands, file }) => (
            <li>
              <code>{field}</code>: <bdi>{valueText(language, stands)}</bdi> → <bdi>{valueText(language, file)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {how !== undefined && (
        <p>
          <span lang={usualLanguage}>{how}</span> <Original language={language} lang={usualLanguage} />
        </p>
      )}
    </li>
  )
}

/** How much of a value is shown, in characters. */
const SHOWN = 300

function valueText(language: Visit["language"], value: unknown): string {
  if (value === null || value === undefined) return translate(language, "desk.import.nothing")
  const text = typeof value === "string" ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
