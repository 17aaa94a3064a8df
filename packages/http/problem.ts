import { isDamage } from "@demarche/application/damage"
import { type EngineError, type FieldFault, isEngineError } from "@demarche/engine"
import { isStoreError, type StoreError } from "@demarche/event-store"
import {
  deadlineText,
  faultText,
  type Language,
  languageText,
  listText,
  pickLanguage,
  ruleSentence,
  translate,
} from "@demarche/i18n"
import { PlanFileError } from "@demarche/plan-file/errors"
import { codeIn } from "@demarche/workflows/terms"
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { FailingRule } from "./failingRule.ts"
import { issueReading } from "./issues.ts"
import type { MissingParts } from "./missingParts.ts"

/** The problem types and their HTTP statuses. */
export const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  erased: 410,
  stale: 412,
  "too-large": 413,
  "media-type": 415,
  rejected: 422,
  "key-reused": 422,
  "slow-down": 429,
  internal: 500,
  damaged: 500,
  unavailable: 503,
} as const
export type ProblemType = keyof typeof statuses

/** Where the types of problems are named. */
export const PROBLEMS = "https://demarche.example/problems/"

/** An error that becomes application/problem+json (RFC 9457). `more` are the members of its type, `headers` such as Retry-After. */
export class ProblemError extends Error {
  readonly code: ProblemType
  readonly more: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    code: ProblemType,
    detail?: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(detail ?? code)
    this.name = "Problem"
    this.code = code
    this.more = { ...(detail && { detail }), ...more }
    this.headers = headers
  }
}

/** The language of the response, by Accept-Language. */
export function languageOf(c: Context): Language {
  return pickLanguage(c.req.header("Accept-Language"))
}

const TOO_LONG = "It took too long, and whether it was done is not known: send it again under the same Idempotency-Key."

/** That nothing is at an address. */
export function nothingAt(path: string): ProblemError {
  return new ProblemError("unknown", `nothing is at ${path}`)
}

/** What a caller is told of an error, in their language, and by which reference the log knows it where it is ours. */
interface ToldProblem {
  problem: ProblemError
  reference: string | undefined
}

/** An error as a caller is told of it. Unexpected errors, and those of a store that is not available, are passed to `log`. */
export function tell(c: Context, error: unknown, language: Language, log: (error: unknown) => void): ToldProblem {
  const problem = asProblem(error, language)
  const ours = problem.code === "internal" || problem.code === "damaged"
  if (ours || isStoreError(error, "unavailable")) log(error)
  return { problem, reference: ours ? c.get("correlation") : undefined }
}

/** Turns every error into a problem response, which has no details of an unexpected one. */
export function respondWithProblem(c: Context, error: unknown, log: (error: unknown) => void): Response {
  const { problem, reference } = tell(c, error, languageOf(c), log)
  const status = statuses[problem.code]
  const body = {
    type: PROBLEMS + problem.code,
    title: translate(languageOf(c), `problems.${problem.code}.title`),
    status,
    detail: translate(languageOf(c), `problems.${problem.code}.detail`, { reference }),
    ...(reference && { correlation: reference }),
    ...problem.more,
    instance: new URL(c.req.url).pathname,
  }
  return c.body(JSON.stringify(body), status, { "Content-Type": "application/problem+json", ...problem.headers })
}

/** Who is told of a refusal: in which language and, where it is known, in which zone. */
interface ToldReader {
  language: Language
  zone?: string
}

/** The failing rules, by their codes. */
export function failingRules(
  codes: string[],
  reader: ToldReader,
  fields: Readonly<Record<string, string[]>> = {},
  missing: Readonly<Record<string, MissingParts>> = {},
): FailingRule[] {
  return codes.map((code) => ({
    code,
    sentence: [ruleSentence(reader.language, code), ...namedIn(reader, missing[code])].join(" "),
    ...(fields[code] && { fields: fields[code] }),
    ...missing[code],
  }))
}

function namedIn(
  { language, zone }: ToldReader,
  { languages = [], items = [], earliest }: MissingParts = {},
): string[] {
  const names = languages.map((each) => languageText(language, each))
  return [
    ...(names.length > 0 ? [translate(language, "missing.languages", { languages: listText(language, names) })] : []),
    ...(items.length > 0
      ? [translate(language, "missing.items", { items: listText(language, items.map(codeIn)) })]
      : []),
    ...(earliest
      ? [translate(language, "missing.earliest", { deadline: deadlineText(language, earliest, zone) })]
      : []),
  ]
}

function asProblem(error: unknown, language: Language): ProblemError {
  if (error instanceof ProblemError) return error
  if (isEngineError(error)) return refused(error, language)
  if (error instanceof HTTPException && error.status === 413) return new ProblemError("too-large")
  if (error instanceof HTTPException) return new ProblemError("unavailable", TOO_LONG, {}, { "Retry-After": "5" })
  if (isStoreError(error, "too-large")) return new ProblemError("too-large", error.message)
  if (isStoreError(error, "unavailable")) return unavailable(error, language)
  if (isDamage(error)) return new ProblemError("damaged")
  if (error instanceof PlanFileError)
    return new ProblemError("invalid", undefined, {
      errors: error.issues.map((issue) => issueReading(issue, language)),
    })
  return new ProblemError("internal")
}

/** The public is told the obstacle alone: an error of the store names files and tables. */
function unavailable({ obstacle }: StoreError, language: Language): ProblemError {
  const told = obstacle && { obstacle, detail: translate(language, `obstacles.${obstacle}`) }
  return new ProblemError("unavailable", undefined, told, { "Retry-After": "5" })
}

/** What is wrong with a field, in the caller's language. */
function faultIn(language: Language, { path, message, issue }: FieldFault): { path: string; message: string } {
  return { path, message: faultText(language, issue ?? { message }) }
}

function refused({ refusal, message }: EngineError, language: Language): ProblemError {
  switch (refusal.code) {
    case "invalid":
      return new ProblemError("invalid", undefined, { errors: refusal.errors.map((fault) => faultIn(language, fault)) })
    case "unknown":
      return new ProblemError("unknown", message)
    case "rejected":
      return new ProblemError("rejected", undefined, {
        failing: failingRules(refusal.failing, { language }, refusal.fields),
      })
    case "stale":
      return new ProblemError("stale", undefined, { version: refusal.version, seen: refusal.seen })
    case "key-reused":
      return new ProblemError("key-reused", undefined, { version: refusal.version })
    case "abandoned":
    case "busy":
      return new ProblemError("unavailable", message, {}, { "Retry-After": "1" })
    case "conflict":
      return new ProblemError("conflict", undefined, { version: refusal.version }, { "Retry-After": "1" })
    case "fault":
      return new ProblemError("internal")
  }
}
