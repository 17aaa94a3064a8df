import type { MetadataRules } from "./definition.ts"
import type { IncomingCommand } from "./request.ts"
import type { Workflow } from "./workflow.ts"

/** The command under which is recorded what time decided. No workflow has one of that name. */
export const TIME_COMMAND = "time"

/** The rules of a definition that states none. */
export const DEFAULT_RULES: MetadataRules = { time: { by: TIME_COMMAND, facts: {} } }

/** The fields of every act, which neither an event nor a definition's further fields may be called by. */
export const ACT_FIELDS = ["command", "by", "facts", "at", "received", "reason", "version"]

/** What a request says in the fields that its definition has recorded, in their order; `undefined` where it says nothing. */
export function furtherFields({ metadata }: Workflow, request: IncomingCommand): [field: string, value: unknown][] {
  const given: Record<string, unknown> = { ...request }
  return (metadata.fields ?? []).map((field) => [field, given[field]])
}
