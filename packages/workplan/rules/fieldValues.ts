import { type Meaning, meanings } from "@demarche/workflows/meanings"
import * as z from "zod"

/** A string of a command or of a plan file, where it is and what it means. */
export interface FieldValue {
  path: readonly (string | number)[]
  value: string
  meaning: Meaning
}

/** The strings of a value that its schema gives a meaning; of a union's alternatives, the first that the value fits. */
export function* fieldValuesOf(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<FieldValue> {
  if (value === undefined || value === null) return
  const meaning = meanings.get(schema)
  if (meaning) {
    if (typeof value === "string") yield { path, value, meaning }
    return
  }
  for (const [inner, key] of partsOf(schema, value))
    yield* fieldValuesOf(
      inner,
      key === undefined ? value : Reflect.get(Object(value), key),
      key === undefined ? path : [...path, key],
    )
}

/** The schemas inside a schema, each with its key where it is one of a part of the value. */
function partsOf(schema: z.core.$ZodType, value: unknown): [schema: z.core.$ZodType, key?: string | number][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).map(([key, field]) => [field, key])
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? value.map((_, at) => [schema.element, at]) : []
  if (schema instanceof z.ZodTuple) return schema.def.items.map((item, at) => [item, at])
  if (schema instanceof z.ZodRecord) return Object.keys(Object(value)).map((key) => [schema.valueType, key])
  if (schema instanceof z.ZodUnion) {
    const fits = schema.options.find((option) => z.safeParse(option, value).success)
    return fits ? [[fits]] : []
  }
  if (schema instanceof z.ZodPipe) return [[schema.in]]
  if (schema instanceof z.ZodLazy) return [[schema.unwrap()]]
  const { def } = schema._zod
  return "innerType" in def && def.innerType instanceof z.ZodType ? [[def.innerType]] : []
}
