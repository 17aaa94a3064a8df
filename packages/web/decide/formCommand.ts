import { DeadlineError, readDeadline } from "@demarche/workplan/time/deadline"
import type { FormField, FormValues } from "./formFields.ts"

/** What is wrong with what a form holds before it is a command; `offsets`, those of an hour that occurs twice. */
export interface FormFault {
  path: string
  reason: "number" | "day" | "time" | "gap" | "twice" | "nothing"
  offsets?: readonly string[]
}

/** What a field holds: a value, or what is wrong with it; undefined where it is empty. */
type ReadField = { value: unknown } | { fault: FormFault } | undefined

/** The fields of a command from what its form holds, with days and times read in that zone; what is empty is left out. */
export function commandOfForm(
  fields: readonly FormField[],
  form: FormValues,
  zone: string,
): { command: Readonly<Record<string, unknown>>; faults: FormFault[] } {
  const read = fields.map((field) => ({ path: field.path.split("."), ...readField(field, form, zone) }))
  const parts = read.flatMap((each) => ("value" in each ? [{ path: each.path, value: each.value }] : []))
  return { command: objectOf(parts), faults: read.flatMap((each) => ("fault" in each ? [each.fault] : [])) }
}

function readField(field: FormField, form: FormValues, zone: string): ReadField {
  const { path, many, input } = field
  const said = (form[path] ?? []).map((each) => each.trim()).filter((each) => each !== "")
  if (input.is === "deadline" || input.is === "instant") return readTime(field, form, zone)
  const [first] = said
  if (first === undefined) return undefined
  if (many) return several(field, said)
  switch (input.is) {
    case "number":
    case "counted":
      return numberIn(path, first)
    case "tick":
      return { value: true }
    case "decision":
      return { value: first === "yes" }
    default:
      return { value: first }
  }
}

/** Several values: those that are ticked, or what stands between commas. */
function several({ path, input }: FormField, said: string[]): ReadField {
  if (input.is === "choice" || input.is === "options") return { value: said }
  const named = said.flatMap(namesIn)
  if (input.is !== "number") return { value: named }
  const numbers = named.map((each) => numberIn(path, each))
  return (
    numbers.find((each) => "fault" in each) ?? {
      value: numbers.flatMap((each) => ("value" in each ? [each.value] : [])),
    }
  )
}

/** What a text names: parts between commas, semicolons or lines; numbers also where no more than a space is between them ("3 5"). */
export function namesIn(text: string): string[] {
  return text
    .split(/[,;\n]|(?<=\d)\s+(?=\d)/)
    .map((each) => each.trim())
    .filter((each) => each !== "")
}

function numberIn(path: string, text: string): { value: number } | { fault: FormFault } {
  const number = Number(text.replace(",", "."))
  return Number.isFinite(number) ? { value: number } : { fault: { path, reason: "number" } }
}

/** A day and a time of that zone; of an hour that occurs twice, with the offset that was chosen. */
function readTime({ path, input }: FormField, form: FormValues, zone: string): ReadField {
  const said = (part: string) => form[`${path}.${part}`]?.[0]?.trim() ?? ""
  const [day, time] = [said("day"), said("time")]
  if (day === "" && time === "") return undefined
  if (day === "" || time === "") return { fault: { path, reason: day === "" ? "day" : "time" } }
  const offset = said("offset")
  const named = offset === "" ? `${day}T${time}` : `${day}T${time}:00${offset}`
  try {
    const { at } = readDeadline(named, zone)
    return { value: input.is === "instant" ? at : named }
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const { reason, offsets } = error
    if (reason === "twice") return { fault: { path, reason, offsets } }
    return { fault: { path, reason: reason === "gap" ? reason : "day" } }
  }
}

interface ReadPart {
  path: readonly string[]
  value: unknown
}

/** The object whose values stand at those paths; parts that are numbered make a list. */
function objectOf(parts: readonly ReadPart[]): Record<string, unknown> {
  const within = Map.groupBy(parts, ({ path: [first = ""] }) => first)
  return Object.fromEntries([...within].map(([key, inner]) => [key, valueAt(inner)]))
}

function valueAt(parts: readonly ReadPart[]): unknown {
  const [only] = parts
  if (only?.path.length === 1) return only.value
  const object = objectOf(parts.map(({ path, value }) => ({ path: path.slice(1), value })))
  const keys = Object.keys(object)
  return keys.every((key) => /^\d+$/.test(key)) ? keys.map((key) => object[key]) : object
}
