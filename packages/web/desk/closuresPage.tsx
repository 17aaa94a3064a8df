import { unauthenticated } from "@demarche/http/authentication"
import { translate } from "@demarche/i18n"
import type { DecisionForm } from "../decide/decisionForm.tsx"
import type { RefusedForm } from "../decide/refusedForm.ts"
import { newFormKey } from "../decide/sentForm.ts"
import { type Page, type PageMaker, toOfficeHolder } from "../page.ts"
import { closuresAct, closuresForm } from "./closuresForm.ts"
import { DeskFormOf } from "./deskForm.tsx"

/** The form by which the days are changed on which the secretariat is closed. */
export const closuresPage: PageMaker = async (visit, { plan = "" }) => {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to change the days of a plan")
  const decision = await closuresAct(visit, plan)
  toOfficeHolder(decision.plan)
  return closuresPageWith(closuresForm(decision, newFormKey()))
}

/** The same as it was sent, and why it was refused. */
export function closuresPageWith(asked: DecisionForm, refusal?: RefusedForm): Page {
  const { decision, fields, circumstances, as, ...typed } = asked
  const { visit, plan, act, path, back, version } = decision
  const { language, past } = visit
  const title = translate(language, "desk.closures.change")
  return {
    ...{ title, plan, status: refusal?.status ?? 200 },
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "desk.closures.lead")}</p>
        {past ? (
          <p>{translate(language, "frame.past.noActs")}</p>
        ) : (
          <DeskFormOf
            asked={{
              ...{ visit, plan, act, path, back, ...typed, refusal, version, checked: true },
              ...{ fields: [...fields, ...circumstances], button: translate(language, "decide.check"), as },
            }}
          />
        )}
      </>
    ),
  }
}
