import { obstacles } from "@demarche/event-store"
import * as z from "zod"
import { exampleOf } from "./examples.ts"
import { FailingRule } from "./failingRule.ts"
import { type JsonSchema, replySchema } from "./jsonSchema.ts"
import { type Content, problemsByStatus, type Reply, ref } from "./operations.ts"
import { PROBLEMS, type ProblemType, statuses } from "./problem.ts"

const version = z.int()

/** The members of each type of problem, beside those that all have. */
const members: Record<ProblemType, z.ZodRawShape> = {
  invalid: {
    /** Lines and columns are those of a plan file. */
    errors: z.array(
      z.object({ path: z.string(), message: z.string(), line: z.int().optional(), column: z.int().optional() }),
    ),
  },
  unauthenticated: {},
  forbidden: {},
  unknown: {},
  conflict: { version },
  erased: {},
  stale: {
    version,
    seen: z.int(),
    changed: z.array(z.object({ version, happened: z.string(), events: z.array(z.string()) })),
  },
  "too-large": { limit: z.int().optional() },
  "media-type": { accepts: z.array(z.string()) },
  rejected: {
    failing: z.array(FailingRule),
  },
  "key-reused": { version },
  "slow-down": { limit: z.int() },
  internal: { correlation: z.string() },
  damaged: { correlation: z.string() },
  unavailable: { obstacle: z.enum(obstacles).optional() },
}

const retry: Reply["headers"] = {
  "Retry-After": { description: "in seconds", schema: { type: "string" }, required: true },
}

/** The headers that a problem comes with. */
const headers: Partial<Record<ProblemType, Reply["headers"]>> = {
  unauthenticated: {
    "WWW-Authenticate": { description: "the scheme of a credential", schema: { type: "string" }, required: true },
  },
  conflict: retry,
  "slow-down": retry,
  unavailable: retry,
}

const nameOf = (type: ProblemType) =>
  `${type.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`

function problemSchema(type: ProblemType): JsonSchema {
  return replySchema(
    z.object({
      type: z.literal(PROBLEMS + type),
      title: z.string(),
      status: z.literal(statuses[type]),
      detail: z.string(),
      instance: z.string(),
      ...members[type],
    }),
  )
}

/** The schemas of the problems (RFC 9457), each closed, by their names in the document. */
export function problemSchemas(): Record<string, JsonSchema> {
  const types = [...problemsByStatus().values()].flat()
  return Object.fromEntries(types.map((type) => [nameOf(type), problemSchema(type)]))
}

/** The responses that refuse, one a status; their names are those that operations refer to. */
export function problemResponses(): Record<string, Reply> {
  return Object.fromEntries(
    [...problemsByStatus()].map(([status, types]) => [types[0], problemResponse(status, types)]),
  )
}

function problemResponse(status: number, types: ProblemType[]): Reply {
  const [first] = types
  const [one = {}, ...more] = types.map((type) => ref(nameOf(type)))
  const content: Content = {
    "application/problem+json": {
      schema: more.length > 0 ? { oneOf: [one, ...more] } : one,
      ...(first && { example: exampleOf(problemSchema(first)) }),
    },
  }
  return {
    description: `${status} ${types.join(", ")}`,
    ...(first && headers[first] && { headers: headers[first] }),
    content,
  }
}
