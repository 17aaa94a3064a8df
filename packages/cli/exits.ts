import type { ProblemType } from "@demarche/http/problem"

/** The exit codes, as `--help` shows them and scripts rely on them. */
export const exits = {
  done: { code: 0, means: "done; for verify: the record is intact" },
  refused: { code: 1, means: "refused by the workflow; for verify: the record was tampered with" },
  unreadable: { code: 2, means: "bad input, or a file or a folder that cannot be read" },
  truncated: { code: 3, means: "for verify: the record has a gap, or lacks its beginning" },
  forbidden: { code: 4, means: "not allowed: no credential, a bad one, or one that does not reach this far" },
  unknown: { code: 5, means: "not found" },
  conflict: { code: 6, means: "others wrote first: a conflict, a stale --if-match, an --id used before" },
  unavailable: { code: 7, means: "unavailable: nothing was written, try again later" },
} as const
export type Exit = keyof typeof exits

const byProblem: Record<string, Exit> = {
  invalid: "unreadable",
  unauthenticated: "forbidden",
  forbidden: "forbidden",
  unknown: "unknown",
  conflict: "conflict",
  erased: "unknown",
  stale: "conflict",
  "too-large": "unreadable",
  "media-type": "unreadable",
  rejected: "refused",
  "key-reused": "conflict",
  "slow-down": "unavailable",
  internal: "unavailable",
  damaged: "unreadable",
  unavailable: "unavailable",
} satisfies Record<ProblemType, Exit>

/** The exit for the last segment of a problem's `type`; `unavailable` for an unknown one. */
export function exitOf(problem: string): Exit {
  return byProblem[problem] ?? "unavailable"
}

/** Ends a command: with its exit, the lines to print and, for `--json`, the response as it came. */
export class CliError extends Error {
  readonly exit: Exit
  readonly lines: string[]
  readonly json: string | undefined

  constructor(exit: Exit, lines: string[], json?: string) {
    super(lines.join("\n"))
    this.name = "CliError"
    this.exit = exit
    this.lines = lines
    this.json = json
  }
}

/** The table as `--help` shows it. */
export function exitTable(): string {
  return ["", "Exit codes:", ...Object.values(exits).map(({ code, means }) => `  ${code}  ${means}`)].join("\n")
}
