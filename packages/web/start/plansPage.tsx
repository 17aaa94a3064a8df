import { listPlans } from "@demarche/http/planRoutes"
import { translate, translateDynamic } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { type PageMaker, planPath } from "../page.ts"
import { href } from "../visit.ts"
import { TitleWords } from "../written.tsx"

/** The plans of this installation, with the state of each. */
export const plansPage: PageMaker = async (visit) => {
  const { application, language, past } = visit
  const plans = await listPlans(application, past)
  const title = translate(language, "guide.plans.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {plans.length === 0 ? (
          <>
            <p>{translate(language, "guide.plans.none")}</p>
            <p class="acts">
              <a href={href(visit, "/start")}>{translate(language, "start.title")}</a>
            </p>
          </>
        ) : (
          <ul class="list">
            {plans.map(({ id, fields, state }) => (
              <li>
                <a href={href(visit, planPath(id))}>
                  <TitleWords language={language} plan={{ lang: fields.language ?? usualLanguage }} of={fields} />
                </a>{" "}
                <small>{translateDynamic(language, `states.${state}`)}</small>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  }
}
