import { PlanFileError, type PlanFileIssue } from "./errors.ts"
import { issueAt, schemaIssues, valueAt } from "./issues.ts"
import { overLimits } from "./limits.ts"
import { messageOf } from "./messageParts.ts"
import { FORMAT, PlanFile } from "./planFile.ts"
import { checkReferences } from "./references.ts"
import { type FilePath, readSource } from "./source.ts"
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
  if (!parsed.success) throw refuse(schemaIssues(parsed.error.issues, source))
  const lineOf = (path: FilePath) => source.place(path).line
  const contradictions = checkReferences(parsed.data, source.value, lineOf)
  if (contradictions.length) {
    throw refuse(contradictions.slice(0, 100).map(({ path, parts }) => issueAt(source, path, parts)))
  }
  const warnings = warningsOf(parsed.data, lineOf)
  const over = overLimits(parsed.data, warnings)
  if (over.length) throw refuse(over.slice(0, 100).map(({ path, parts }) => issueAt(source, path, parts)))
  return { plan: parsed.data, warnings }
}

const EARLIER = messageOf`this is format ${FORMAT - 1}, and format ${FORMAT} is read: \`demarche plan upgrade FILE\` turns one into the other`

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
