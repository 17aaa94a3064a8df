import { meaning } from "@demarche/workflows/meanings"
import * as z from "zod"

/** A longer plain text, as in the document. */
export const Prose = meaning(z.string().trim().min(1).max(40_000), { is: "words" })

/** A value of the plan, and whether its document says so or a reader inferred it, and from what. */
export interface Annotated<T> {
  value: T
  inferred: boolean
  basis?: string
}

/** The fields that annotate an inferred value in a plan file. */
export const annotation = { inferred: z.boolean().default(false), basis: Prose.optional() }
type AnnotationFields = z.output<z.ZodObject<typeof annotation>>

/**
 * The schema of a value that is either plain (`kind: event`) or annotated (`kind: {value: event, inferred: true}`). Both are
 * parsed to `Annotated`; `key` is the name of the value in the second form.
 */
export function annotated<T extends z.ZodType>(value: T, key = "value") {
  const plain = value.transform((given): Annotated<z.output<T>> => ({ value: given, inferred: false }))
  const marked = z.strictObject({ [key]: value, ...annotation }).transform((given): Annotated<z.output<T>> => {
    const { [key]: inner, inferred, basis } = given as Record<string, z.output<T>> & AnnotationFields // by the schema before
    return { value: inner as z.output<T>, inferred, ...(basis && { basis }) } // key is one of its names
  })
  return z.union([plain, marked])
}
