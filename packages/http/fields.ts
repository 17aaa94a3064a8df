import { type Application, workflowOf } from "@demarche/application/application"
import * as z from "zod"
import { commandJsonSchema, type JsonSchema } from "./jsonSchema.ts"

const known = new Map<string, CommandFields>()

/** A JSON Schema of an object. */
export interface CommandFields {
  properties: NonNullable<JsonSchema["properties"]>
  required: string[]
}

/** The JSON Schema (2020-12) of a command's own fields, from the schema that validates them. */
export function fieldsOf(application: Pick<Application, "workflows">, kind: string, name: string): CommandFields {
  const key = `${kind}.${name}`
  const found = known.get(key) ?? withoutType(workflowOf(application, kind).commands.get(name) ?? z.never())
  known.set(key, found)
  return found
}

function withoutType(command: z.ZodType): CommandFields {
  const { properties = {}, required = [], ...rest } = commandJsonSchema(command)
  const { type, ...fields } = properties
  return { ...rest, properties: fields, required: required.filter((field) => field !== "type") }
}
