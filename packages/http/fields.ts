import { type Application, workflowOf } from "@demarche/application/application"
import * as z from "zod"

const known = new Map<string, unknown>()

/** The JSON Schema (2020-12) of a command's own fields, from the schema that validates them. */
export function fieldsOf(application: Application, kind: string, name: string): unknown {
  const key = `${kind}.${name}`
  if (!known.has(key)) {
    const command = workflowOf(application, kind).commands.get(name)
    const { properties, required, $schema, ...rest } = z.toJSONSchema(command ?? z.never(), {
      io: "input",
      unrepresentable: "any",
    }) as Fields
    const { type, ...fields } = properties ?? {}
    known.set(key, { ...rest, properties: fields, required: (required ?? []).filter((field) => field !== "type") })
  }
  return known.get(key)
}

type Fields = { properties?: Record<string, unknown>; required?: string[]; $schema?: string }
