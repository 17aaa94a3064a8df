import type { JsonSchema } from "@demarche/http/jsonSchema"
import type { Operation, Parameter } from "@demarche/http/operations"
import fc from "fast-check"
import { contractOf } from "./documented.ts"
import { AUSTRIA, ISU, openCcm, PLAN, PRESIDENCY } from "./world.ts"

/** A request, and what of it is wrong, if anything. */
interface Fuzzed {
  method: string
  url: string
  as: string | undefined
  headers: Record<string, string>
  body: string | undefined
}

const ids = {
  plan: [PLAN],
  id: [`${PLAN}.t2-a2`, `${PLAN}.t1-a1`, `${PLAN}.o1`, `${PLAN}.none`],
  hash: ["A".repeat(43)],
}
const callers = [undefined, AUSTRIA, ISU, PRESIDENCY, "nobody:coordinator"]
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, "", "\u0000", -1, 1e308, true, [], {}, "../..", "%", "x".repeat(5_000), "__proto__"),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Sends that many requests made of the document of a world, one after another; says what was not as documented. */
export async function fuzz(seed: number, requests: number) {
  const world = await openCcm("2026-03-01T10:00:00+01:00")
  const { document } = contractOf(world.hosted.application)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestOf(method.toUpperCase(), path, operation)),
  )
  const found: string[] = []
  const statuses: Record<string, number> = {}
  for (const { method, url, as, headers, body } of fc.sample(fc.oneof(...operations), { seed, numRuns: requests })) {
    const failed = (what: unknown) => found.push(`${method} ${url} ${JSON.stringify({ as, headers, body })}: ${what}`)
    try {
      const { status } = await world.ask(method, url, { as, headers, body })
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status >= 500) failed(status)
    } catch (error) {
      failed(error)
    }
  }
  await world.stop()
  return { found, statuses }
}

function requestOf(method: string, path: string, { parameters = [], requestBody }: Operation): fc.Arbitrary<Fuzzed> {
  const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return fc
    .record({
      wrong: fc.nat({ max: parameters.length * 2 + 3 }),
      values: fc.tuple(...parameters.map(givenFor)),
      strange: odd,
      as: fc.constantFrom(...callers),
      body: media === "application/json" && content ? jsonOf(content.schema) : fc.constantFrom("", "# A text", "a: [1"),
      spoiled: fc.constantFrom("{", "[]", "null", '"a"', '{"type":"x"}', '{"\u0000":1}', "\u0000"),
    })
    .map(({ wrong, values, strange, as, body, spoiled }) => {
      const given = parameters.map((parameter, at) => ({
        ...parameter,
        value: at === wrong ? text(strange) : values[at],
      }))
      const at = (place: string) => given.filter((each) => each.in === place && each.value !== undefined)
      const address = at("path").reduce(
        (url, { name, value }) => url.replace(`{${name}}`, encodeURIComponent(value ?? "")),
        path,
      )
      const query = new URLSearchParams(Object.fromEntries(at("query").map(({ name, value }) => [name, value ?? ""])))
      const headers = at("header").map(({ name, value }) => [name, (value ?? "").replaceAll(/[^\x21-\x7e]/g, "_")])
      const sent = method === "GET" ? undefined : wrong === parameters.length ? spoiled : text(body)
      return {
        method,
        url: `${address}?${query}`,
        as,
        headers: Object.fromEntries([...headers, ...(media && method !== "GET" ? [["Content-Type", media]] : [])]),
        body: sent,
      }
    })
}

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))

function givenFor({ name, in: place, required, schema, example }: Parameter): fc.Arbitrary<string | undefined> {
  const known = Object.entries(ids).find(([id]) => id === name)?.[1]
  const value = known
    ? fc.constantFrom(...known)
    : place === "header"
      ? fc.constant(text(example))
      : jsonOf(schema).map(text)
  return required || place === "path" ? value : fc.option(value, { nil: undefined })
}

/** What a schema takes or, where a form is too hard to draw, nearly takes. */
function jsonOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) return fc.oneof(...forms.map(jsonOf))
  const [type] = [schema.type].flat()
  if (type === "object") return objectOf(schema)
  if (type === "array") return fc.array(jsonOf(itemOf(schema)), { minLength: schema.minItems ?? 0, maxLength: 3 })
  if (type === "integer" || type === "number")
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 99 })
  if (type === "boolean") return fc.boolean()
  return stringOf(schema)
}

function itemOf({ items }: JsonSchema): JsonSchema {
  const [one] = [items].flat()
  return typeof one === "object" ? one : {}
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).flatMap(([name, of]) =>
    typeof of === "object" ? [[name, jsonOf(of)]] : [],
  )
  return fc.record<Record<string, unknown>>(Object.fromEntries(fields), { requiredKeys: required })
}

function stringOf({ pattern, format, maxLength = 60, minLength = 0 }: JsonSchema): fc.Arbitrary<string> {
  const days = fc.date({
    min: new Date("2025-10-01T00:00:00Z"),
    max: new Date("2026-03-31T00:00:00Z"),
    noInvalidDate: true,
  })
  if (format === "date-time") return days.map((day) => day.toISOString())
  if (format === "date") return days.map((day) => day.toISOString().slice(0, 10))
  if (format === "uri") return fc.webUrl()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: "grapheme" })
}
