import type { MetadataRules } from "./definition.ts"
import type { Request } from "./request.ts"
import type { Workflow } from "./workflow.ts"

/** The reserved command under which what time decided is recorded. */
export const TIME_COMMAND = "time"

/** The rules of a definition that has none. */
export const DEFAULT_RULES: MetadataRules = { time: { by: TIME_COMMAND, facts: {} } }

/** The fields of every act. Neither an event nor a definition may have a field of the same name. */
export const ACT_FIELDS = ["command", "by", "facts", "at", "received", "reason", "version"]

/** The definition's further fields of a request, in the definition's order; `undefined` where the request has none. */
export function furtherFields({ metadata }: Workflow, request: Request): [field: string, value: unknown][] {
  const given: Record<string, unknown> = { ...request }
  return (metadata.fields ?? []).map((field) => [field, given[field]])
}
