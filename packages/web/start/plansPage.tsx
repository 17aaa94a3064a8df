import { stateMeans } from "@demarche/application/application"
import { translate, translateDynamic } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { bodyOf } from "@demarche/workplan"
import { type PageMaker, planPath } from "../page.ts"
import { href } from "../visit.ts"
import { PlanWords } from "../written.tsx"

/** The plans of this installation, with the state of each. */
export const plansPage: PageMaker = async (visit) => {
  const { application, language, past } = visit
  const rows = await application.views.list({ kind: "plan", ...(past && { asOf: past.asOf }) })
  const listed = rows
    .map((row) => ({ id: row.scope, body: bodyOf(row, "plan") }))
    .filter(({ body }) => !stateMeans(application, "plan", body.publicState, "incomplete"))
  const title = translate(language, "guide.plans.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {listed.length === 0 ? (
          <p>{translate(language, "guide.plans.none")}</p>
        ) : (
          <ul class="list">
            {listed.map(({ id, body: { fields, publicState } }) => (
              <li>
                <a href={href(visit, planPath(id))}>
                  <PlanWords lang={fields.language ?? usualLanguage}>{fields.title}</PlanWords>
                </a>{" "}
                <small>{translateDynamic(language, `states.${publicState}`)}</small>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  }
}
