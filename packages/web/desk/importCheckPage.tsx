import { markOf } from "@demarche/application/importChoice"
import type { ImportReading } from "@demarche/http/responses"
import { listText, translate } from "@demarche/i18n"
import { ownName } from "../decide/formFields.ts"
import type { Page } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import type { PlanVisit, Visit } from "../visit.ts"
import { DeskFormSays } from "./deskForm.tsx"
import { differenceName, isOffered, NotTaken, TickedDifferences, tickId } from "./differences.tsx"
import { importAddress } from "./importAddress.ts"
import type { TypedPlanFile } from "./importPage.tsx"
import type { ImportTicks, UnfitTicks } from "./importTicks.ts"

/** What an import would come to, or came to. */
type ImportTold = Pick<ImportReading, "differences" | "warnings">

/** A plan file whose differences are shown: what was ticked of them, what they are and, after a refusal, what is wrong. */
interface CheckedFile extends Pick<TypedPlanFile, "key" | "as" | "text"> {
  ticks: ImportTicks
  told: ImportTold
  unfit: UnfitTicks | undefined
}

/**
 * Says what a file would change before it is imported, each with a tick; one that says what the plan says has nothing to be
 * imported. After a refusal, with what is wrong.
 */
export function importCheckPage(
  visit: Visit,
  plan: PlanVisit,
  { key, as, text, ticks, told, unfit }: CheckedFile,
): Page {
  const { language } = visit
  const title = translate(language, "desk.import.checkTitle")
  const { differences } = told
  return {
    ...{ title, plan, status: unfit ? 422 : 200 },
    main: (
      <>
        <h1>{title}</h1>
        <p class="quiet">{translate(language, "decide.notYet")}</p>
        {unfit && <WhyUnfit visit={visit} told={told} unfit={unfit} />}
        {differences.length === 0 && <p>{translate(language, "desk.import.same")}</p>}
        <Form visit={{ ...visit, query: {} }} action={importAddress(plan.id)} files>
          <DeskFormSays asked={{ plan, key, as }} />
          <input type="hidden" name="text" value={text} />
          <TickedDifferences visit={visit} differences={differences} ticks={ticks} />
          <NotTaken visit={visit} differences={differences} done={false} />
          <Unclear visit={visit} told={told} />
          <p class="acts">
            {differences.some(isOffered) && (
              <button type="submit" class="main" name={ownName("step")} value="record">
                {translate(language, "desk.import.send")}
              </button>
            )}
            <button type="submit" name={ownName("step")} value="form">
              {translate(language, "decide.backToForm")}
            </button>
          </p>
        </Form>
      </>
    ),
  }
}

/** Why nothing was recorded, with the way to each tick that needs another. */
function WhyUnfit({ visit: { language }, told, unfit }: { visit: Visit; told: ImportTold; unfit: UnfitTicks }) {
  const needing = told.differences.filter(({ needs }) => needs)
  return (
    <div class="banner" role="alert" id="refusal">
      <h2>{translate(language, "decide.nothingYet")}</h2>
      <p>{translate(language, `desk.import.unfit.${unfit}`)}</p>
      {needing.length > 0 && (
        <ul>
          {needing.map((each) => (
            <li>
              <a href={`#${tickId(markOf(each))}`}>{differenceName(language, each)}</a>:{" "}
              {translate(language, "desk.import.needs", { names: listText(language, each.needs ?? []) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What the file leaves unclear. */
function Unclear({ visit: { language }, told: { warnings } }: { visit: Visit; told: ImportTold }) {
  if (warnings.length === 0) return <></>
  return (
    <details>
      <summary>{translate(language, "start.progress.warnings")}</summary>
      <ul>
        {warnings.map(({ line, note }) => (
          <li>{translate(language, "start.progress.warning", { line, note })}</li>
        ))}
      </ul>
    </details>
  )
}
