import { commitOfCommand } from "@demarche/application/commitOfCommand"
import { type CommandRequest, execute } from "@demarche/application/execute"
import { claimantOf } from "@demarche/http/authentication"
import { abandonment } from "@demarche/http/requestBody"
import { commandRequest } from "@demarche/http/transition"
import { checkPage } from "../decide/checkPage.tsx"
import type { IntendedAct } from "../decide/decision.ts"
import { type RefusedForm, refusedBy, refusedSignedOut } from "../decide/refusedForm.ts"
import { type FormSite, type SentForm, sentForm, toldOf } from "../decide/sentForm.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href } from "../visit.ts"
import { closuresAct, closuresForm, readClosures } from "./closuresForm.ts"
import { closuresPageWith } from "./closuresPage.tsx"

/** Responds to the form of the days on which the secretariat is closed: again, with what would be recorded, or to its receipt. */
export async function respondToClosures(c: PageRequest, site: FormSite, id: string): Promise<Response> {
  const { application } = site
  const sent = await sentForm(c)
  const { key, form, step } = sent
  const visit = actingAs(site.visitIn(c), sent.as)
  const { language } = visit
  const decision = await closuresAct(visit, id)
  const leadToReceipt = () => c.redirect(href({ language, query: {} }, decision.receipt(key)), 303)
  if (await commitOfCommand(application, decision.stream, key, { from: (sent.version ?? 0) + 1 }))
    return leadToReceipt()
  const asked = { ...closuresForm(decision, key, form), ...(sent.as && { as: sent.as }) }
  const again = (refusal?: RefusedForm) => respondWithPage(c, visit, closuresPageWith(asked, refusal))
  if (!decision.plan.reader.by) return again(refusedSignedOut(visit))
  if (step === "form") return again()
  const read = readClosures(decision, form)
  if ("wrong" in read) return again(read.wrong)
  try {
    const request = { ...(await requestOf(decision, read.closures, sent)), correlation: c.get("correlation") }
    if (step !== "record") return await respondWithPage(c, visit, await checkPage(asked, request))
    await execute(application, { ...request, signal: abandonment(c) })
    return leadToReceipt()
  } catch (error) {
    const refusal = await refusedBy(asked, await toldOf(c, site, { stream: decision.stream, language }, error))
    if (!refusal) throw error
    return again(refusal)
  }
}

async function requestOf(
  { visit, plan, stream, act }: IntendedAct,
  closures: readonly string[],
  { key, version, form }: SentForm,
): Promise<Omit<CommandRequest, "correlation">> {
  const actor = await claimantOf(visit.application, await visit.visitor.claimIn(plan.id), plan.id, stream)
  const reason = form.reason?.[0]?.trim()
  const body = { closures, ...(reason && { reason }) }
  return {
    ...commandRequest(actor, { plan: plan.id, stream, name: act, body }),
    id: key,
    ...(version !== undefined && { ifMatch: version }),
  }
}
