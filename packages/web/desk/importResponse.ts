import { askForImport, previewImport } from "@demarche/http/planRoutes"
import { readPlan } from "@demarche/http/readPlan"
import { translate } from "@demarche/i18n"
import { type FormSite, sentForm } from "../decide/sentForm.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { isRefusal } from "../start/refusal.tsx"
import { actingAs, href } from "../visit.ts"
import { problemOf } from "./deskResponse.ts"
import { importAddress } from "./importAddress.ts"
import { importCheckPage, importPageWith, planToImport, type TypedPlanFile } from "./importPage.tsx"

/** Responds to a plan file that was sent: says what it would change, or has it imported; the form again where it was refused. */
export async function respondToImport(c: PageRequest, site: FormSite, id: string): Promise<Response> {
  const { application } = site
  const { key, as, step, form, files } = await sentForm(c)
  const visit = actingAs(site.visitIn(c), as)
  const { language } = visit
  const plan = await planToImport(visit, id)
  const text = (await files.file?.text()) ?? form.text?.at(-1) ?? ""
  const again = (more: Partial<TypedPlanFile> = {}) =>
    respondWithPage(c, visit, importPageWith(visit, plan, { key, as, text, ...more }))
  if (!plan.reader.by) return again({ why: translate(language, "decide.signedOut.text") })
  if (step === "form") return again()
  if (text.trim() === "") return again({ why: translate(language, "desk.import.none") })
  const format = text.trimStart().startsWith("{") ? "json" : "yaml"
  try {
    const { plan: file, warnings } = await readPlan(text, format)
    if (file.work_plan.id !== id)
      return await again({ why: translate(language, "desk.import.other", { plan: file.work_plan.id }) })
    const sent = { text, format, file, warnings, correlation: c.get("correlation"), demo: false } as const
    const claim = await visit.visitor.claimIn(id)
    if (step !== "record") {
      const told = await previewImport(application, claim, sent, language)
      return await respondWithPage(c, visit, importCheckPage(visit, plan, { key, as, text }, told))
    }
    const stream = await askForImport(application, claim, sent, key)
    const asked = stream.slice(stream.indexOf(":") + 1)
    return c.redirect(href({ language, query: {} }, importAddress(id), { import: asked }), 303)
  } catch (error) {
    const problem = await problemOf(c, site, visit, `plan:${id}`, error)
    if (!isRefusal(problem)) throw error
    return again({ problem })
  }
}
