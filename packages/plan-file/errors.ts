import { asWritten, type MessageParts } from "./messageParts.ts"

/**
 * An issue of a plan file: its position (`path` as in "activities[3].track"; line and column from 1) and a message, in English
 * and in the parts of which other languages make theirs.
 */
export interface PlanFileIssue {
  path: string
  line: number
  column: number
  message: string
  parts: MessageParts
}

/** The issue at a position. */
export function issueOf(
  path: string,
  { line, column }: { line: number; column: number },
  parts: MessageParts,
): PlanFileIssue {
  return { path, line, column, message: asWritten(parts), parts }
}

/** The plan file is not valid. Test `code`: it survives bundling. */
export class PlanFileError extends Error {
  readonly code = "invalid"
  readonly issues: PlanFileIssue[]

  constructor(issues: PlanFileIssue[]) {
    super(issues.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`).join("\n"))
    this.name = "PlanFileError"
    this.issues = issues
  }
}
