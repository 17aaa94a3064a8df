import * as z from "zod"
import { exampleOf } from "./examples.ts"
import { type JsonSchema, schema } from "./jsonSchema.ts"
import { type ProblemType, statuses } from "./problem.ts"

/** One operation of an OpenAPI document. */
export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters?: Parameter[]
  requestBody?: RequestBody
  responses: Record<string, Reply | Reference>
  security?: Record<string, string[]>[]
}

/** A reference to a part of the document. */
type Reference = { $ref: string }

/** The body of a request, by its media type. */
interface RequestBody {
  required: boolean
  content: Content
}
/** Bodies by their media types. */
export type Content = Record<string, { schema: JsonSchema | Reference; example?: unknown }>

/** A response with its body and its headers. */
export interface Reply {
  description: string
  headers?: Record<string, { description: string; schema: JsonSchema; required?: boolean }>
  content?: Content
}

/** A parameter of an operation. */
export interface Parameter {
  name: string
  in: "path" | "query" | "header"
  required: boolean
  description?: string
  schema: JsonSchema
  example?: unknown
}

/** An operation before its problems are added. */
interface Described extends Pick<Operation, "operationId" | "summary" | "parameters"> {
  tag: string
  description: string
  requestBody?: RequestBody
  replies: Record<string, Reply>
  problems?: ProblemType[]
}

/** A reference to a schema of the document. */
export const ref = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` })

/** A path parameter. */
export const path = (name: string, example: string): Parameter => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string" },
  example,
})

/** An optional header. */
export const header = (name: string, description: string, example: string): Parameter => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
  example,
})

export const dryRun: Parameter = {
  name: "dryRun",
  in: "query",
  required: false,
  description: "say what would happen, and write nothing",
  schema: { type: "boolean" },
}

/** The fields of an object schema as query parameters. */
export function query(of: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = schema(of)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: typeof schema === "object" ? schema : {},
    ...(required.includes(name) && typeof schema === "object" && { example: exampleOf(schema, name) }),
  }))
}

/** The plan that is written to, in the query. */
export const ofPlan: Parameter[] = query(z.object({ plan: z.string().max(64) }))

/** A JSON body of a response, as the schema of the document under that name, with an example of it. */
export const named = (name: string, of: JsonSchema): Content => ({
  "application/json": { schema: ref(name), example: exampleOf(of) },
})

export const json = (schema: JsonSchema): Content => ({ "application/json": { schema, example: exampleOf(schema) } })

/** The content of a list; with `next` where it is paged. */
export function listOf(name: string, of: JsonSchema, next = true): Content {
  const schema: JsonSchema = {
    type: "object",
    properties: {
      items: { type: "array", items: ref(name) },
      ...(next && { next: { type: ["string", "null"] } }),
    },
    required: ["items", ...(next ? ["next"] : [])],
    additionalProperties: false,
  }
  return { "application/json": { schema, example: { items: [exampleOf(of)], ...(next && { next: null }) } } }
}

/** The JSON object in the body of a request. */
export function inJson(schema: JsonSchema): RequestBody {
  return { required: (schema.required ?? []).length > 0, content: json(schema) }
}

type ReplyHeaders = NonNullable<Reply["headers"]>
export const ETAG: ReplyHeaders = {
  ETag: { description: "the version, for If-Match", schema: { type: "string" }, required: true },
}
export const LOCATION: ReplyHeaders = {
  Location: { description: "where it is", schema: { type: "string" }, required: true },
}

/** What any request may be refused with. */
const anywhere: ProblemType[] = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "unknown",
  "slow-down",
  "internal",
  "damaged",
  "unavailable",
]
/** What a write may be refused with beside. */
const writing: ProblemType[] = ["conflict", "stale", "too-large", "media-type", "rejected", "key-reused"]

/** The problems of one status, which are one response of the document; it is named after the first of them. */
export function problemsByStatus(): Map<number, ProblemType[]> {
  return Map.groupBy([...anywhere, ...writing, "erased" as const], (type) => statuses[type])
}

function refusals(types: ProblemType[]): Record<string, Reference> {
  const asked = [...problemsByStatus()].filter(([, group]) => group.some((type) => types.includes(type)))
  return Object.fromEntries(
    asked.map(([status, [type = ""]]) => [String(status), { $ref: `#/components/responses/${type}` }]),
  )
}

function operation({ tag, replies, problems = [], ...rest }: Described): Operation {
  return { tags: [tag], ...rest, responses: { ...refusals([...anywhere, ...problems]), ...replies } }
}

/** A read that needs no credential. */
export function get(described: Described): Operation {
  return { ...operation(described), security: [] }
}

/** A read that needs a credential. */
export const known = operation

/** A write, which needs a credential. */
export function post(described: Described): Operation {
  return operation({ ...described, problems: writing })
}
