import * as z from "zod"
import { descriptions } from "./descriptions.ts"
import { PlanFile } from "./planFile.ts"

/** The first line of a plan file: an editor then finds what `demarche plan schema > plan.schema.json` wrote beside it. */
export const SCHEMA_LINE = "# yaml-language-server: $schema=plan.schema.json"

type PlanFileSchema = z.core.JSONSchema.BaseSchema

/**
 * The JSON Schema of a plan file, with a description of every field; `draft-7` is what editors read. What it refuses is refused
 * by `parsePlan`, which asks more.
 */
export function planSchema(draft: "draft-7" | "draft-2020-12"): PlanFileSchema {
  const shared = z.toJSONSchema(PlanFile, { io: "input", unrepresentable: "any", target: draft })
  const schema: PlanFileSchema = JSON.parse(JSON.stringify(shared))
  for (const { path, field } of fieldsOf(schema)) {
    const description = descriptionOf(path)
    if (description) field.description = description
  }
  const { $schema, ...rest } = schema
  const title = "A plan file"
  return { ...($schema && { $schema }), title, description: "The document of a work plan, taken apart.", ...rest }
}

/** The fields of a schema and of what is in them, each with the names of the fields that lead to it. */
export function* fieldsOf(
  schema: PlanFileSchema,
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; field: PlanFileSchema }> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field === "boolean") continue
    yield { path: [...path, name], field }
    yield* fieldsOf(field, [...path, name])
  }
  const { anyOf = [], items = [], additionalProperties } = schema
  for (const inner of [anyOf, items, additionalProperties ?? []].flat())
    if (typeof inner === "object") yield* fieldsOf(inner, path)
}

/** What the field at a path says, by the longest end of the path that is described. */
export function descriptionOf(path: readonly string[]): string | undefined {
  const described = path.map((_, at) => path.slice(at).join(".")).find((end) => Object.hasOwn(descriptions, end))
  return described && descriptions[described]
}
