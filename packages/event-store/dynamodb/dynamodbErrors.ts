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
/** Errors that a retry cannot help: credentials, missing tables, limits. */
const SHUT = new Set([
  ...["AccessDeniedException", "CredentialsProviderError", "ExpiredToken", "ExpiredTokenException"],
  ...["IncompleteSignatureException", "InvalidSignatureException", "MissingAuthenticationTokenException"],
  ...["TokenProviderError", "UnrecognizedClientException", "RequestExpired", "RequestTimeTooSkewed"],
  ...["ResourceNotFoundException", "ResourceInUseException", "LimitExceededException"],
])

/** The fields of the SDK's errors and of Node's; empty, or 0, where they are missing. */
function failureOf(error: unknown): { name: string; code: string; message: string; status: number } {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) }
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined
  const status = typeof metadata === "object" && metadata && "httpStatusCode" in metadata ? metadata.httpStatusCode : 0
  return { name, code, message, status: Number(status ?? 0) }
}

/** Whether the condition of the write failed, which is a result and not an error. */
export function isRefused(error: unknown): boolean {
  return failureOf(error).name === "ConditionalCheckFailedException"
}

/** Whether the error is transient: throttling, no connection, no response, or a 5xx status. */
export function isPassing(error: unknown): boolean {
  const { name, code, status } = failureOf(error)
  return THROTTLED.has(name) || UNREACHED.has(name) || UNREACHED.has(code) || status >= 500
}

/** The SDK's error as the StoreError it stands for, with the table's name; a bug of ours is returned unchanged. */
export function translated(error: unknown, table: string): unknown {
  const { name, code, message } = failureOf(error)
  const what = `table ${table}: ${name === "Error" ? code : name}: ${message}`
  if (isPassing(error) || SHUT.has(name)) return new StoreError("unavailable", what, { cause: error })
  if (name === "ValidationException" && /item size|size limit/i.test(message))
    return new StoreError("too-large", what, { cause: error })
  return error
}

/** The unprocessed writes of a batch as a throttling error, so that they are retried. */
export function leftOver(count: number): Error {
  return Object.assign(new Error(`${count} writes of a batch were left over`), { name: "ThrottlingException" })
}
