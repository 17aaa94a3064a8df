import { commitOfCommand } from "@demarche/application/commitOfCommand"
import { type CommandRequest, execute } from "@demarche/application/execute"
import { claimantOf } from "@demarche/http/authentication"
import { abandonment } from "@demarche/http/requestBody"
import { commandRequest } from "@demarche/http/transition"
import { coordination, rowOf, steering } from "@demarche/workflows/commandList"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href, type Visit } from "../visit.ts"
import { AMENDMENT, amendmentOf, withoutGaps } from "./amendment.ts"
import { askedForm, fieldsAsked } from "./askedForm.ts"
import { checkPage } from "./checkPage.tsx"
import { decisionOnItem, decisionOnPlan, type IntendedAct } from "./decision.ts"
import { decisionForm } from "./decisionForm.tsx"
import { commandOfForm } from "./formCommand.ts"
import type { FormField, FormValues } from "./formFields.ts"
import { textsOfFiles } from "./formFiles.ts"
import { type RefusedForm, refusedBy, refusedByFaults } from "./refusedForm.ts"
import { type FormSite, type SentForm, sentForm, toldOf } from "./sentForm.ts"
import { signedOutPage } from "./signedOutPage.tsx"

/** Responds to the form of an act on an item. @throws ProblemError as `decisionOnItem`; what no form can help. */
export function respondOnItem(c: PageRequest, site: FormSite, id: string, act: string): Promise<Response> {
  return respond(c, site, (visit) => decisionOnItem(visit, id, act))
}

/** Responds to the form of an act on a plan. @throws ProblemError as `decisionOnPlan`; what no form can help. */
export function respondOnPlan(c: PageRequest, site: FormSite, id: string, act: string): Promise<Response> {
  return respond(c, site, (visit, key) => decisionOnPlan(visit, id, act, key))
}

/** Responds to a form; `decide` says on what it acts. */
async function respond(
  c: PageRequest,
  site: FormSite,
  decide: (visit: Visit, key: string) => Promise<IntendedAct>,
): Promise<Response> {
  const sent = await sentForm(c)
  const { key, step, files } = sent
  const { application } = site
  const visit = actingAs(site.visitIn(c), sent.as)
  const { language } = visit
  const decision = await decide(visit, key)
  const { stream, plan, act } = decision
  const given = act === AMENDMENT ? withoutGaps(sent.form) : sent.form
  const leadToReceipt = () => c.redirect(href({ language, query: {} }, decision.receipt(key), { act }), 303)
  if (await commitOfCommand(application, stream, key, { from: (sent.version ?? 0) + 1 })) return leadToReceipt()
  if (!plan.reader.by)
    return respondWithPage(c, visit, signedOutPage({ ...(await askedForm(decision, key, given)), as: sent.as }))

  const shown = async (form: FormValues) => ({ ...(await askedForm(decision, key, form)), form })
  const again = async (form: FormValues, refusal?: RefusedForm) =>
    respondWithPage(c, visit, decisionForm({ ...(await shown(form)), ...(refusal && { refusal }) }))

  /** Does what may be refused; resolves to the form once more, with those values in it, where it was. */
  async function orAgain<T>(form: FormValues, work: () => Promise<T>): Promise<T | Response> {
    try {
      return await work()
    } catch (error) {
      const told = await toldOf(c, site, { stream, language, person: plan.reader.person }, error)
      const refusal = await refusedBy({ decision, ...fieldsAsked(decision, form), form }, told)
      if (!refusal) throw error
      return again(form, refusal)
    }
  }

  const read = await orAgain(given, () => textsOfFiles(decision, files))
  if (read instanceof Response) return read
  const form = { ...given, ...read }
  if (step === "form") return again(form)
  const { command, faults } = readForm(decision, form)
  if (faults.length > 0) return again(form, refusedByFaults(language, faults))
  return orAgain(form, async () => {
    const request = { ...(await requestOf(decision, command, sent)), correlation: c.get("correlation") }
    if (step !== "record") return respondWithPage(c, visit, await checkPage(await shown(form), request))
    await execute(application, { ...request, signal: abandonment(c) })
    return leadToReceipt()
  })
}

/** What the form says as its command, and what cannot be read of it. */
function readForm(decision: IntendedAct, form: FormValues): ReturnType<typeof commandOfForm> {
  const { fields, circumstances } = fieldsAsked(decision, form)
  const asked = [...fields, ...circumstances].filter(({ path }) => path !== "writtenIn" || isWritten(fields, form))
  const read = commandOfForm(asked, form, decision.plan.zone)
  if (decision.act !== AMENDMENT || read.faults.length > 0) return read
  return amendmentOf(read.command)
}

/** Whether there are words in it of which it can be said in which language they are. */
function isWritten(fields: readonly FormField[], form: FormValues): boolean {
  const texts = fields.filter(({ input }) => input.is === "prose").map(({ path }) => path)
  return ["reason", ...texts].some((path) => form[path]?.some((each) => each.trim() !== ""))
}

/** The command; of those who decide, only where they have seen what stands. */
async function requestOf(
  { visit, plan, stream, act }: IntendedAct,
  command: Readonly<Record<string, unknown>>,
  { key, version }: SentForm,
): Promise<Omit<CommandRequest, "correlation">> {
  const actor = await claimantOf(visit.application, await visit.visitor.claimIn(plan.id), plan.id, stream)
  const decides = [...coordination, ...steering].includes(rowOf(actor.by.office))
  return {
    ...commandRequest(actor, { plan: plan.id, stream, name: act, body: command }),
    id: key,
    ...(decides && version !== undefined && { ifMatch: version }),
  }
}
