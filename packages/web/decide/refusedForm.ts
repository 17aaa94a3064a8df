import { historyPage } from "@demarche/http/historyEntry"
import { type ProblemError, statuses, type tell } from "@demarche/http/problem"
import { type Language, translate } from "@demarche/i18n"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { entrySentence, withPeopleIn } from "../item/entrySentence.ts"
import { partsOf } from "../problemParts.ts"
import type { Visit } from "../visit.ts"
import type { IntendedAct } from "./decision.ts"
import type { FormFault } from "./formCommand.ts"
import type { FormField, FormValues } from "./formFields.ts"

/** Why a form was not recorded: what is wrong with the whole, and with each field by its path. Nothing is written. */
export interface RefusedForm {
  status: ContentfulStatusCode
  sentences: readonly string[]
  at: ReadonlyMap<string, readonly string[]>
  faults: readonly FormFault[]
  /** What has been recorded since the form was made, as sentences. */
  changes: readonly string[]
}

/** Problems with which the form is shown again; with the others it cannot help. */
const ofForms = ["invalid", "rejected", "stale", "conflict", "key-reused", "too-large", "media-type", "unavailable"]

/** Days, times and numbers that cannot be read. */
export function refusedByFaults(language: Language, faults: readonly FormFault[]): RefusedForm {
  const at = Map.groupBy(faults, ({ path }) => path)
  const said = [...at].map(
    ([path, ofField]) => [path, ofField.map(({ reason }) => translate(language, `decide.faults.${reason}`))] as const,
  )
  return { status: 422, sentences: [], at: new Map(said), faults, changes: [] }
}

/** That whoever sent it is signed in no more, or not in the office for which it was made. */
export function refusedSignedOut({ language }: Visit): RefusedForm {
  const sentences = [translate(language, "decide.signedOut.text")]
  return { status: 401, sentences, at: new Map(), faults: [], changes: [] }
}

/** What was sent: the fields that were asked for, and what they held. */
interface SentFields {
  fields: readonly FormField[]
  form: FormValues
}

/** Why what was typed was refused, each reason at its field; undefined where no form can help. */
export function refusedAt(language: Language, problem: ProblemError, { fields, form }: SentFields) {
  const { code } = problem
  if (!ofForms.includes(code)) return undefined
  const isEmpty = (path: string) =>
    [path, `${path}.day`].every((name) => (form[name] ?? []).every((each) => each.trim() === ""))
  const { failing, errors } = partsOf(problem)
  const said = [
    ...failing.map(({ sentence, fields }) => ({ sentence, paths: fields })),
    ...errors.map(({ path, message }) => ({
      sentence: path !== "" && isEmpty(path) ? translate(language, "decide.faults.missing") : message,
      paths: [path],
    })),
  ]
  const placed = said.map(({ sentence, paths }) => ({ sentence, at: paths.flatMap((path) => fieldAt(fields, path)) }))
  const at = Map.groupBy(
    placed.flatMap(({ sentence, at }) => at.map((path) => ({ path, sentence }))),
    ({ path }) => path,
  )
  const nowhere = placed.filter((each) => each.at.length === 0).map(({ sentence }) => sentence)
  const whole = said.length === 0 ? [translate(language, `problems.${code}.detail`)] : []
  const refused: RefusedForm = {
    status: statuses[code],
    sentences: [...whole, ...nowhere],
    at: new Map([...at].map(([path, found]) => [path, found.map(({ sentence }) => sentence)])),
    ...{ faults: [], changes: [] },
  }
  return refused
}

/** The same of the form of a decision, with what has been recorded since it was made. */
export async function refusedBy(
  {
    decision,
    fields,
    circumstances,
    form,
  }: SentFields & { decision: IntendedAct; circumstances: readonly FormField[] },
  { problem }: ReturnType<typeof tell>,
): Promise<RefusedForm | undefined> {
  const refused = refusedAt(decision.visit.language, problem, { fields: [...fields, ...circumstances], form })
  const { seen } = partsOf(problem)
  return refused && { ...refused, changes: seen === undefined ? [] : await changesSince(decision, seen) }
}

/** The field that a place in a command is asked for by: itself, what it is part of, or the first of its parts. */
function fieldAt(fields: readonly FormField[], path: string): string[] {
  const found =
    fields.find((field) => field.path === path) ??
    fields.find((field) => path.startsWith(`${field.path}.`)) ??
    fields.find((field) => path !== "" && field.path.startsWith(`${path}.`))
  return found ? [found.path] : []
}

/** What its record says after the version at which the form was made, to its reader. */
async function changesSince(decision: IntendedAct, seen: number): Promise<string[]> {
  const { visit, plan, names, stream } = decision
  const { items } = await historyPage(visit.application, stream, { next: String(seen) }, undefined, plan.reader.sees)
  const reading = await withPeopleIn({ visit, plan, names }, items)
  return items.map((entry) => entrySentence(reading, entry))
}
