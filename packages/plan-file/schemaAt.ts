import * as z from "zod"
import type { FilePath } from "./source.ts"

type Schema = z.core.$ZodType

/** The schemas of a value at a path inside another: of a union each of its alternatives. */
export function schemasAt(schema: Schema, [key, ...rest]: FilePath): Schema[] {
  const alternatives = alternativesOf(schema)
  if (key === undefined) return alternatives
  return alternatives.flatMap((one) => {
    const inner = partOf(one, key)
    return inner ? schemasAt(inner, rest) : []
  })
}

/** The keys that a map at a path may have; none where no map may stand. */
export function keysAt(schema: Schema, path: FilePath): string[] {
  return schemasAt(schema, path).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))
}

function alternativesOf(schema: Schema): Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternativesOf)
  if (schema instanceof z.ZodPipe) return alternativesOf(schema.in)
  const { def } = schema._zod
  return "innerType" in def && def.innerType instanceof z.ZodType ? alternativesOf(def.innerType) : [schema]
}

function partOf(schema: Schema, key: string | number): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key]
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodTuple ? schema.def.items[Number(key)] : undefined
}
