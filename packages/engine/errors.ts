import type * as z from "zod"

/** A place in what was sent, and what is wrong there; where a schema found it, as it tells it, for who says it in another language. */
export interface FieldFault {
  path: string
  message: string
  issue?: z.core.$ZodIssue
}

/** Why a command had no effect. Tell refusals apart by `code`, which survives bundling. */
export type Refusal =
  | { code: "invalid"; errors: FieldFault[] }
  | { code: "unknown"; what: string }
  | ({ code: "rejected" } & FailedRules)
  | { code: "stale"; version: number; seen: number }
  | { code: "key-reused"; version: number }
  | { code: "conflict"; version: number }
  | { code: "busy"; waiting: number }
  | { code: "abandoned" }
  | { code: "fault"; what: string }

/** The codes of the rules that failed; of those that a field alone breaks, which fields they are. */
export interface FailedRules {
  failing: string[]
  fields?: Readonly<Record<string, string[]>>
}

/**
 * The engine's only error. `rejected` carries the codes of the rules that failed. `fault` is a defect of the program, such
 * as a guard that throws; nothing was written then.
 */
export class EngineError extends Error {
  readonly code: Refusal["code"]
  readonly refusal: Refusal

  constructor(refusal: Refusal, cause?: unknown) {
    super(messageOf(refusal), { cause })
    this.name = "EngineError"
    this.code = refusal.code
    this.refusal = refusal
  }
}

/** That a value is not as its schema reads it, with every place and reason. */
export function unreadable({ issues }: z.ZodError): EngineError {
  const errors = issues.map((issue) => ({ path: issue.path.join("."), message: issue.message, issue }))
  return new EngineError({ code: "invalid", errors })
}

/** Whether the engine threw the error and, where codes are given, for one of those reasons. */
export function isEngineError<Code extends Refusal["code"]>(
  error: unknown,
  ...codes: Code[]
): error is EngineError & { refusal: Extract<Refusal, { code: Code }> } {
  if (!(error instanceof Error) || error.name !== "EngineError" || !("code" in error)) return false
  return codes.length === 0 || codes.some((code) => code === error.code)
}

function messageOf(refusal: Refusal): string {
  switch (refusal.code) {
    case "invalid":
      return refusal.errors.map(({ path, message }) => `${path}: ${message}`).join("; ")
    case "rejected":
      return `refused by ${refusal.failing.join(", ")}`
    case "stale":
      return `the version seen was ${refusal.seen}, the current one is ${refusal.version}`
    case "key-reused":
      return `this command id came with another body (version ${refusal.version})`
    case "conflict":
      return `other writers kept winning (now at version ${refusal.version})`
    case "abandoned":
      return "nobody waits for the answer any more"
    case "busy":
      return `${refusal.waiting} commands wait for this stream already`
    case "unknown":
    case "fault":
      return refusal.what
  }
}
