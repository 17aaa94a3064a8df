import { languages, usualLanguage } from "@demarche/workflows/languages"
import { Day, DocumentLanguage, Id, Instant, ItemId, Month, Quarter, TextHash, Utc } from "@demarche/workflows/terms"
import * as z from "zod"
import type { JsonSchema } from "./jsonSchema.ts"

/** What stands in an example under that name, wherever its schema takes it. */
const byName: Record<string, string> = {
  plan: "ccm-gso-2025-2026",
  stream: "activity:ccm-gso-2025-2026.t2-a2",
  about: "ccm-gso-2025-2026.t2-a2",
  code: "t2-a2",
  symbol: "CCM/MSP/2026/3/Rev.1",
  cycle: "2025-2026",
  track: "track-2",
  title: "Reference points",
  number: "2.3",
  name: "A. Person",
  person: "coordinator-austria",
  recipient: "coordinator-austria",
  party: "austria",
  meeting: "3rc",
  milestone: "held",
  field: "kind",
  period: "2026-Q2",
  owner: "isu",
  zone: "Europe/Zurich",
  address: "person@example.org",
  url: "https://example.org/hook",
  label: "A receiver",
  secret: "whsec_bm90IGEgc2VjcmV0",
  key: "demarche_0123456789abcdef_bm90IGEga2V5",
  token: "bm90IGEgdG9rZW4",
  language: usualLanguage,
  state: "consulting",
  type: "ConsultationClosed",
  kind: "document",
  office: "coordinator",
  closes: "2026-03-20T18:00",
  until: "2026-06-08T18:00",
  wall: "2026-06-08T18:00",
  at: "2026-06-08T16:00:00.000Z",
  since: "2026-06-08T16:00:00.000Z",
  changed: "2026-06-08T16:00:00.000Z",
  occurredAt: "2026-06-08T16:00:00.000Z",
  recordedAt: "2026-06-08T16:00:00.000Z",
  happened: "2026-06-08T16:00:00.000Z",
  reason: "the meeting was moved",
  mandate: "Coordination Committee, 6 October 2025",
  text: "The norm protects civilians.",
  how: "a new paragraph 3",
  onBehalfOf: "delegation-a",
  status: "queued",
  instance: "/api/activities/ccm-gso-2025-2026.t2-a2",
}

/** What stands for a text of that form. */
const byPattern = new Map(
  (
    [
      [Id, "unidir"],
      [ItemId, "ccm-gso-2025-2026.t2-a2"],
      [Quarter, "2026-Q2"],
      [Month, "2026-06"],
      [TextHash, "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"],
      [Day, "2026-06-08"],
      [Instant, "2026-06-08T18:00:00+02:00"],
      [Utc, "2026-06-01T08:00:00.000Z"],
      [DocumentLanguage, languages[1]],
    ] as const
  ).map(([of, example]) => [z.toJSONSchema(of, { io: "input" }).pattern, example]),
)

/** An example of what a schema takes: all fields of an object, one item of a list, the first of several forms. */
export function exampleOf(schema: JsonSchema, name = ""): unknown {
  if (schema.const !== undefined) return schema.const
  const [example = schema.default] = Array.isArray(schema.examples) ? schema.examples : []
  if (example !== undefined) return example
  const given = byName[name]
  if (given !== undefined && takes(schema, given)) return given
  if (schema.enum) return schema.enum[0]
  const [form] = schema.anyOf ?? schema.oneOf ?? []
  if (form) return exampleOf(form, name)
  const [type] = [schema.type].flat()
  if (type === "object") return objectOf(schema)
  if (type === "array") return [exampleOf(first(schema.items), name.replace(/s$/, ""))]
  if (type === "integer" || type === "number") return Math.max(1, schema.minimum ?? 1)
  if (type === "boolean") return true
  return type === "string" ? textOf(schema) : {}
}

function takes({ type, pattern = "", maxLength = Number.POSITIVE_INFINITY, enum: known }: JsonSchema, text: string) {
  return (
    type === "string" && new RegExp(pattern).test(text) && text.length <= maxLength && (known?.includes(text) ?? true)
  )
}

/** The schema of a list's items. */
function first(items: JsonSchema["items"]): JsonSchema {
  const [one] = [items].flat()
  return typeof one === "object" ? one : {}
}

function objectOf({ properties = {} }: JsonSchema): object {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, of]) => (typeof of === "object" ? [[name, exampleOf(of, name)]] : [])),
  )
}

function textOf({ pattern, format, maxLength = 40 }: JsonSchema): string {
  if (format === "uri") return "https://example.org/"
  return byPattern.get(pattern) ?? "as the plan says".slice(0, maxLength)
}
