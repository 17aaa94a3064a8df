import { Nth, Until } from "@demarche/workflows/activity/fields"
import { type Meaning, meanings } from "@demarche/workflows/meanings"
import { Day, Instant, Month } from "@demarche/workflows/terms"
import * as z from "zod"

/** How one value of a command is asked for. */
type FieldInput =
  | { is: "line" | "prose"; most: number | undefined }
  | { is: "day" | "month" | "deadline" | "instant" | "number" }
  /** SaidInForm, or left unsaid. */
  | { is: "tick" }
  /** Yes or no, of which one must be said. */
  | { is: "decision" }
  | { is: "options"; options: readonly string[] }
  /** One of those that its meaning lets it name. */
  | { is: "choice"; meaning: Meaning }
  /** One of several of the item that are counted from one: a round, a draft. */
  | { is: "counted" }

/** A field of the form of a command. */
export interface FormField {
  /** Where its value stands in the command: "text", "check.option", "rules.0.kind". */
  path: string
  required: boolean
  /** Several values, each asked for in that way. */
  many: boolean
  input: FieldInput
  /** Of a list that is fixed, the value that it has where none is given. */
  unsaid?: string
  /** The command by which it is called, and where it stands there; of most fields, the form's own and its path. */
  called?: { act: string; path: string }
  /** Of an amendment, the change that it belongs to, from 1. */
  change?: number
}

/** What a form holds: every value of each of its inputs, by name. */
export type FormValues = Readonly<Record<string, readonly string[]>>

/** How the names begin under which a form says something of itself: no field of a command does. */
const OWN = "form."

/** The name under which a form says that of itself. */
export const ownName = (of: "key" | "as" | "version" | "step"): string => `${OWN}${of}`

export const isOwnName = (name: string): boolean => name.startsWith(OWN)

/** The id of the first input of a field, to which an error leads; what follows it after one hyphen is no other field's. */
export function inputId(path: string): string {
  return `f-${path.replaceAll("-", "--")}`
}

/** One of the values that a field can have, and what it is called. */
export interface FieldChoice {
  value: string
  label: string
}

/** What can be chosen in a field; `open`, or said in words. */
export interface FieldChoices {
  options: readonly FieldChoice[]
  open: boolean
}

/** What the plan file alone says of an item, and no form asks for. */
const ofPlanFile = [
  ...["annotations", "background", "bodies", "bodyWording", "closures", "coordinators", "covers", "deadlineEvents"],
  ...["deliverables", "document", "lineWording", "links", "meetings", "milestones", "objectiveWording", "objectives"],
  ...["outputsInferred", "outsideBaseline", "parties", "partyWording", "pathInferred", "procedure", "reminders"],
  ...["source", "sources", "themeWording", "timeline", "trackWording", "tracks", "warnings", "weekend", "wording"],
]

/** What the plan file alone says of what an output promises. */
const ofDeliverable = [
  ...[
    "alternatives",
    "annotations",
    "assessed",
    "countNote",
    "evidenceSought",
    "indicators",
    "measurable",
    "mustCover",
  ],
  ...["note", "partners", "quote", "rules", "text"],
]

/** Of commands that change what the plan file says, what is not asked for. */
const partly: Readonly<Record<string, readonly string[]>> = {
  amend: [...ofPlanFile, "rules", "themes.id", "themes.title", "language", "startsOn", "endsAtEvent"],
  plan: [...ofPlanFile, "own", "outsideBaseline"],
  promise: [
    ...ofPlanFile.filter((each) => each !== "deliverables"),
    ...ofDeliverable.map((each) => `deliverables.${each}`),
  ],
  object: ["about"],
  addPerson: ["annotations"],
}

/** The schema of a command, as a form is made from it. */
export interface FormSchema {
  name: string
  schema: z.core.$ZodType
}

/** The fields of a command, in the order of its schema; those that depend on a value, once the form holds it. */
export function fieldsOfForm({ name, schema }: FormSchema, form: FormValues): FormField[] {
  const left = ["type", ...(partly[name] ?? [])]
  return fieldsIn(schema, "", true, form).filter(({ path }) => !left.some((each) => isWithin(path, each)))
}

/** Whether a field is that one, or a part of it, in whichever row. */
function isWithin(path: string, field: string): boolean {
  return `${path.replace(/\.\d+(?=\.|$)/g, "")}.`.startsWith(`${field}.`)
}

function fieldsIn(schema: z.core.$ZodType, path: string, required: boolean, form: FormValues): FormField[] {
  const input = inputOf(schema, required)
  if (input) return [{ path, required, many: false, input }]
  if (schema instanceof z.ZodArray) return severalIn(schema.element, path, required, form)
  if (schema instanceof z.ZodDiscriminatedUnion) return variantIn(schema, path, form)
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) =>
      fieldsIn(field, path ? `${path}.${key}` : key, required, form),
    )
  if (schema instanceof z.ZodPipe) return fieldsIn(schema.in, path, required, form)
  const { def } = schema._zod
  if (schema instanceof z.ZodDefault && schema.def.innerType instanceof z.ZodType)
    return fieldsIn(schema.def.innerType, path, false, form).map((field) => withUnsaid(field, schema.def.defaultValue))
  return "innerType" in def && def.innerType instanceof z.ZodType ? fieldsIn(def.innerType, path, false, form) : []
}

function withUnsaid(field: FormField, value: unknown): FormField {
  return field.input.is === "options" && typeof value === "string" ? { ...field, unsaid: value } : field
}

/** One row more than is filled in, where several parts are asked for; else one field with several values. */
function severalIn(element: z.core.$ZodType, path: string, required: boolean, form: FormValues): FormField[] {
  const [field, ...others] = fieldsIn(element, path, required, form)
  if (field && others.length === 0 && field.path === path) return [{ ...field, many: true }]
  const rows = Array.from({ length: filledRows(path, form) + 1 }, (_, row) => `${path}.${row}`)
  return rows.flatMap((row) => fieldsIn(element, row, false, form))
}

/** How many rows of several parts hold something, those before the last of them among them. */
export function filledRows(path: string, form: FormValues): number {
  const rows = Object.entries(form).flatMap(([name, values]) => {
    const [row = ""] = name.startsWith(`${path}.`) ? name.slice(path.length + 1).split(".") : []
    return /^\d{1,2}$/.test(row) && values.some((value) => value.trim() !== "") ? [Number(row) + 1] : []
  })
  return Math.max(0, ...rows)
}

/** The value that tells variants apart and, once it is chosen, the fields of the one that it names. */
function variantIn(union: z.ZodDiscriminatedUnion, path: string, form: FormValues): FormField[] {
  const { discriminator } = union.def
  const named = `${path}.${discriminator}`
  const variants = union.options.flatMap((option) => {
    const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined
    return literal instanceof z.ZodLiteral ? [{ value: String(literal.value), option }] : []
  })
  const chosen = variants.find(({ value }) => value === form[named]?.[0])
  const fields = chosen ? fieldsIn(chosen.option, path, false, form) : []
  const input: FieldInput = { is: "options", options: variants.map(({ value }) => value) }
  return [{ path: named, required: false, many: false, input }, ...fields.filter((each) => each.path !== named)]
}

/** Below so many characters a text is asked for in one line. */
const ONE_LINE = 600

/** How a value of that schema is asked for; undefined where it has parts, or is none that a person writes. */
function inputOf(schema: z.core.$ZodType, required: boolean): FieldInput | undefined {
  const known = knownInputs.get(schema)
  if (known) return known
  const meaning = meanings.get(schema)
  if (meaning && chosen.includes(meaning.is)) return { is: "choice", meaning }
  if (schema instanceof z.ZodBoolean) return { is: required ? "decision" : "tick" }
  if (schema instanceof z.ZodLiteral) return schema.value === true ? { is: "tick" } : undefined
  if (schema instanceof z.ZodEnum) return { is: "options", options: schema.options.map(String) }
  if (schema instanceof z.ZodNumber) return { is: "number" }
  if (!(schema instanceof z.ZodString || schema instanceof z.ZodURL)) return undefined
  const most = schema.maxLength ?? undefined
  return { is: most !== undefined && most > ONE_LINE ? "prose" : "line", most }
}

const knownInputs = new Map<z.core.$ZodType, FieldInput>([
  [Day, { is: "day" }],
  [Month, { is: "month" }],
  [Until, { is: "deadline" }],
  [Instant, { is: "instant" }],
  [Nth, { is: "counted" }],
])

/** The meanings whose values are chosen from what is there. */
const chosen: readonly Meaning["is"][] = [
  ...(["reference", "part", "successor", "target", "evidence", "earlier", "period", "authority"] as const),
]
