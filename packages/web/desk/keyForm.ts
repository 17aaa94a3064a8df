import { ProblemError } from "@demarche/http/problem"
import { calledIn, officeText, translate } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { Office } from "@demarche/workflows/terms"
import type { FieldChoices, FormField, FormValues } from "../decide/formFields.ts"
import type { RefusedForm } from "../decide/refusedForm.ts"
import { isDeskOf, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import type { DeskForm } from "./deskForm.tsx"
import { keyAddress } from "./keys.tsx"

/** Offices that no key is for: two that no person holds, and one that must name a part of the plan. */
const offices = Office.exclude(["clock", "system", "chair"]).options

/** What is asked of a key. */
export const keyFields: readonly FormField[] = [
  { path: "label", required: true, many: false, input: { is: "line", most: 500 } },
  { path: "office", required: true, many: false, input: { is: "options", options: offices } },
  { path: "party", required: false, many: false, input: { is: "options", options: [] } },
  { path: "expires", required: false, many: false, input: { is: "instant" } },
]

/** The plan whose keys are made and revoked. @throws ProblemError `forbidden` for a reader whose office may not; as `planOf`. */
export async function planOfKeys(visit: Visit, id: string): Promise<PlanVisit> {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (by && !(isDeskOf(plan) && may("access", "addKey", by.office))) throw new ProblemError("forbidden")
  return plan
}

/** What a form of the desk was sent with and why it was refused; as it is opened, its key alone. */
export interface AsSent {
  key: string
  as?: string | undefined
  form?: FormValues
  refusal?: RefusedForm
}

/** The form by which a key is made. */
export function keyForm(visit: Visit, plan: PlanVisit, { key, as, form = {}, refusal }: AsSent): DeskForm {
  const { language } = visit
  const ofOffices = offices.map((value) => ({ value, label: officeText(language, value, plan.procedure.offices) }))
  const parties = plan.fields.parties.map((each) => ({ value: each.id, label: calledIn(language, each) }))
  const choices = new Map<string, FieldChoices>([
    ["office", { options: ofOffices, open: false }],
    ["party", { options: parties, open: false }],
  ])
  return {
    ...{ visit, plan, act: "addKey", path: keyAddress(plan.id), fields: keyFields, choices, form, key, as, refusal },
    ...{ button: translate(language, "transitions.addKey"), back: planPath(plan.id, "desk") },
    where: `${href(visit, planPath(plan.id, "desk"))}#keys`,
  }
}

const reason: FormField = { path: "reason", required: true, many: false, input: { is: "prose", most: 2_000 } }

/** The form by which a key is revoked. */
export function revocationForm(
  visit: Visit,
  plan: PlanVisit,
  id: string,
  { key, as, form = {}, refusal }: AsSent,
): DeskForm {
  const button = translate(visit.language, "transitions.revokeKey")
  return {
    ...{
      visit,
      plan,
      act: "revokeKey",
      path: keyAddress(plan.id, id),
      fields: [reason],
      choices: new Map(),
      form,
      key,
    },
    ...{ as, refusal, button, back: planPath(plan.id, "desk") },
  }
}
