import { StoreError } from "../errors.ts"

const THROTTLED = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottledException",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
])
const UNREACHED = new Set([
  ...["TimeoutError", "RequestTimeout", "RequestTimeoutException"],
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
])
/** Errors that no retry helps: access denied, no such table. */
const SHUT = new Set([
  ...["AccessDeniedException", "CredentialsProviderError", "ExpiredToken", "ExpiredTokenException"],
  ...["IncompleteSignatureException", "InvalidSignatureException", "MissingAuthenticationTokenException"],
  ...["TokenProviderError", "UnrecognizedClientException", "RequestExpired", "RequestTimeTooSkewed"],
  ...["ResourceNotFoundException", "ResourceInUseException", "LimitExceededException"],
])

/** What the SDK's errors and Node's say of themselves; empty, or 0, where they do not. */
function failureOf(error: unknown): { name: string; code: string; message: string; status: number } {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) }
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined
  const status = typeof metadata === "object" && metadata && "httpStatusCode" in metadata ? metadata.httpStatusCode : 0
  return { name, code, message, status: Number(status ?? 0) }
}

/** Whether the write's own condition was not met: an answer, not a failure. */
export function isRefused(error: unknown): boolean {
  return failureOf(error).name === "ConditionalCheckFailedException"
}

/** Whether the same call may work in a moment: throttled, not reached, not answered, or DynamoDB's own fault. */
export function isPassing(error: unknown): boolean {
  const { name, code, status } = failureOf(error)
  return THROTTLED.has(name) || UNREACHED.has(name) || UNREACHED.has(code) || status >= 500
}

/** What the SDK threw as the StoreError it means, naming the table; what is nobody's fault but ours stays as it is. */
export function translated(error: unknown, table: string): unknown {
  const { name, code, message } = failureOf(error)
  const what = `table ${table}: ${name === "Error" ? code : name}: ${message}`
  if (isPassing(error) || SHUT.has(name)) return new StoreError("unavailable", what, { cause: error })
  if (name === "ValidationException" && /item size|size limit/i.test(message))
    return new StoreError("too-large", what, { cause: error })
  return error
}

/** What a batch left undone, as the throttling that it is. */
export function leftOver(count: number): Error {
  return Object.assign(new Error(`${count} writes of a batch were left over`), { name: "ThrottlingException" })
}
