import type * as z from "zod"
import { PlanFileError, type PlanFileIssue } from "./errors.ts"
import { FORMAT, PlanFile } from "./planFile.ts"
import { checkReferences } from "./references.ts"
import { dotted, type FilePath, readSource, type Source } from "./source.ts"
import { type Warning, warningsOf } from "./warnings.ts"

/**
 * Parses a plan file, YAML or JSON. Returns the plan and its warnings, in the order of their lines.
 * @throws PlanFileError (code "invalid") with at most 100 issues, each with path, line, column and message; no other
 * error, whatever the text
 */
export function parsePlan(text: string, media: "yaml" | "json"): { plan: PlanFile; warnings: Warning[] } {
  const source = readSource(text, media)
  const format = valueAt(source.value, ["schema_version"])
  if (format === FORMAT - 1) throw refuse([issueAt(source, ["schema_version"], EARLIER)])
  const parsed = PlanFile.safeParse(source.value)
  if (!parsed.success) throw refuse(tell(parsed.error.issues, [], source))
  const lineOf = (path: FilePath) => source.place(path).line
  const contradictions = checkReferences(parsed.data, source.value, lineOf)
  if (contradictions.length) {
    throw refuse(contradictions.slice(0, 100).map(({ path, message }) => issueAt(source, path, message)))
  }
  return { plan: parsed.data, warnings: warningsOf(parsed.data, lineOf) }
}

const EARLIER = `this is format ${FORMAT - 1}, and format ${FORMAT} is read: \`demarche plan upgrade FILE\` turns one into the other`

/** The format of a plan file, by its name: JSON for `.json`, else YAML. */
export function mediaOf(file: string): "yaml" | "json" {
  return file.endsWith(".json") ? "json" : "yaml"
}

/** The first hundred issues, with their lines looked up, in the order of their lines. */
function refuse(found: Iterable<PlanFileIssue>): PlanFileError {
  const issues: PlanFileIssue[] = []
  for (const issue of found) if (issues.push(issue) === 100) break
  return new PlanFileError(issues.sort((one, other) => one.line - other.line || one.column - other.column))
}

function issueAt(source: Source, path: FilePath, message: string, key?: "key"): PlanFileIssue {
  const { line, column } = source.place(path, key)
  return { path: dotted(path), line, column, message }
}

function* tell(issues: z.core.$ZodIssue[], around: FilePath, source: Source): Generator<PlanFileIssue> {
  for (const issue of issues) {
    const path = [...around, ...issue.path.map((segment) => (typeof segment === "symbol" ? String(segment) : segment))]
    if (issue.code === "invalid_union") {
      yield* tell(branchOf(issue), path, source)
    } else if (issue.code === "invalid_key") {
      for (const { message } of issue.issues)
        yield issueAt(source, path, `${shorten(JSON.stringify(path.at(-1)))}: ${message}`, "key")
    } else if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) yield issueAt(source, [...path, key], unknownKey(key), "key")
    } else {
      yield issueAt(source, path, issueSentence(issue, path, source))
    }
  }
}

/** Of the alternatives of a union, the one that the writer seems to have meant: one that fails inside, or else not by type. */
function branchOf({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const inside = errors.find((branch) => branch.every(({ code, path }) => path.length || code === "unrecognized_keys"))
  const ofType = errors.find((branch) => !branch.some(({ code, path }) => code === "invalid_type" && !path.length))
  return inside ?? ofType ?? errors[0] ?? []
}

function issueSentence(issue: z.core.$ZodIssue, path: FilePath, source: Source): string {
  if (!source.place(path).found) return `"${path.at(-1)}" is missing`
  const given = shorten(JSON.stringify(valueAt(source.value, path)) ?? "nothing")
  switch (issue.code) {
    case "invalid_value":
      return `${given} is not ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`
    case "invalid_format":
      return issue.format === "date" ? `${given} is not a day of the calendar` : `${given}: ${issue.message}`
    case "custom":
      return issue.message
    default:
      return issue.message.replace(/^Invalid input: /, "")
  }
}

function unknownKey(key: string): string {
  return `unknown key ${shorten(JSON.stringify(key))}: the format has none such here`
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function valueAt(value: unknown, path: FilePath): unknown {
  return path.reduce<unknown>(
    (inner, segment) => (typeof inner === "object" && inner ? Reflect.get(inner, segment) : undefined),
    value,
  )
}
