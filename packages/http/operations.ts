import * as z from "zod"
import { statuses } from "./problem.ts"

/** One operation of an OpenAPI document. */
export interface Operation {
  tags: string[]
  summary: string
  parameters?: Parameter[]
  requestBody?: unknown
  responses: Record<string, unknown>
  security?: Record<string, string[]>[]
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** A parameter of an operation. */
export interface Parameter {
  name: string
  in: "path" | "query" | "header"
  required: boolean
  schema: JsonSchema
}

/** A reference to a schema of the document. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
/** A path parameter. */
export const path = (name: string): Parameter => ({ name, in: "path", required: true, schema: { type: "string" } })
/** An optional header. */
export const header = (name: string): Parameter => ({ name, in: "header", required: false, schema: { type: "string" } })
export const dryRun: Parameter = { name: "dryRun", in: "query", required: false, schema: { type: "boolean" } }

/** The JSON Schema of the input of a zod schema. */
export function schema(of: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(of, { io: "input", unrepresentable: "any" })
  return rest
}

/** The fields of an object schema as query parameters. */
export function query(of: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = schema(of)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: typeof schema === "object" ? schema : {},
  }))
}

export const json = (schema: unknown) => ({ content: { "application/json": { schema } } })
/** The response of a list; with `next` where it is paged. */
export const listOf = (items: unknown, next = true) =>
  json({
    type: "object",
    properties: { items: { type: "array", items }, ...(next && { next: { type: ["string", "null"] } }) },
    required: ["items"],
  })

const refusals = (...types: (keyof typeof statuses)[]) =>
  Object.fromEntries(types.map((type) => [String(statuses[type]), { $ref: `#/components/responses/${type}` }]))

/** A public read, with the problems it can respond with. */
export function get(tag: string, summary: string, parameters: Parameter[], ok: object): Operation {
  return {
    tags: [tag],
    summary,
    security: [],
    parameters,
    responses: { "200": { description: "as asked for", ...ok }, ...refusals("invalid", "unknown", "slow-down") },
  }
}

/** An authenticated read. */
export function known(tag: string, summary: string, parameters: Parameter[], ok: object): Operation {
  const { security, responses, ...operation } = get(tag, summary, parameters, ok)
  return { ...operation, responses: { ...responses, ...refusals("unauthenticated", "forbidden") } }
}

/** An authenticated write, with the problems it can respond with. */
export function post(
  tag: string,
  summary: string,
  fields: unknown,
  status: "200" | "201" | "202",
  answer: unknown = ref("Answer"),
): Operation {
  return {
    tags: [tag],
    summary,
    ...(fields !== undefined && { requestBody: { content: { "application/json": { schema: fields } } } }),
    responses: {
      [status]: {
        description: status === "202" ? "asked for; Location says where it is told of" : "done",
        ...json(answer),
      },
      ...refusals(
        "invalid",
        "unauthenticated",
        "forbidden",
        "unknown",
        "conflict",
        "stale",
        "too-large",
        "media-type",
        "rejected",
        "slow-down",
        "unavailable",
      ),
    },
  }
}
