import { randomBytes } from "node:crypto"
import { unauthenticated } from "@demarche/http/authentication"
import { ProblemError } from "@demarche/http/problem"
import type { Page, PageMaker } from "../page.ts"
import type { Visit } from "../visit.ts"
import { askedForm } from "./askedForm.ts"
import { decisionOnItem, decisionOnPlan, type IntendedAct } from "./decision.ts"
import { decisionForm } from "./decisionForm.tsx"
import type { FormValues } from "./formFields.ts"

/** The form in which an act on an item is recorded; what its address says beside is filled in. */
export const itemDecisionPage: PageMaker = async (visit, { id = "", act = "" }) =>
  formFor(visit, newKey(), (now) => decisionOnItem(now, id, act))

/** The same for an act on the plan itself. */
export const planDecisionPage: PageMaker = async (visit, { plan = "", act = "" }) => {
  const key = newKey()
  return formFor(visit, key, (now) => decisionOnPlan(now, plan, act, key))
}

async function formFor(visit: Visit, key: string, decide: (visit: Visit) => Promise<IntendedAct>): Promise<Page> {
  if (!visit.visitor.signedIn) throw unauthenticated("sign in to record a decision")
  if (visit.past)
    throw new ProblemError("invalid", undefined, {
      errors: [{ path: "asOf", message: "nothing is recorded in the past" }],
    })
  return decisionForm(await askedForm(await decide(visit), key, filledIn(visit)))
}

/** What the address fills in: "?round=2&check.of=gender". */
function filledIn({ query }: Visit): FormValues {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
}

/** Under which a form is recorded once. */
function newKey(): string {
  return randomBytes(16).toString("base64url")
}
