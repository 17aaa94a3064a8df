import { markOf } from "@demarche/application/importChoice"
import { askForImport, previewImport } from "@demarche/http/planRoutes"
import { readPlan } from "@demarche/http/readPlan"
import { translate } from "@demarche/i18n"
import { type FormSite, sentForm } from "../decide/sentForm.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { isRefusal } from "../start/refusal.tsx"
import { actingAs, href } from "../visit.ts"
import { problemOf } from "./deskResponse.ts"
import { importAddress } from "./importAddress.ts"
import { importCheckPage } from "./importCheckPage.tsx"
import { importPageWith, planToImport, type TypedPlanFile } from "./importPage.tsx"
import { ticksIn, type UnfitTicks } from "./importTicks.ts"

/**
 * Responds to a plan file that was sent: says what it would change, or has what is ticked of that taken over; the form again where
 * the file was refused, and its differences where what is ticked was.
 */
export async function respondToImport(c: PageRequest, site: FormSite, id: string): Promise<Response> {
  const { application } = site
  const { key, as, step, form, files } = await sentForm(c)
  const visit = actingAs(site.visitIn(c), as)
  const { language } = visit
  const plan = await planToImport(visit, id)
  const text = (await files.file?.text()) ?? form.text?.at(-1) ?? ""
  const ticks = ticksIn(form)
  const typed = { key, as, text, ticks }
  const again = (more: Partial<TypedPlanFile> = {}) =>
    respondWithPage(c, visit, importPageWith(visit, plan, { ...typed, ...more }))
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
    const check = (told: Previewed, unfit?: UnfitTicks) =>
      respondWithPage(c, visit, importCheckPage(visit, plan, { ...typed, told, unfit }))
    const preview = (chosen?: readonly string[]) =>
      previewImport(application, claim, { ...sent, ...(chosen && { chosen }) }, language)
    if (step !== "record") return await check(await preview())
    if (ticks.taken.length === 0) return await check(await preview(), "none")
    try {
      const stream = await askForImport(application, claim, { ...sent, chosen: ticks.taken }, key)
      const asked = stream.slice(stream.indexOf(":") + 1)
      return c.redirect(href({ language, query: {} }, importAddress(id), { import: asked }), 303)
    } catch (error) {
      const told = await preview(ticks.taken)
      const unfit = unfitIn(told, ticks.taken)
      if (!unfit) throw error
      return await check(told, unfit)
    }
  } catch (error) {
    const problem = await problemOf(c, site, visit, `plan:${id}`, error)
    if (!isRefusal(problem)) throw error
    return again({ problem })
  }
}

type Previewed = Awaited<ReturnType<typeof previewImport>>

/** Why what is ticked cannot be taken over as it is; undefined where it can. */
function unfitIn({ differences }: Previewed, chosen: readonly string[]): UnfitTicks | undefined {
  if (differences.some(({ needs }) => needs !== undefined)) return "needs"
  const marks = differences.map(markOf)
  return chosen.every((mark) => marks.includes(mark)) ? undefined : "changed"
}
