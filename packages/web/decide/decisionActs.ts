import type { Application } from "@demarche/application/application"
import { commitOfCommand } from "@demarche/application/commitOfCommand"
import { type CommandRequest, execute } from "@demarche/application/execute"
import type { ApiOptions } from "@demarche/http/app"
import { claimantOf, type Env } from "@demarche/http/authentication"
import { withContext } from "@demarche/http/items"
import { tell } from "@demarche/http/problem"
import { abandonment, formParts, invalid } from "@demarche/http/requestBody"
import { commandRequest } from "@demarche/http/transition"
import { coordination, rowOf, steering } from "@demarche/workflows/commandList"
import { Hono } from "hono/tiny"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { actingAs, href, type Visit } from "../visit.ts"
import type { IntendedAct } from "./decision.ts"
import type { RefusedForm } from "./refusedForm.ts"

/** What makes a decision and its form: loaded when the first is recorded. */
const parts = async () => ({
  ...(await import("./decision.ts")),
  ...(await import("./askedForm.ts")),
  ...(await import("./decisionForm.tsx")),
  ...(await import("./checkPage.tsx")),
  ...(await import("./formCommand.ts")),
  ...(await import("./formFiles.ts")),
  ...(await import("./refusedForm.ts")),
  ...(await import("./signedOutPage.tsx")),
})

/** What the forms of decisions do, below a language: show the form again, say what would be recorded, record it. */
export function decisionActs(application: Application, options: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()

  /** Answers a form; `decide` says on what it acts. */
  async function answer(c: PageRequest, decide: (visit: Visit, key: string) => Promise<IntendedAct>) {
    const {
      decisionForm,
      checkPage,
      signedOutPage,
      askedForm,
      commandOfForm,
      textsOfFiles,
      refusedBy,
      refusedByFaults,
    } = await parts()
    const { sent, given, files } = await sentForm(c)
    const visit = actingAs(visitIn(c), sent.as)
    const decision = await decide(visit, sent.key)
    const isHolder = decision.plan.reader.by !== undefined
    const form = { ...given, ...(isHolder && (await textsOfFiles(decision, files))) }
    const asked = await askedForm(decision, sent.key, form)
    const formAgain = (refusal?: RefusedForm) =>
      respondWithPage(c, visit, decisionForm({ ...asked, form, ...(refusal && { refusal }) }))
    const leadToReceipt = () =>
      c.redirect(href({ language: visit.language, query: {} }, decision.receipt(sent.key), { act: decision.act }), 303)
    if (await commitOfCommand(application, decision.stream, sent.key)) return leadToReceipt()
    if (!isHolder) return respondWithPage(c, visit, signedOutPage({ ...asked, form, as: sent.as }))
    if (sent.step === "form") return formAgain()
    const fields = [...asked.fields, ...asked.circumstances]
    const { command, faults } = commandOfForm(fields, form, decision.plan.zone)
    if (faults.length > 0) return formAgain(refusedByFaults(visit.language, faults))
    try {
      const request = { ...(await requestOf(decision, command, sent)), correlation: c.get("correlation") }
      if (sent.step !== "record") return respondWithPage(c, visit, await checkPage({ ...asked, form }, request))
      await execute(application, { ...request, signal: abandonment(c) })
      return leadToReceipt()
    } catch (error) {
      const why = await withContext(application, decision.stream, error, visit.language)
      const told = tell(c, why, visit.language, (cause) => options.log(cause, c.get("correlation")))
      const refusal = await refusedBy({ ...asked, form }, told)
      if (!refusal) throw error
      return formAgain(refusal)
    }
  }

  app.post("/items/:id/record/:act", async (c) => {
    const { id, act } = c.req.param()
    const { decisionOnItem } = await parts()
    return answer(c, (visit) => decisionOnItem(visit, id, act))
  })
  app.post("/plans/:plan/record/:act", async (c) => {
    const { plan, act } = c.req.param()
    const { decisionOnPlan } = await parts()
    return answer(c, (visit, key) => decisionOnPlan(visit, plan, act, key))
  })
  return app
}

/** What a form says of itself, beside what is typed in it. */
interface SentForm {
  key: string
  as: string | undefined
  version: number
  step: string
}

/** How the names begin under which a form says something of itself: no field of a command does. */
const OWN = "form."
const KEY = /^[\w-]{16,64}$/

/** @throws ProblemError `invalid` where the form has no key of ours. */
async function sentForm(c: PageRequest) {
  const { texts, files } = await formParts(c)
  const said = (name: string) => texts[`${OWN}${name}`]?.[0]
  const key = said("key") ?? ""
  if (!KEY.test(key)) throw invalid("form.key", "is the key that the form came with")
  const sent: SentForm = { key, as: said("as"), version: Number(said("version")), step: said("step") ?? "check" }
  const given = Object.fromEntries(Object.entries(texts).filter(([name]) => name !== "token" && !name.startsWith(OWN)))
  return { sent, given, files }
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
    ...(decides && Number.isSafeInteger(version) && { ifMatch: version }),
  }
}
