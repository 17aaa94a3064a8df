import { ProblemError } from "@demarche/http/problem"
import { translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { Visibility } from "@demarche/workflows/terms"
import type { FieldChoices, FormField } from "../decide/formFields.ts"
import { isDeskOf, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import type { DeskForm } from "./deskForm.tsx"
import type { AsSent } from "./keyForm.ts"
import { webhookAddress } from "./webhooks.tsx"

/** What is asked of a webhook. */
export const webhookFields: readonly FormField[] = [
  { path: "url", required: true, many: false, input: { is: "line", most: 500 } },
  { path: "label", required: true, many: false, input: { is: "line", most: 500 } },
  { path: "types", required: false, many: true, input: { is: "line", most: undefined } },
  { path: "sees", required: true, many: false, input: { is: "options", options: Visibility.options } },
]

/**
 * The plan whose webhooks are kept, and the key from which their secrets are derived.
 * @throws ProblemError `forbidden` for a reader whose office may not, `unknown` where there are no webhooks here; as `planOf`.
 */
export async function planOfWebhooks(visit: Visit, id: string): Promise<{ plan: PlanVisit; secrets: string }> {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (by && !(isDeskOf(plan) && may("webhook", "register", by.office))) throw new ProblemError("forbidden")
  if (visit.letterKey === undefined) throw new ProblemError("unknown", "there are no webhooks here")
  return { plan, secrets: visit.letterKey }
}

/** The form by which a webhook is registered. */
export function registration(visit: Visit, plan: PlanVisit, { key, as, form, refusal }: AsSent): DeskForm {
  const { language } = visit
  const options = Visibility.options.map((value) => ({
    value,
    label: translateDynamic(language, `desk.webhooks.sees.${value}`),
  }))
  const [usual = ""] = Visibility.options
  return {
    ...{ visit, plan, act: "register", path: webhookAddress(plan.id), fields: webhookFields, key, as, refusal },
    choices: new Map<string, FieldChoices>([["sees", { options, open: false }]]),
    ...{ form: form ?? { sees: [usual] }, button: translate(language, "transitions.register") },
    where: `${href(visit, planPath(plan.id, "desk"))}#webhooks`,
    back: planPath(plan.id, "desk"),
  }
}

/** What can be done with a webhook on its page. */
export const webhookActs = ["enable", "rotateSecret", "disable", "remove"] as const
export type WebhookAct = (typeof webhookActs)[number]

/** A form of a webhook's page as it was sent: which act, and why it was refused. */
export interface RefusedAct {
  act: WebhookAct | "redeliver"
  sent: AsSent
}

/** What an act on a webhook asks. */
export const actFields: Readonly<Record<WebhookAct, readonly FormField[]>> = {
  enable: [],
  rotateSecret: [],
  disable: [{ path: "why", required: true, many: false, input: { is: "line", most: 500 } }],
  remove: [{ path: "reason", required: false, many: false, input: { is: "line", most: 2_000 } }],
}

/** The form of an act on a webhook. */
export function webhookActForm(
  visit: Visit,
  plan: PlanVisit,
  { id, act }: { id: string; act: WebhookAct },
  { key, as, form = {}, refusal }: AsSent,
): DeskForm {
  return {
    ...{ visit, plan, act, path: `${webhookAddress(plan.id, id)}/${act}`, fields: actFields[act], choices: new Map() },
    ...{ form, key, as, refusal, button: translateDynamic(visit.language, `transitions.${act}`) },
  }
}
