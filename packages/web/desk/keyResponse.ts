import { commitOfCommand } from "@demarche/application/commitOfCommand"
import { keyIdOf, makeKey, planOfKey } from "@demarche/http/keyRoutes"
import { commandOfForm } from "../decide/formCommand.ts"
import { type RefusedForm, refusedAt, refusedByFaults, refusedSignedOut } from "../decide/refusedForm.ts"
import { type FormSite, sentForm } from "../decide/sentForm.ts"
import { planPath } from "../page.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href } from "../visit.ts"
import { problemOf, takeOnce } from "./deskResponse.ts"
import { keyFields, planOfKeys } from "./keyForm.ts"
import { keyPageWith, madeKeyPage, newKeyPageWith } from "./keyPages.tsx"

/** Makes a key, once for a form, and shows it; the form again where it was refused. */
export async function respondToNewKey(c: PageRequest, site: FormSite, id: string): Promise<Response> {
  const { application } = site
  const { key, as, form } = await sentForm(c)
  const visit = actingAs(site.visitIn(c), as)
  const plan = await planOfKeys(visit, id)
  const again = (refusal: RefusedForm) =>
    respondWithPage(c, visit, newKeyPageWith(visit, plan, { key, as, form, refusal }))
  if (!plan.reader.by) return again(refusedSignedOut(visit))
  const made = keyIdOf(id, key)
  const already = () => respondWithPage(c, visit, madeKeyPage(visit, plan, { id: made }))
  if (await commitOfCommand(application, `access:${made}`, key)) return already()
  const { command, faults } = commandOfForm(keyFields, form, plan.zone)
  if (faults.length > 0) return again(refusedByFaults(visit.language, faults))
  const asked = { body: { ...command, plans: [id] }, correlation: c.get("correlation"), dryRun: false, once: key }
  try {
    const issued = await makeKey(application, { claim: await visit.visitor.claimIn(id), ...asked })
    return await respondWithPage(c, visit, madeKeyPage(visit, plan, issued))
  } catch (error) {
    const problem = await problemOf(c, site, visit, `access:${made}`, error)
    if (problem.code === "key-reused") return already()
    const refusal = refusedAt(visit.language, problem, { fields: keyFields, form })
    if (!refusal) throw error
    return again(refusal)
  }
}

/** Revokes a key, and leads back to the desk; the form again where it was refused. */
export async function respondToRevocation(c: PageRequest, site: FormSite, id: string, key: string): Promise<Response> {
  const sent = await sentForm(c)
  const visit = actingAs(site.visitIn(c), sent.as)
  const plan = await planOfKeys(visit, id)
  const again = async (refusal: RefusedForm) =>
    respondWithPage(c, visit, await keyPageWith(visit, plan, key, { ...sent, refusal }))
  if (!plan.reader.by) return again(refusedSignedOut(visit))
  const stream = `access:${key}` as const
  try {
    const first = await planOfKey(site.application, (each) => visit.visitor.claimIn(each), key)
    const reason = sent.form.reason?.[0]?.trim()
    const body = reason ? { reason } : {}
    await takeOnce(c, visit, { plan: first, stream, name: "revokeKey", body }, sent)
  } catch (error) {
    const problem = await problemOf(c, site, visit, stream, error)
    const refusal = refusedAt(visit.language, problem, { fields: [], form: sent.form })
    if (!refusal) throw error
    return again(refusal)
  }
  const { language } = visit
  return c.redirect(`${href({ language, query: {} }, planPath(id, "desk"))}#keys`, 303)
}
