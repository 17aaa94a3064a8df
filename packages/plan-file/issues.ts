import { type Meaning, meanings } from "@demarche/workflows/meanings"
import * as z from "zod"
import { issueOf, type PlanFileIssue } from "./errors.ts"
import { type MessageParts, messageOf, plainly } from "./messageParts.ts"
import { mistyped, quoted } from "./mistyped.ts"
import { bare, nearest } from "./nearest.ts"
import { PlanFile } from "./planFile.ts"
import { adviceOf, repairs } from "./repairs.ts"
import { keysAt, schemasAt } from "./schemaAt.ts"
import { dotted, type FilePath, type Source } from "./source.ts"
import { meantBy } from "./unknownKey.ts"
import { nearestZone } from "./zoneNames.ts"

/** An issue at a path of the file, or at the key of what is there, with its line and column. */
export function issueAt(source: Source, path: FilePath, fault: MessageParts, key?: "key"): PlanFileIssue {
  return issueOf(dotted(path), source.place(path, key), fault)
}

/** What the schema finds wrong with a file's contents, each in a sentence for whoever wrote it. */
export function* schemaIssues(
  issues: z.core.$ZodIssue[],
  source: Source,
  around: FilePath = [],
): Generator<PlanFileIssue> {
  const meant = new Set<string>()
  const placed = issues.map((issue) => ({ issue, path: [...around, ...issue.path.map(segmentOf)] }))
  for (const { issue, path } of placed) {
    if (issue.code !== "unrecognized_keys") continue
    const written = Object(valueAt(source.value, path))
    const unknown = new Set(issue.keys)
    const beside = Object.keys(written).filter((other) => !unknown.has(other))
    for (const key of issue.keys) {
      const found = meantBy(key, path, beside)
      const unknown = messageOf`unknown key ${quoted(key)}: ${found.advice}`
      const loose = written[key] === null && !found.key
      if (found.key) meant.add(dotted([...path, found.key]))
      yield issueAt(source, [...path, key], loose ? messageOf`${unknown}; ${LOOSE}` : unknown, "key")
    }
  }
  for (const { issue, path } of placed) {
    if (issue.code === "unrecognized_keys" || meant.has(dotted(path)) || follows(issue, issues)) continue
    if (issue.code === "invalid_union") yield* schemaIssues(branchOf(issue, valueAt(source.value, path)), source, path)
    else if (issue.code !== "invalid_key") yield issueAt(source, path, sentenceOf(issue, path, source))
    else
      for (const { message } of issue.issues)
        yield issueAt(source, path, messageOf`${quoted(path.at(-1))}: ${plainly(message)}`, "key")
  }
}

/** What else may be wrong with a key that has no value. */
const LOOSE = messageOf`between braces, a text with a comma in it has to be in quotes`

/** Whether what a map says as a whole is a consequence of what is wrong with one of its fields. */
function follows({ code, path }: z.core.$ZodIssue, issues: z.core.$ZodIssue[]): boolean {
  const around = path.slice(0, -1).join()
  return (
    code === "custom" &&
    path.length > 0 &&
    issues.some((one) => one.code !== "custom" && one.path.slice(0, -1).join() === around)
  )
}

function segmentOf(segment: PropertyKey): string | number {
  return typeof segment === "symbol" ? String(segment) : segment
}

/**
 * Of the alternatives of a union, the one that the writer seems to have meant: the one with the least wrong. Where it has keys
 * that it should not have, nothing is said of those that it lacks.
 */
function branchOf({ errors }: z.core.$ZodIssueInvalidUnion, value: unknown): z.core.$ZodIssue[] {
  const [best = []] = errors.toSorted((one, other) => costOf(one, value) - costOf(other, value))
  const lacks = (issue: z.core.$ZodIssue) =>
    issue.path.length === 1 && valueAt(value, issue.path.map(segmentOf)) === undefined
  return best.some(({ code }) => code === "unrecognized_keys") ? best.filter((issue) => !lacks(issue)) : best
}

function costOf(branch: z.core.$ZodIssue[], value: unknown): number {
  const costs = branch.map((issue) => {
    if (issue.code === "unrecognized_keys") return 2 * issue.keys.length
    if (issue.path.length > 0) return 1
    if (issue.code === "invalid_union") return Math.min(...issue.errors.map((inner) => costOf(inner, value)))
    return issue.code === "invalid_type" || (issue.code === "invalid_value" && typeof value === "object")
      ? Number.POSITIVE_INFINITY
      : 1
  })
  return costs.reduce((sum, cost) => sum + cost, 0)
}

function sentenceOf(issue: z.core.$ZodIssue, path: FilePath, source: Source): MessageParts {
  const value = valueAt(source.value, path)
  if (value === undefined && path.length > 0 && issue.code !== "custom") return missing(path)
  if (path.length === 0 && issue.code === "invalid_type")
    return value === null
      ? messageOf`the file is empty: one begins with \`schema_version: 2\``
      : messageOf`this is no plan file: one begins with \`schema_version: 2\``
  switch (issue.code) {
    case "invalid_type":
      return quotedFault(path, value) ?? mistyped(issue.expected, value, keysAt(PlanFile, path))
    case "invalid_value":
      return path.join() === VERSION && typeof value === "number"
        ? messageOf`${unlisted(issue.values, value)}, the format that is read`
        : unlisted(issue.values, value)
    case "invalid_format":
      return misformed(issue, path, String(value))
    case "too_small":
    case "too_big":
      return outOfBounds(issue, quoted(value))
    case "custom":
      return misplacedZone(path, value) ?? issue.params?.parts ?? plainly(issue.message)
    default:
      return plainly(issue.message.replace(/^Invalid input: /, ""))
  }
}

const VERSION = "schema_version"

function missing(path: FilePath): MessageParts {
  const lacks = messageOf`"${String(path.at(-1))}" is missing`
  if (path.join() === VERSION) return messageOf`${lacks}: write \`schema_version: 2\` on the first line`
  const none = schemasAt(PlanFile, path).some((schema) => z.safeParse(schema, []).success)
  return none ? messageOf`${lacks}: write [] where there is none` : lacks
}

/** What is wrong with a number where a text belongs, even in quotes. */
function quotedFault(path: FilePath, value: unknown): MessageParts | undefined {
  if (typeof value !== "number") return undefined
  const read = schemasAt(PlanFile, path).map((schema) => z.safeParse(schema, String(value)))
  const issue = read.flatMap(({ error }) => error?.issues ?? []).find(({ code }) => code === "invalid_format")
  return read.some(({ success }) => success) || issue?.code !== "invalid_format"
    ? undefined
    : misformed(issue, path, String(value))
}

/** A value that is none of those that may stand there. */
function unlisted(values: readonly z.core.util.Primitive[], value: unknown): MessageParts {
  const names = values.map(String).filter((name, _, all) => name === snake(name) || !all.includes(snake(name)))
  if (typeof value === "object") return mistyped("string", value, [])
  if (names.includes(String(value))) return mistyped(typeof values[0], value, [])
  const near = nearest(String(value), names) ?? names.find((name) => bare(String(value)).startsWith(bare(name)))
  if (names.length === 1) return messageOf`${quoted(value)} is not ${names.join()}`
  const none = messageOf`${quoted(value)} is not one of ${names.join(", ")}`
  return near ? messageOf`${none}: did you mean \`${near}\`?` : none
}

/** A word as files write it that the engine writes in camel case. */
export function snake(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function misformed(
  { format, pattern, message }: z.core.$ZodIssueInvalidStringFormat,
  path: FilePath,
  value: string,
): MessageParts {
  const several = meaningAt(path) === "reference" && /[\s,;]/.test(value.trim())
  const ways = pattern && !several ? repairs(value, (text) => expressionOf(pattern).test(text)) : []
  const advice = several ? messageOf`between two ids of a list stands a comma` : adviceOf(ways)
  if (format !== "date") {
    const fault = messageOf`${quoted(value)}: ${plainly(message)}`
    return advice ? messageOf`${fault}; ${advice}` : fault
  }
  const noDay = messageOf`${quoted(value)} is not a day of the calendar`
  if (advice) return messageOf`${noDay}: ${advice}`
  return /^\d{4}-\d\d-\d\d$/.test(value) ? noDay : messageOf`${noDay}: write one such as 2026-06-12`
}

/** A regular expression as zod's issues have it, between slashes. */
function expressionOf(pattern: string): RegExp {
  const end = pattern.lastIndexOf("/")
  return new RegExp(pattern.slice(1, end), pattern.slice(end + 1))
}

/** What to say of a text, a list or a number beyond its bounds; `given` is how a number is quoted. */
export function outOfBounds(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  given: string | MessageParts,
): MessageParts {
  const small = issue.code === "too_small"
  const bound = Number(small ? issue.minimum : issue.maximum)
  switch (issue.origin) {
    case "string":
      return small ? messageOf`it is empty: write a text` : messageOf`it is longer than ${bound} characters`
    case "array":
      return small ? messageOf`the list needs at least ${bound}` : messageOf`the list takes at most ${bound}`
    default:
      return small
        ? messageOf`${given} is less than ${bound}, the least that may stand here`
        : messageOf`${given} is more than ${bound}, the most that may stand here`
  }
}

/** What to say where a zone should stand, with the one that is nearest to what does. */
function misplacedZone(path: FilePath, value: unknown): MessageParts | undefined {
  if (meaningAt(path) !== "zone" || typeof value !== "string") return undefined
  const unknown = messageOf`there is no time zone ${quoted(value)}`
  const near = nearestZone(value)
  return near
    ? messageOf`${unknown}: did you mean ${near}?`
    : messageOf`${unknown}: write one by its city, as in Europe/Zurich`
}

/** What a text at a path means beyond its form. */
function meaningAt(path: FilePath): Meaning["is"] | undefined {
  return schemasAt(PlanFile, path).flatMap((schema) => meanings.get(schema)?.is ?? [])[0]
}

/** The value at a path inside another; undefined where there is none. */
export function valueAt(value: unknown, path: FilePath): unknown {
  return path.reduce<unknown>(
    (inner, segment) => (typeof inner === "object" && inner ? Reflect.get(inner, segment) : undefined),
    value,
  )
}
