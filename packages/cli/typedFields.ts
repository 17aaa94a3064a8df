import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { textOf } from "./files.ts"
import { messages } from "./messages.ts"

/** What is read of the JSON Schema of a field. */
interface FieldSchema {
  type?: unknown
  items?: unknown
  anyOf?: unknown[]
  oneOf?: unknown[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, unknown>
  required?: string[]
}

/**
 * The fields of a transition from `key=value` pairs, each of the type that the transition's own schema gives it: text stays
 * text, a list is its parts between commas or JSON, an object is JSON. `key=@FILE` is what the file holds.
 * @throws CliError where a pair or a file cannot be read.
 */
export async function typedFields(
  workflow: string,
  transition: string,
  pairs: string[],
  language: Language,
): Promise<Record<string, unknown>> {
  const schemas = pairs.length > 0 ? await fieldSchemas(workflow, transition) : {}
  const fields = pairs.map(async (pair): Promise<[string, unknown]> => {
    const [, key, given] = pair.match(/^([^=]+)=(.*)$/s) ?? []
    if (!key || given === undefined) throw new CliError("unreadable", [`${pair}: key=value`])
    const text = given.startsWith("@") ? await textOf(given.slice(1), language) : given
    return [key, typed(Object.hasOwn(schemas, key) ? schemas[key] : {}, text)]
  })
  return Object.fromEntries(await Promise.all(fields))
}

/** What each field of a transition takes, by its schema; where there is no such transition, those that there are. */
export async function fieldForms(
  workflow: string,
  transition: string,
  language: Language,
): Promise<{ forms?: string[]; transitions?: string[] }> {
  const [{ definedWorkflows }, { fieldsOf }] = await schemasOfFields()
  const transitions = [...(definedWorkflows.get(workflow)?.commands.keys() ?? [])]
  if (!transitions.includes(transition)) return { transitions }
  const { properties, required } = fieldsOf({ workflows: definedWorkflows }, workflow, transition)
  const forms = Object.entries(properties).map(([field, schema]) =>
    required.includes(field) ? `${field}=${formOf(schema, language)}` : `[${field}=${formOf(schema, language)}]`,
  )
  return { forms }
}

/** What a field takes: one of its words, a list, an object with its fields, or what kind of value. */
function formOf(schema: unknown, language: Language): string {
  const { enum: words, const: word, properties, required = [], items, anyOf, oneOf, type } = schemaOf(schema)
  const branches = anyOf ?? oneOf
  const values: Readonly<Record<string, string>> = messages(language).values
  if (branches) return [...new Set(branches.map((branch) => formOf(branch, language)))].join(" | ")
  if (word !== undefined) return JSON.stringify(word)
  if (words) return words.map(String).join(" | ")
  if (properties)
    return `{${Object.entries(properties)
      .map(([key, value]) => `"${key}"${required.includes(key) ? "" : "?"}: ${formOf(value, language)}`)
      .join(", ")}}`
  return items ? `${formOf(items, language)},…` : (values[String(type)] ?? "…")
}

/** The JSON in a text; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function schemasOfFields() {
  return Promise.all([import("@demarche/application/application"), import("@demarche/http/fields")])
}

async function fieldSchemas(workflow: string, transition: string): Promise<Record<string, unknown>> {
  const [{ definedWorkflows }, { fieldsOf }] = await schemasOfFields()
  return fieldsOf({ workflows: definedWorkflows }, workflow, transition).properties
}

function typed(schema: unknown, text: string): unknown {
  const types = typesIn(schema)
  const json = jsonIn(text)
  if (types.has("null") && json === null) return null
  if (types.has("array")) {
    if (Array.isArray(json)) return json
    return text === "" ? [] : text.split(",").map((each) => typed(itemsOf(schema), each.trim()))
  }
  if (types.has("object") && typeof json === "object" && json !== null) return json
  if (types.has("boolean") && typeof json === "boolean") return json
  if ((types.has("integer") || types.has("number")) && typeof json === "number") return json
  return text
}

function typesIn(schema: unknown): Set<unknown> {
  const { type, anyOf = [], oneOf = [] } = schemaOf(schema)
  return new Set([type, ...[...anyOf, ...oneOf].flatMap((each) => [...typesIn(each)])])
}

function itemsOf(schema: unknown): unknown {
  const { items, anyOf = [] } = schemaOf(schema)
  return items ?? anyOf.map(itemsOf).find((each) => each !== undefined)
}

function schemaOf(schema: unknown): FieldSchema {
  return typeof schema === "object" && schema !== null ? schema : {}
}
