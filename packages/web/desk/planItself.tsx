import { translate, translateDynamic } from "@demarche/i18n"
import { AMENDMENT } from "../decide/amendment.ts"
import { isDeskOf, planPath } from "../page.ts"
import { href } from "../visit.ts"
import { PlanWords } from "../written.tsx"
import { ActLinks, type Desk } from "./actLinks.tsx"
import { importAddress } from "./importAddress.ts"

/** The plan's own state, and what takes it on. */
export function PlanItself(desk: Desk) {
  const { visit, plan, amends, open } = desk
  const { language } = visit
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{translate(language, "desk.plan")}</h2>
      <p>
        <PlanWords lang={plan.titleLang}>{plan.title}</PlanWords>
        {plan.state && [translate(language, "marks.colon"), translateDynamic(language, `states.${plan.state}`)]}
      </p>
      <ActLinks
        desk={desk}
        acts={["adopt", ...(amends ? [AMENDMENT] : []), "closeCycle", ...(isDeskOf(plan) ? ["submit"] : [])]}
      />
      <p class="acts">
        {isDeskOf(plan) && open.has("amend") && (
          <a href={href(visit, importAddress(plan.id))}>{translate(language, "desk.import.title")}</a>
        )}
        <a href={href(visit, `${planPath(plan.id)}/history`)}>{translate(language, "desk.history")}</a>
      </p>
    </section>
  )
}
