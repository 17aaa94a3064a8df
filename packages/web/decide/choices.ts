import { itemsOfPlan } from "@demarche/http/relatedItems"
import {
  calledIn,
  isolated,
  type Language,
  languageText,
  officeText,
  type TitledEntry,
  titleText,
  translateDynamic,
} from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import type { ReferenceKind } from "@demarche/workflows/meanings"
import { ownItemOf } from "@demarche/workflows/ownItems"
import { Office } from "@demarche/workflows/terms"
import { mailClasses } from "@demarche/workplan"
import { peopleNames } from "../names.ts"
import type { PlanVisit } from "../visit.ts"
import { counted, milestones, partsNamed, periods, points } from "./choicesOfItem.ts"
import type { IntendedAct } from "./decision.ts"
import type { FieldChoice, FieldChoices, FormField, FormValues } from "./formFields.ts"

/** What can be chosen in each field of a form, by its path; none where it is typed. */
export async function choicesIn(decision: IntendedAct, fields: readonly FormField[], form: FormValues) {
  const found = await Promise.all(
    fields.map(async (field) => [field.path, await choicesOf(decision, field, form)] as const),
  )
  return new Map(found.flatMap(([path, choices]) => (choices ? [[path, choices] as const] : [])))
}

async function choicesOf(decision: IntendedAct, field: FormField, form: FormValues): Promise<FieldChoices | undefined> {
  const { input, path } = field
  const name = path.split(".").at(-1) ?? ""
  if (path === "writtenIn") return closed(writtenLanguages(decision.visit.language, decision.plan))
  if (path === "check.points") return closed(points(decision.reading))
  if (input.is === "counted") return closed(counted(decision, name))
  if (input.is === "options")
    return closed(input.options.map((value) => ({ value, label: optionText(decision, field, value) })))
  if (input.is !== "choice") return undefined
  const { meaning } = input
  switch (meaning.is) {
    case "reference": {
      if (field.change !== undefined && name === "item") return closed(await changeable(decision, meaning.to))
      const named = await Promise.all(meaning.to.map((kind) => referred(decision, kind)))
      return meaning.to.includes("text") ? undefined : closed(named.flat())
    }
    case "part":
      if (meaning.rule === "PERSON_UNKNOWN") return closed(await people(decision))
      if (meaning.rule === "MANDATE_UNKNOWN") return closed(await mandatePlaces(decision, name))
      return partsNamed(decision, meaning, name, form)
    case "earlier":
      return closed((await items(decision)).map(({ code, label }) => ({ value: code, label })))
    case "successor":
      return closed((await rowsOf(decision, "activity")).map(({ id, label }) => ({ value: id, label })))
    case "target":
      return { options: [...(await itemIds(decision)), ...meetings(decision), ...parties(decision)], open: true }
    case "evidence":
      return { options: await itemIds(decision), open: true }
    case "authority":
      return { options: meetings(decision).map(({ label }) => ({ value: label, label })), open: true }
    case "period":
      return { options: periods(decision), open: true }
    default:
      return undefined
  }
}

/** The languages in which people write: those of pages and those of the body's documents. */
export function writtenLanguages(language: Language, { procedure }: PlanVisit): FieldChoice[] {
  const all = new Set<string>([...languages, ...procedure.languages.documents])
  return [...all].map((value) => ({ value, label: languageText(language, value) }))
}

const closed = (options: readonly FieldChoice[]): FieldChoices => ({ options, open: false })

/** The word for a value of a list that is fixed. */
function optionText(
  { visit: { language }, plan }: IntendedAct,
  { path, called }: Pick<FormField, "path" | "called">,
  value: string,
): string {
  const name = path.split(".").at(-1)
  if (name === "change") return translateDynamic(language, `decide.changes.${value}`)
  if (/^rules\.\d+\.kind$/.test(called?.path ?? path)) return translateDynamic(language, `decide.dates.${value}`)
  if (name === "office") return officeText(language, value, plan.procedure.offices)
  if (name === "language") return languageText(language, value)
  if (name === "kind") return translateDynamic(language, `kinds.${value}`)
  return translateDynamic(language, `decide.options.${value}`)
}

/** What a reference of that kind can name. */
async function referred(decision: IntendedAct, kind: ReferenceKind): Promise<FieldChoice[]> {
  const { visit, plan, reading } = decision
  const { language } = visit
  switch (kind) {
    case "actor":
      return parties(decision)
    case "voice":
      return [
        ...parties(decision),
        ...offices(decision).map(({ value, label }) => ({ value: `office:${value}`, label })),
        ...(await people(decision)).map(({ value, label }) => ({ value: `person:${value}`, label })),
      ]
    case "meeting":
      return meetings(decision)
    case "track":
      return called(decision, plan.fields.tracks)
    case "theme":
      return called(decision, plan.fields.themes ?? [])
    case "objective":
      return called(decision, plan.fields.objectives)
    case "deliverable":
    case "output":
      return (await rowsOf(decision, "output")).map(({ code, label }) => ({ value: code, label }))
    case "path":
      return plan.procedure.paths.map(({ id, title }) => ({
        value: id,
        label: titleText(language, title ?? null) ?? id,
      }))
    case "meeting kind":
      return plan.procedure.meetings.map(({ id, title }) => ({ value: id, label: titleText(language, title) ?? id }))
    case "language":
      return plan.procedure.languages.documents.map((value) => ({ value, label: languageText(language, value) }))
    case "office":
      return offices(decision)
    case "mail class":
      return mailClasses.map((value) => ({ value, label: translateDynamic(language, `answer.classes.${value}`) }))
    case "person":
      return people(decision)
    case "milestone":
      return milestones(reading)
    case "activity":
      return (await rowsOf(decision, "activity")).map(({ code, label }) => ({ value: code, label }))
    default:
      return []
  }
}

/** Entries of the plan by their ids, each as it is called in the reader's language. */
function called(
  { visit: { language } }: IntendedAct,
  entries: readonly (TitledEntry & { id: string })[],
): FieldChoice[] {
  return entries.map((each) => ({ value: each.id, label: calledIn(language, each) }))
}

function parties(decision: IntendedAct): FieldChoice[] {
  return called(decision, decision.plan.fields.parties)
}

function offices(decision: IntendedAct): FieldChoice[] {
  return Office.exclude(["clock", "system"]).options.map((value) => ({
    value,
    label: optionText(decision, { path: "office" }, value),
  }))
}

function meetings(decision: IntendedAct): FieldChoice[] {
  return called(decision, decision.plan.context.meetings)
}

/** The parties, tracks or activities that a mandate can be for. */
async function mandatePlaces(decision: IntendedAct, name: string): Promise<FieldChoice[]> {
  return referred(decision, name === "track" || name === "activity" ? name : "actor")
}

async function people({ visit, plan }: IntendedAct): Promise<FieldChoice[]> {
  if (plan.reader.clearance === "public") return []
  const names = await peopleNames(visit.application, plan, () => true)
  return [...names].map(([value, label]) => ({ value, label }))
}

/** The activities or the outputs of the plan, by code and title. */
async function rowsOf({ visit, plan }: IntendedAct, kind: "activity" | "output") {
  const items = await itemsOfPlan(visit.application, plan.id, kind)
  return items.map((item) => ({
    id: item.id,
    code: item.code,
    label: `${item.code} ${isolated(calledIn(visit.language, item))}`,
  }))
}

/** What of the plan an amendment may change: not the items on which it is itself agreed. */
async function changeable(decision: IntendedAct, kinds: readonly ReferenceKind[]): Promise<FieldChoice[]> {
  const named = await Promise.all(kinds.map((kind) => referred(decision, kind)))
  return named.flat().filter(({ value }) => ownItemOf(value) === undefined)
}

async function items(decision: IntendedAct) {
  return [...(await rowsOf(decision, "activity")), ...(await rowsOf(decision, "output"))]
}

async function itemIds(decision: IntendedAct): Promise<FieldChoice[]> {
  return (await items(decision)).map(({ id, label }) => ({ value: id, label }))
}
