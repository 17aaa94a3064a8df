import { type Application, workflowOf } from "@demarche/application/application"
import { CarriedChange, changesPlan } from "@demarche/workflows/ownItems"
import * as z from "zod"
import type { FormFault } from "./formCommand.ts"
import { type FormField, type FormValues, fieldsOfForm, filledRows } from "./formFields.ts"

/** The act whose form asks for changes, each of them a command of its own. */
export const AMENDMENT = "proposeAmendment"

const { of: asked, name: named } = CarriedChange.shape

/** What an amendment may carry: each command, and the workflow that it is asked of. */
const carried = asked.options.flatMap((of) =>
  named.options.filter((name) => changesPlan(of, name)).map((name) => ({ value: `${of}.${name}`, of, name })),
)

/** The most changes that its form asks for. */
const MOST = 50

/** The name of the field in which a change is chosen, and the names of those that say which item and what, for links to the form. */
export function changeFilledIn(change: string, item?: string, fields: Record<string, string> = {}) {
  return {
    "changes.0.change": change,
    ...(item !== undefined && { "changes.0.item": item }),
    ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`changes.0.fields.${field}`, value])),
  }
}

/** The fields of an amendment: of each change which it is, then what its own command asks; and room for another one. */
export function fieldsOfAmendment(application: Application, form: FormValues): FormField[] {
  const rows = Math.min(filledRows("changes", form) + 1, MOST)
  return Array.from({ length: rows }, (_, row) => fieldsOfChange(application, row, form)).flat()
}

function fieldsOfChange(application: Application, row: number, form: FormValues): FormField[] {
  const at = `changes.${row}`
  const options = carried.map(({ value }) => value)
  const which: FormField = { path: `${at}.change`, required: row === 0, many: false, input: { is: "options", options } }
  const chosen = carried.find(({ value }) => value === form[which.path]?.[0])
  if (!chosen) return [{ ...which, change: row + 1 }]
  const { of, name } = chosen
  const schema = workflowOf(application, of).commands.get(name) ?? z.never()
  const own = fieldsOfForm({ name, schema }, within(form, `${at}.fields.`)).map((field) => ({
    ...field,
    path: `${at}.fields.${field.path}`,
    called: { act: name === "amend" ? AMENDMENT : name, path: field.path },
  }))
  return [which, ...itemOf(at, chosen), ...own].map((field) => ({ ...field, change: row + 1 }))
}

/** Which item it changes: one of those there are, or the code of one that is new; of the plan itself, none. */
function itemOf(at: string, { of, name }: (typeof carried)[number]): FormField[] {
  const item = { path: `${at}.item`, required: true, many: false }
  if (of === "plan") return []
  if (name === "plan" || name === "promise")
    return [{ ...item, input: { is: "line", most: 64 }, called: { act: name, path: "code" } }]
  return [{ ...item, input: { is: "choice", meaning: { is: "reference", to: [of] } } }]
}

function within(form: FormValues, place: string): FormValues {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, values]) =>
      name.startsWith(place) ? [[name.slice(place.length), values]] : [],
    ),
  )
}

/** What a form holds without the changes of which none is chosen any more; those after them move up. */
export function withoutGaps(form: FormValues): FormValues {
  const rows = Array.from({ length: filledRows("changes", form) }, (_, row) => row)
  const kept = rows.filter((row) => (form[`changes.${row}.change`]?.[0] ?? "") !== "")
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, values]) => {
      const [, row, rest] = name.match(/^changes\.(\d+)(\..*)$/) ?? []
      if (row === undefined) return [[name, values]]
      const place = kept.indexOf(Number(row))
      return place < 0 ? [] : [[`changes.${place}${rest}`, values]]
    }),
  )
}

const FilledChanges = z.looseObject({
  changes: z
    .array(
      z.object({
        change: z.string(),
        item: z.unknown().optional(),
        fields: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
})

/** The command of an amendment from what its form was read as; a change that changes nothing is a fault of its own. */
export function amendmentOf(read: Readonly<Record<string, unknown>>): {
  command: Readonly<Record<string, unknown>>
  faults: FormFault[]
} {
  const { changes, ...others } = FilledChanges.parse(read)
  const faults = changes.flatMap(({ fields }, row): FormFault[] =>
    Object.keys(fields).length > 0 ? [] : [{ path: `changes.${row}.change`, reason: "nothing" }],
  )
  const told = changes.map(({ change, item, fields }) => {
    const { of, name } = carried.find(({ value }) => value === change) ?? {}
    return { of, ...(item !== undefined && { item }), name, fields }
  })
  return { command: { ...others, ...(told.length > 0 && { changes: told }) }, faults }
}
