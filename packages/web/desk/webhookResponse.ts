import { assertShown } from "@demarche/http/authentication"
import { planOfItem } from "@demarche/http/items"
import { ProblemError } from "@demarche/http/problem"
import type { AskedCommand } from "@demarche/http/transition"
import { secretAt, webhookIdOf } from "@demarche/http/webhookRoutes"
import { commandOfForm } from "../decide/formCommand.ts"
import { type RefusedForm, refusedAt, refusedByFaults, refusedSignedOut } from "../decide/refusedForm.ts"
import { type FormSite, type SentForm, sentForm } from "../decide/sentForm.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href, type PlanVisit, type Visit } from "../visit.ts"
import { problemOf, takeOnce } from "./deskResponse.ts"
import { changesIn, standingWebhook } from "./standingWebhook.ts"
import {
  fieldsOfAct,
  planOfWebhooks,
  type RefusedAct,
  type WebhookAct,
  webhookActs,
  webhookFields,
} from "./webhookForm.ts"
import { newWebhookPageWith, secretPage, signedOutActPage, webhookPageWith } from "./webhookPages.tsx"
import { webhookAddress } from "./webhooks.tsx"

/** Registers a webhook, once for a form, and shows its secret; the form again where it was refused. */
export async function respondToRegistration(c: PageRequest, site: FormSite, id: string): Promise<Response> {
  const { key, as, form } = await sentForm(c)
  const visit = actingAs(site.visitIn(c), as)
  const fields = webhookFields(visit)
  const { plan, secrets } = await planOfWebhooks(visit, id)
  const again = (refusal: RefusedForm) =>
    respondWithPage(c, visit, newWebhookPageWith(visit, plan, { key, as, form, refusal }))
  if (!plan.reader.by) return again(refusedSignedOut(visit))
  const { command, faults } = commandOfForm(fields, form, plan.zone)
  if (faults.length > 0) return again(refusedByFaults(visit.language, faults))
  const webhook = webhookIdOf(id, key)
  const stream = `webhook:${webhook}` as const
  try {
    const { version } = await takeOnce(c, visit, { plan: id, stream, name: "register", body: command }, { key })
    return await respondWithSecret(c, visit, plan, { id: webhook, version, secrets })
  } catch (error) {
    const problem = await problemOf(c, site, visit, stream, error)
    const refusal = refusedAt(visit.language, problem, { fields, form })
    if (!refusal) throw error
    return again(refusal)
  }
}

async function respondWithSecret(
  c: PageRequest,
  visit: Visit,
  plan: PlanVisit,
  { id, version, secrets }: { id: string; version: number; secrets: string },
): Promise<Response> {
  const secret = await secretAt(visit.application, secrets, id, version)
  if (secret === undefined) throw new ProblemError("unknown", `there is no webhook ${id}`)
  return respondWithPage(c, visit, secretPage(visit, plan, { id, secret }))
}

/** A form of a webhook's page: which act it is of, on which webhook of which plan. */
interface WebhookForm {
  plan: string
  webhook: string
  act: string
}

/** Does something with a webhook: shows a new secret, or leads back to its page; that page with the form where it was refused. */
export async function respondToWebhookAct(c: PageRequest, site: FormSite, asked: WebhookForm): Promise<Response> {
  const { plan: id, webhook } = asked
  const act = webhookActs.find((each) => each === asked.act)
  if (!act) throw new ProblemError("unknown", `there is no transition ${asked.act} here`)
  const sent = await sentForm(c)
  const visit = actingAs(site.visitIn(c), sent.as)
  const { plan, secrets } = await planOfWebhooks(visit, id)
  if (!plan.reader.by) {
    const refusal = refusedSignedOut(visit)
    return respondWithPage(c, visit, await signedOutActPage(visit, plan, webhook, act, { ...sent, refusal }))
  }
  const stream = `webhook:${webhook}` as const
  return orAgain(c, site, { visit, plan, webhook, act, sent }, async () => {
    await assertOfPlan(visit, id, stream, "webhook")
    const body = await bodyOfAct(visit, plan, webhook, act, sent)
    const { version } = await takeOnce(c, visit, { plan: id, stream, name: act, body }, sent)
    if (act === "rotateSecret") return respondWithSecret(c, visit, plan, { id: webhook, version, secrets })
    return leadToWebhook(c, visit, id, webhook)
  })
}

/** What an act says; one that changes the webhook, what its form says otherwise than what stood when it was made. */
async function bodyOfAct(visit: Visit, { zone }: PlanVisit, webhook: string, act: WebhookAct, sent: SentForm) {
  const fields = fieldsOfAct(visit, act)
  if (act !== "change") return commandOfForm(fields, sent.form, zone).command
  const { form } = await standingWebhook(visit, webhook, sent.version)
  return changesIn(fields, form, sent.form, zone)
}

/** Asks for a delivery once more, and leads back to the page of its webhook. */
export async function respondToRedelivery(
  c: PageRequest,
  site: FormSite,
  { plan: id, webhook, call }: { plan: string; webhook: string; call: string },
): Promise<Response> {
  const sent = await sentForm(c)
  const visit = actingAs(site.visitIn(c), sent.as)
  const { plan } = await planOfWebhooks(visit, id)
  const stream = `delivery:${call}` as const
  return orAgain(c, site, { visit, plan, webhook, act: "redeliver", sent }, async () => {
    await assertOfPlan(visit, id, stream, "delivery")
    await takeOnce(c, visit, { plan: id, stream, name: "redeliver", body: {} }, sent)
    return leadToWebhook(c, visit, id, webhook)
  })
}

interface SentAct {
  visit: Visit
  plan: PlanVisit
  webhook: string
  act: RefusedAct["act"]
  sent: SentForm
}

/** Does what may be refused; resolves to the webhook's page with what was typed, where it was. */
async function orAgain(
  c: PageRequest,
  site: FormSite,
  { visit, plan, webhook, act, sent }: SentAct,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    const fields = fieldsOfAct(visit, act)
    const problem = await problemOf(c, site, visit, `webhook:${webhook}`, error)
    const refusal = refusedAt(visit.language, problem, { fields, form: sent.form })
    if (!refusal) throw error
    return respondWithPage(c, visit, await webhookPageWith(visit, plan, webhook, { act, sent: { ...sent, refusal } }))
  }
}

/** @throws ProblemError `unknown` where the plan has no such stream that its reader may know of. */
async function assertOfPlan(
  { application, visitor }: Visit,
  plan: string,
  stream: AskedCommand["stream"],
  called: string,
) {
  if (planOfItem(stream.slice(stream.indexOf(":") + 1)) !== plan)
    throw new ProblemError("unknown", `there is no ${called} in ${plan} of that name`)
  await assertShown(application, await visitor.claimIn(plan), stream, called)
}

function leadToWebhook(c: PageRequest, { language }: Visit, plan: string, webhook: string): Response {
  return c.redirect(href({ language, query: {} }, webhookAddress(plan, webhook)), 303)
}
