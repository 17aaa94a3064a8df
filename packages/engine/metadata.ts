import type { MetadataRules } from "./definition.ts"

/** The command under which is recorded what time decided. No workflow has one of that name. */
export const TIME_COMMAND = "time"

/** The rules of a definition that states none. */
export const DEFAULT_RULES: MetadataRules = { time: { by: TIME_COMMAND, facts: {} } }

/** The fields of every act, which neither an event nor a definition's further fields may be called by. */
export const ACT_FIELDS = ["command", "by", "facts", "at", "received", "reason", "version"]
