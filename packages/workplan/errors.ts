/** One thing wrong in a plan file: where (`path` as in "activities[3].track"; line and column from 1) and what. */
export interface Issue {
  path: string
  line: number
  column: number
  message: string
}

/** A plan file that cannot be read as a plan. Test by `code`: it survives bundling. */
export class PlanFileError extends Error {
  readonly code = "invalid"
  readonly issues: Issue[]

  constructor(issues: Issue[]) {
    super(issues.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`).join("\n"))
    this.name = "PlanFileError"
    this.issues = issues
  }
}

/** A text that names no deadline: `gap` and `twice` are the hours that summer time takes out and puts in. */
export class DeadlineError extends Error {
  readonly code = "invalid"
  readonly reason: "unreadable" | "zone" | "gap" | "twice"

  constructor(reason: DeadlineError["reason"], message: string) {
    super(message)
    this.name = "DeadlineError"
    this.reason = reason
  }
}
