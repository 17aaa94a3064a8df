import { unauthenticated } from "@demarche/http/authentication"
import { invalid } from "@demarche/http/requestBody"
import type { Page, PageMaker } from "../page.ts"
import { actingAs, type Visit } from "../visit.ts"
import { askedForm } from "./askedForm.ts"
import { decisionOnItem, decisionOnPlan, type IntendedAct } from "./decision.ts"
import { decisionForm } from "./decisionForm.tsx"
import { ownName } from "./formFields.ts"
import { newFormKey } from "./sentForm.ts"

/** The form in which an act on an item is recorded; what its address says beside is filled in. */
export const itemDecisionPage: PageMaker = async (visit, { id = "", act = "" }) =>
  formFor(visit, newFormKey(), (now) => decisionOnItem(now, id, act))

/** The same for an act on the plan itself. */
export const planDecisionPage: PageMaker = async (visit, { plan = "", act = "" }) => {
  const key = newFormKey()
  return formFor(visit, key, (now) => decisionOnPlan(now, plan, act, key))
}

async function formFor(visit: Visit, key: string, decide: (visit: Visit) => Promise<IntendedAct>): Promise<Page> {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to record a decision")
  if (visit.past) throw invalid("asOf", "nothing is recorded in the past")
  const { [ownName("as")]: as, ...filledIn } = visit.query
  const decision = await decide(actingAs(visit, as))
  const form = Object.fromEntries(Object.entries(filledIn).map(([name, value]) => [name, [value]]))
  return decisionForm(await askedForm(decision, key, form))
}
