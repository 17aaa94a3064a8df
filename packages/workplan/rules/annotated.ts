import * as z from "zod"

/** A longer text of the plan, plain, as the document has it. */
export const Prose = z.string().trim().min(1).max(40_000)

/** A value of the plan, and whether its document says so or a reader inferred it, and from what. */
export interface Annotated<T> {
  value: T
  inferred: boolean
  basis?: string
}

/** The marks that anything in a plan file may carry when the document does not say it. */
export const annotation = { inferred: z.boolean().default(false), basis: Prose.optional() }
type AnnotationFields = z.output<z.ZodObject<typeof annotation>>

/**
 * What a plan file writes either plainly (`kind: event`) or with its marks (`kind: {value: event, inferred: true}`).
 * Both come out as `Stated`; `key` is the name the value goes by in the second form.
 */
export function annotated<T extends z.ZodType>(value: T, key = "value") {
  const plain = value.transform((given): Annotated<z.output<T>> => ({ value: given, inferred: false }))
  const marked = z.strictObject({ [key]: value, ...annotation }).transform((given): Annotated<z.output<T>> => {
    const { [key]: inner, inferred, basis } = given as Record<string, z.output<T>> & AnnotationFields // by the schema before
    return { value: inner as z.output<T>, inferred, ...(basis && { basis }) } // key is one of its names
  })
  return z.union([plain, marked])
}
