import * as z from "zod"

/** Values that fit few fields: nothing, other kinds, too little, too much. */
const wrong: readonly unknown[] = [
  ...[undefined, null, true, Number.NaN, -1.5, 1e12, "", " ", "§ §", "2026-13-40", "http://x y", "x".repeat(50_000)],
  ...[[], Array(5_000).fill("§"), Array(30).fill("a"), {}, { "§": 1 }, { from: "23:00", to: "07:00", "§": 1 }],
]

/** Everything that a schema, and each schema within it, says of wrong values. */
export function issuesOf(schema: z.ZodType): z.core.$ZodIssue[] {
  return [...within(schema)].flatMap((each) =>
    wrong.flatMap((value) => flat(z.safeParse(each, value).error?.issues ?? [])),
  )
}

function flat(issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => [issue, ...("errors" in issue ? issue.errors.flatMap(flat) : [])])
}

/** A schema and those that it is made of. */
function within(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): Set<z.core.$ZodType> {
  if (seen.has(schema)) return seen
  seen.add(schema)
  const parts: z.core.$ZodType[] = []
  if (schema instanceof z.ZodObject) parts.push(...Object.values<z.core.$ZodType>(schema.shape))
  if (schema instanceof z.ZodArray) parts.push(schema.element)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    parts.push(schema.unwrap())
  if (schema instanceof z.ZodUnion) parts.push(...schema.options)
  if (schema instanceof z.ZodPipe) parts.push(schema.in, ...(schema.out instanceof z.ZodTransform ? [] : [schema.out]))
  if (schema instanceof z.ZodRecord) parts.push(schema.keyType, schema.valueType)
  if (schema instanceof z.ZodLazy) parts.push(schema.unwrap())
  for (const part of parts) within(part, seen)
  return seen
}
