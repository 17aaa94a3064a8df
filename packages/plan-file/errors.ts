/** One thing wrong in a plan file: where (`path` as in "activities[3].track"; line and column from 1) and what. */
export interface PlanFileIssue {
  path: string
  line: number
  column: number
  message: string
}

/** A plan file that cannot be read as a plan. Test by `code`: it survives bundling. */
export class PlanFileError extends Error {
  readonly code = "invalid"
  readonly issues: PlanFileIssue[]

  constructor(issues: PlanFileIssue[]) {
    super(issues.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`).join("\n"))
    this.name = "PlanFileError"
    this.issues = issues
  }
}
