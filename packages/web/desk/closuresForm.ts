import { ProblemError } from "@demarche/http/problem"
import { TransitionBody } from "@demarche/http/transition"
import { translate } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { Day } from "@demarche/workflows/terms"
import { dayOf } from "@demarche/workplan"
import { actingIn } from "../decide/askedForm.ts"
import type { IntendedAct } from "../decide/decision.ts"
import type { DecisionForm } from "../decide/decisionForm.tsx"
import { type FieldChoices, type FormField, type FormValues, fieldsOfForm } from "../decide/formFields.ts"
import { type RefusedForm, refusedByFaults } from "../decide/refusedForm.ts"
import { namesFor } from "../item/itemNames.ts"
import { isDeskOf, planPath } from "../page.ts"
import { planOf, type Visit } from "../visit.ts"
import { closedText, daysOfSpan, spansOfDays } from "./closedDays.ts"

/** The days that are closed already, those that are added, and why. */
const fields: readonly FormField[] = [
  { path: "closures", required: false, many: true, input: { is: "options", options: [] } },
  { path: "added.from", required: false, many: false, input: { is: "day" } },
  { path: "added.to", required: false, many: false, input: { is: "day" } },
]

/**
 * The days on which the secretariat is closed, about to be changed by amending the plan.
 * @throws ProblemError `forbidden` for a reader whose office may not; as `planOf`.
 */
export async function closuresAct(visit: Visit, id: string): Promise<IntendedAct> {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (by && !(isDeskOf(plan) && may("plan", "amend", by.office))) throw new ProblemError("forbidden")
  const back = planPath(id, "desk")
  return {
    ...{ visit, plan, names: await namesFor(visit, plan), kind: "plan", id, act: "amend" },
    ...{ reading: undefined, context: {} },
    ...{
      title: { text: plan.title, language: plan.titleLang },
      refused: [],
      allowed: [],
      version: plan.version,
      stream: `plan:${id}`,
      code: id,
      back,
    },
    path: `${back}/closures`,
    receipt: (key) => `${planPath(id)}/receipts/${key}`,
  }
}

/** The form of a change of those days, with those values in it; as it is opened, all that are to come stay. */
export function closuresForm(decision: IntendedAct, key: string, given?: FormValues): DecisionForm {
  const { visit, plan } = decision
  const options = aheadIn(decision).map((span) => ({
    value: `${span.from}/${span.to}`,
    label: closedText(visit.language, span),
  }))
  const choices = new Map<string, FieldChoices>(options.length > 0 ? [["closures", { options, open: false }]] : [])
  const form = given ?? { closures: options.map(({ value }) => value) }
  const circumstances = fieldsOfForm({ name: "", schema: TransitionBody }, {}).filter(({ path }) => path === "reason")
  return {
    ...{ decision, choices, form, key, as: actingIn(plan) },
    fields: fields.filter(({ path }) => path !== "closures" || options.length > 0),
    circumstances: circumstances.map((field) => ({ ...field, required: true })),
  }
}

function aheadIn({ visit, plan }: IntendedAct) {
  const today = dayOf(visit.now, plan.zone)
  return spansOfDays(plan.context.closures).filter(({ to }) => to >= today)
}

/** What a form of those days comes to: all that are closed once it is recorded, or what is wrong with it. */
type ClosuresRead = { closures: string[] } | { wrong: RefusedForm }

/** Reads the form: what is ticked stays, what is said is added, what has passed is left alone. */
export function readClosures(decision: IntendedAct, form: FormValues): ClosuresRead {
  const { visit, plan } = decision
  const said = (name: string) => form[name]?.[0]?.trim() ?? ""
  const [from, to] = [said("added.from"), said("added.to") || said("added.from")]
  for (const path of ["added.from", "added.to"])
    if (said(path) !== "" && !Day.safeParse(said(path)).success)
      return { wrong: refusedByFaults(visit.language, [{ path, reason: "day" }]) }
  if (to < from || (from === "" && to !== "")) return { wrong: wrongAt(visit, "added.to", "desk.closures.order") }
  const ahead = aheadIn(decision)
  const open = new Set(ahead.flatMap(daysOfSpan))
  const kept = ahead.filter((span) => form.closures?.includes(`${span.from}/${span.to}`))
  const over = plan.context.closures.filter((day) => !open.has(day))
  const added = from === "" ? [] : daysOfSpan({ from, to })
  const closures = [...new Set([...over, ...kept.flatMap(daysOfSpan), ...added])].toSorted()
  if (closures.join() === [...new Set(plan.context.closures)].toSorted().join())
    return { wrong: wrongAt(visit, "added.from", "desk.closures.same") }
  return { closures }
}

function wrongAt({ language }: Visit, path: string, key: "desk.closures.order" | "desk.closures.same"): RefusedForm {
  return { status: 422, sentences: [], at: new Map([[path, [translate(language, key)]]]), faults: [], changes: [] }
}
