import type { ImportReading } from "@demarche/http/responses"
import { translate } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { codeIn } from "@demarche/workflows/terms"
import * as z from "zod"
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
              <code>{field}</code>: <bdi>{valueText(language, stands, file)}</bdi> →{" "}
              <bdi>{valueText(language, file, stands)}</bdi>
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

/** What a value says: of a list, what the other side's does not hold. */
function valueText(language: Visit["language"], value: unknown, other: unknown): string {
  if (!Array.isArray(value)) return value === null ? translate(language, "desk.import.nothing") : entryText(value)
  const known = new Set(Array.isArray(other) ? other.map((each) => JSON.stringify(each)) : [])
  const own = value.filter((each) => !known.has(JSON.stringify(each))).map(entryText)
  return own.length > 0 ? own.join("; ") : translate(language, "desk.import.nothing")
}

const TitledPart = z.object({ title: z.string() }).transform(({ title }) => title)
const NotedPart = z.object({ note: z.string() }).transform(({ note }) => note)
const ListedPart = z.union([z.string(), TitledPart, NotedPart, z.unknown().transform((value) => JSON.stringify(value))])

function entryText(value: unknown): string {
  const text = ListedPart.parse(value) ?? ""
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
