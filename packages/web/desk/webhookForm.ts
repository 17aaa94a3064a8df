import { workflowOf } from "@demarche/application/application"
import { ProblemError } from "@demarche/http/problem"
import { translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { Visibility } from "@demarche/workflows/terms"
import * as z from "zod"
import { type FieldChoices, type FormField, fieldsOfForm } from "../decide/formFields.ts"
import { isDeskOf, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import type { DeskForm } from "./deskForm.tsx"
import type { AsSent } from "./keyForm.ts"
import { standingWebhook } from "./standingWebhook.ts"
import { webhookAddress } from "./webhooks.tsx"

/** What is asked of a webhook, as it is registered and as it is changed; of the many events there are, the names are typed. */
export function webhookFields({ application }: Pick<Visit, "application">): FormField[] {
  const schema = workflowOf(application, "webhook").commands.get("register") ?? z.never()
  return fieldsOfForm({ name: "register", schema }, {}).map((field) =>
    field.path === "types" ? { ...field, input: { is: "prose", most: undefined } } : field,
  )
}

/** What can be chosen of it. */
function webhookChoices({ language }: Visit): DeskForm["choices"] {
  const options = Visibility.options.map((value) => ({
    value,
    label: translateDynamic(language, `desk.webhooks.sees.${value}`),
  }))
  return new Map<string, FieldChoices>([["sees", { options, open: false }]])
}

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
  const [usual = ""] = Visibility.options
  return {
    ...{ visit, plan, act: "register", path: webhookAddress(plan.id), fields: webhookFields(visit), key, as, refusal },
    ...{ choices: webhookChoices(visit), form: form ?? { sees: [usual] } },
    button: translate(visit.language, "transitions.register"),
    where: `${href(visit, planPath(plan.id, "desk"))}#webhooks`,
    back: planPath(plan.id, "desk"),
  }
}

/** What can be done with a webhook on its page. */
export const webhookActs = ["change", "enable", "rotateSecret", "disable", "remove"] as const
export type WebhookAct = (typeof webhookActs)[number]

/** A form of a webhook's page as it was sent: which act, and why it was refused. */
export interface RefusedAct {
  act: WebhookAct | "redeliver"
  sent: AsSent
}

/** What an act on a webhook asks. */
export function fieldsOfAct(visit: Pick<Visit, "application">, act: RefusedAct["act"]): readonly FormField[] {
  switch (act) {
    case "change":
      return webhookFields(visit)
    case "disable":
      return [{ path: "why", required: true, many: false, input: { is: "line", most: 500 } }]
    case "remove":
      return [{ path: "reason", required: false, many: false, input: { is: "line", most: 2_000 } }]
    default:
      return []
  }
}

/** The form of an act on a webhook; one that changes it is filled in with how it stands. */
export async function webhookActForm(
  visit: Visit,
  plan: PlanVisit,
  { id, act }: { id: string; act: WebhookAct },
  { key, as, form, refusal }: AsSent,
): Promise<DeskForm> {
  const standing = act === "change" ? await standingWebhook(visit, id) : undefined
  return {
    ...{ visit, plan, act: act === "change" ? "register" : act, path: `${webhookAddress(plan.id, id)}/${act}` },
    ...{ fields: fieldsOfAct(visit, act), choices: webhookChoices(visit), form: form ?? standing?.form ?? {} },
    ...{ key, as, refusal, version: standing?.version },
    button: translateDynamic(visit.language, `transitions.${act}`),
  }
}
