import { mandateName } from "@demarche/http/sessionAuth"
import { TransitionBody } from "@demarche/http/transition"
import { coordination } from "@demarche/workflows/commandList"
import type { PlanVisit } from "../visit.ts"
import { AMENDMENT, fieldsOfAmendment } from "./amendment.ts"
import { choicesIn } from "./choices.ts"
import { type IntendedAct, schemaOf } from "./decision.ts"
import type { DecisionForm } from "./decisionForm.tsx"
import { type FieldChoices, type FormField, type FormValues, fieldsOfForm } from "./formFields.ts"

/** The fields that are asked for of a decision, as far as those values say which. */
export function fieldsAsked(decision: IntendedAct, given: FormValues): Pick<DecisionForm, "fields" | "circumstances"> {
  const all =
    decision.act === AMENDMENT
      ? fieldsOfAmendment(decision.visit.application, given)
      : fieldsOfForm(schemaOf(decision), given)
  const fields = all
    .filter((field) => isAsked(decision, field, given))
    .map((field) => (neededOfCheck.includes(field.path) ? { ...field, required: true } : field))
  const circumstances = circumstancesFor(decision).map((field) =>
    decision.act === AMENDMENT && field.path === "reason" ? { ...field, required: true } : field,
  )
  return { fields, circumstances }
}

/** The form of a decision with those values in it and what can be chosen in each field; one that leaves one choice has made it. */
export async function askedForm(decision: IntendedAct, key: string, given: FormValues): Promise<DecisionForm> {
  const { fields, circumstances } = fieldsAsked(decision, given)
  const choices = await choicesIn(decision, [...fields, ...circumstances], given)
  const form = { ...usual(fields, choices), writtenIn: [decision.visit.language], ...given }
  return { decision, fields, circumstances, choices, form, key, as: actingIn(decision.plan) }
}

/** The mandate by which its reader acts there, as a form names it; undefined for a program's key. */
export function actingIn({ mandates, reader: { by } }: PlanVisit): string | undefined {
  const held = mandates.find(
    ({ person, mandate }) => person === by?.person && mandate.office === by.office && mandate.party === by.party,
  )
  return held && mandateName(held)
}

/** What is asked of a check, by what it is. */
const ofCheck: Readonly<Record<string, readonly string[]>> = {
  marker: ["check.option"],
  reference: ["check.actions", "check.plan"],
  advice: ["text", "check.waived"],
  signOff: [],
  coverage: ["check.points"],
  partner: ["check.partner", "text"],
}

/** What a check of a kind that has it is nothing without. */
const neededOfCheck = ["check.option", "check.partner"]

/** Of a check what its kind asks for, that a silence is void where one runs, and of everything else all. */
function isAsked({ act, reading }: IntendedAct, { path }: FormField, form: FormValues): boolean {
  if (path === "confirmVoid") return reading !== undefined && "silence" in reading && reading.silence !== null
  if (act !== "recordCheck" || path === "check.of") return true
  const [of] = form["check.of"] ?? []
  const checks = reading && "checks" in reading ? reading.checks : []
  const { is } = checks.find(({ id }) => id === of) ?? { is: of === undefined || of === "" ? "" : "partner" }
  return ofCheck[is]?.includes(path) ?? false
}

/** Why, in which language, when and on what it is recorded; by those who record what others said, for whom, when it came, and by what. */
function circumstancesFor({ plan: { reader } }: IntendedAct): FormField[] {
  const all = fieldsOfForm({ name: "", schema: TransitionBody }, {})
  const first = ["reason", "writtenIn", "occurredAt", "mandate"]
  const forOthers = ["onBehalfOf", "receivedAt", "communication.is", "communication.number", "communication.date"]
  const asked = reader.by && coordination.includes(reader.by.office) ? [...first, ...forOthers] : first
  return asked.flatMap((path) => all.find((field) => field.path === path) ?? [])
}

/** What it is where nothing is said, the only round, the newest draft: what can be one thing alone, or is so most of the time. */
function usual(fields: readonly FormField[], choices: ReadonlyMap<string, FieldChoices>): FormValues {
  const chosen = fields.flatMap(({ path, input, required, many, unsaid }) => {
    const { options = [], open = false } = choices.get(path) ?? {}
    const [first] = options
    if (unsaid !== undefined) return [[path, [unsaid]] as const]
    const only = required && !many && !open && (options.length === 1 || input.is === "counted")
    return only && first ? [[path, [first.value]] as const] : []
  })
  return Object.fromEntries(chosen)
}
