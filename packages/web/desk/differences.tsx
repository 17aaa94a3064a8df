import { entriesBeside, markOf } from "@demarche/application/importChoice"
import type { ImportReading } from "@demarche/http/responses"
import { listText, notTakenText, translate } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import * as z from "zod"
import type { Visit } from "../visit.ts"
import { type ImportTicks, tickNames } from "./importTicks.ts"

type FoundDifference = ImportReading["differences"][number]

interface ShownDifferences {
  visit: Pick<Visit, "language">
  differences: readonly FoundDifference[]
}

/** What an import took over, or will, where it is not at its end; then what was left as it is, and what is not taken over and why. */
export function FileDifferences({ visit, differences, done }: ShownDifferences & { done: boolean }) {
  const { language } = visit
  return (
    <>
      <DifferenceList
        id="taken"
        title={translate(language, done ? "desk.import.taken" : "desk.import.takes")}
        differences={differences.filter(({ taken }) => taken)}
        visit={visit}
      />
      <DifferenceList
        id="unticked"
        title={translate(language, "desk.import.unticked")}
        differences={differences.filter(({ left }) => left)}
        visit={visit}
      />
      <NotTaken visit={visit} differences={differences} done={done} />
    </>
  )
}

/** What is not taken over, whatever is ticked, and what to do. */
export function NotTaken({ visit, differences, done }: ShownDifferences & { done: boolean }) {
  const isFor = (each: FoundDifference) => (done ? each.needs !== undefined || !isOffered(each) : !isOffered(each))
  return (
    <DifferenceList
      id="left"
      title={translate(visit.language, done ? "desk.import.left" : "desk.import.leaves")}
      differences={differences.filter(isFor)}
      visit={visit}
    />
  )
}

/** Whether who sends the file chooses if it is taken over. */
export function isOffered({ taken, left, needs }: FoundDifference): boolean {
  return taken || left === true || needs !== undefined
}

function DifferenceList({ visit, id, title, differences }: ShownDifferences & { id: string; title: string }) {
  if (differences.length === 0) return <></>
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="list">
        {differences.map((each) => (
          <li>
            <OneDifference language={visit.language} of={each} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What can be taken over, each with a tick, which those have not that were left out. */
export function TickedDifferences({ visit, differences, ticks }: ShownDifferences & { ticks: ImportTicks }) {
  const { language } = visit
  const offered = differences.filter(isOffered)
  if (offered.length === 0) return <></>
  return (
    <fieldset aria-describedby="ticks">
      <legend>{translate(language, "desk.import.takes")}</legend>
      <p class="hint" id="ticks">
        {translate(language, "desk.import.ticks")}
      </p>
      <ul class="list">
        {offered.map((each) => (
          <li>
            <DifferenceTick language={language} of={each} ticked={!ticks.left.includes(markOf(each))} />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function DifferenceTick({ language, of, ticked }: ShownDifference & { ticked: boolean }) {
  const mark = markOf(of)
  const id = tickId(mark)
  return (
    <>
      <input type="hidden" name={tickNames.offered} value={mark} />
      <input
        id={id}
        type="checkbox"
        name={tickNames.take}
        value={mark}
        checked={ticked}
        aria-invalid={of.needs ? "true" : undefined}
        aria-describedby={of.needs ? `${id}-error` : undefined}
      />{" "}
      <label for={id}>{differenceName(language, of)}</label>
      {of.needs && (
        <span class="error" id={`${id}-error`}>
          {" "}
          {translate(language, "desk.import.needs", { names: listText(language, of.needs) })}
        </span>
      )}
      <DifferenceFields language={language} of={of} />
    </>
  )
}

/** The id of the box of a difference, by its mark. */
export const tickId = (mark: string): string => `t-${mark}`

interface ShownDifference {
  language: Visit["language"]
  of: FoundDifference
}

/** How many of its fields name a difference. */
const NAMING = 3

/** Of what it is a difference, and which: two of one item differ by their fields. */
export function differenceName(language: Visit["language"], { stream, change, fields }: FoundDifference): string {
  const code = codeIn(stream.slice(stream.indexOf(":") + 1))
  const said = [code, translate(language, `desk.import.changes.${change}`)].join(translate(language, "marks.colon"))
  const named = fields.slice(0, NAMING).map(({ field }) => field)
  if (named.length === 0) return said
  return `${said} (${named.join(", ")}${fields.length > NAMING ? "…" : ""})`
}

function OneDifference({ language, of }: ShownDifference) {
  const { stream, change, why, needs } = of
  const how = why ? notTakenText(language, why, "page") : of.how
  return (
    <>
      <b>{codeIn(stream.slice(stream.indexOf(":") + 1))}</b>
      {translate(language, "marks.colon")}
      {translate(language, `desk.import.changes.${change}`)}
      <DifferenceFields language={language} of={of} />
      {needs && <p>{translate(language, "desk.import.needs", { names: listText(language, needs) })}</p>}
      {how !== undefined && <p>{how}</p>}
    </>
  )
}

function DifferenceFields({ language, of: { fields } }: ShownDifference) {
  if (fields.length === 0) return <></>
  return (
    <ul class="plain">
      {fields.map(({ field, stands, file }) => (
        <li>
          <code>{field}</code>:{" "}
          {field === "warnings" ? (
            translate(language, "start.progress.warnings")
          ) : (
            <>
              <bdi>{valueText(language, stands, file)}</bdi> → <bdi>{valueText(language, file, stands)}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How much of a value is shown, in characters. */
const SHOWN = 300

/** What a value says: of a list, what the other side's does not hold. */
function valueText(language: Visit["language"], value: unknown, other: unknown): string {
  if (!Array.isArray(value)) return value === null ? translate(language, "desk.import.nothing") : entryText(value)
  const own = entriesBeside(value, Array.isArray(other) ? other : []).map(entryText)
  return own.length > 0 ? own.join(translate(language, "marks.semicolon")) : translate(language, "desk.import.nothing")
}

const TitledPart = z
  .object({ title: z.string(), titles: z.record(z.string(), z.string()).default({}) })
  .transform(({ title, titles }) => [title, ...Object.values(titles)].join(" / "))
const NotedPart = z.object({ note: z.string() }).transform(({ note }) => note)
const ListedPart = z.union([z.string(), TitledPart, NotedPart, z.unknown().transform((value) => JSON.stringify(value))])

function entryText(value: unknown): string {
  const text = ListedPart.parse(value) ?? ""
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
