import { unauthenticated } from "@demarche/http/authentication"
import { importFor } from "@demarche/http/importRoutes"
import { ProblemError } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { ownName } from "../decide/formFields.ts"
import { newFormKey } from "../decide/sentForm.ts"
import { ImportFaults } from "../importFaults.tsx"
import { isDeskOf, type Page, type PageMaker, planPath, toOfficeHolder } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { FormRefusal } from "../start/refusal.tsx"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { DeskFormSays } from "./deskForm.tsx"
import { FileDifferences } from "./differences.tsx"
import { importAddress } from "./importAddress.ts"
import { type ImportTicks, tickNames } from "./importTicks.ts"

/** The form by which a plan file is sent to a plan that is there; with an import in its address, what came of that. */
export const importPage: PageMaker = async (visit, { plan: id = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to import a plan file")
  const plan = toOfficeHolder(await planToImport(visit, id))
  const { import: asked } = visit.query
  return asked ? importedPage(visit, plan, asked) : importPageWith(visit, plan, { key: newFormKey(), text: "" })
}

/** The plan that a file is sent to. @throws ProblemError `forbidden` for a reader whose office may not; as `planOf`. */
export async function planToImport(visit: Visit, id: string): Promise<PlanVisit> {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (by && !(isDeskOf(plan) && may("plan", "amend", by.office))) throw new ProblemError("forbidden")
  return plan
}

/** A plan file as its form was sent: its text, and why that was refused. */
export interface TypedPlanFile {
  key: string
  as?: string | undefined
  text: string
  /** What was ticked of its differences, where they were shown before. */
  ticks?: ImportTicks
  problem?: ProblemError
  /** Why it is not taken, where that is no problem of the file itself. */
  why?: string
}

/** The form with a file that was sent: what is to be mended, and the text as it was. */
export function importPageWith(
  visit: Visit,
  plan: PlanVisit,
  { key, as, text, ticks, problem, why }: TypedPlanFile,
): Page {
  const { language, past } = visit
  const title = translate(language, "desk.import.title")
  const wrong = problem || why !== undefined
  return {
    ...{ title, plan, status: wrong ? (plan.reader.by ? 422 : 401) : 200 },
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "desk.import.lead")}</p>
        {problem && (
          <FormRefusal language={language} problem={problem} title={translate(language, "start.plan.wrong")} />
        )}
        {why !== undefined && (
          <p class="error" role="alert" id="refusal">
            {why}
          </p>
        )}
        {past ? (
          <p>{translate(language, "frame.past.noActs")}</p>
        ) : (
          <Form visit={{ ...visit, query: {} }} action={importAddress(plan.id)} files>
            <DeskFormSays asked={{ plan, key, as }} />
            {ticks?.left.map((mark) => (
              <input type="hidden" name={tickNames.left} value={mark} />
            ))}
            <p class="field">
              <label for="file">{translate(language, "start.plan.file")}</label>
              {wrong && <span class="hint">{translate(language, "desk.import.again")}</span>}
              <br />
              <input id="file" name="file" type="file" accept=".yaml,.yml,.json" />
            </p>
            <p class="field">
              <label for="text">{translate(language, "desk.import.text")}</label>
              <br />
              <textarea
                id="text"
                name="text"
                rows={wrong ? 24 : 6}
                spellcheck={false}
                aria-invalid={wrong ? "true" : undefined}
                aria-describedby={wrong ? "refusal" : undefined}
              >
                {`\n${text}`}
              </textarea>
            </p>
            <p class="acts">
              <button type="submit" class="main" name={ownName("step")} value="check">
                {translate(language, "desk.import.check")}
              </button>
              <a href={href(visit, planPath(plan.id, "desk"))}>{translate(language, "decide.back")}</a>
            </p>
          </Form>
        )}
      </>
    ),
  }
}

/** How far an import is, and what came of it. @throws ProblemError as `importFor`, `unknown` for one of another plan. */
async function importedPage(visit: Visit, plan: PlanVisit, id: string): Promise<Page> {
  const { application, language, visitor } = visit
  const reading = await importFor(application, await visitor.claimIn(plan.id), id, language)
  if (reading.plan !== plan.id) throw new ProblemError("unknown", `there is no import ${id}`)
  const { state, done, of, differences } = reading
  const isThere = state === ("finished" satisfies StateName<"import">)
  const isRefused = state === ("refused" satisfies StateName<"import">)
  const title = translate(
    language,
    isThere ? "desk.import.there" : isRefused ? "desk.import.refused" : "desk.import.going",
  )
  return {
    ...{ title, plan },
    main: (
      <>
        <h1>{title}</h1>
        {!isThere && !isRefused && <p>{translate(language, "start.progress.done", { done, of })}</p>}
        {isRefused && <ImportFaults language={language} reading={reading} />}
        {!isRefused && <FileDifferences visit={visit} differences={differences} done={isThere} />}
        <p class="acts">
          {!isThere && !isRefused && (
            <a class="main" href={href(visit, importAddress(plan.id), { import: id })}>
              {translate(language, "start.progress.again")}
            </a>
          )}
          <a href={href(visit, planPath(plan.id, "desk"))}>{translate(language, "desk.back")}</a>
        </p>
      </>
    ),
  }
}
