import type { MetadataRules } from "./definition.ts"

/** The reserved command under which what time decided is recorded. */
export const TIME_COMMAND = "time"

/** The rules of a definition that has none. */
export const DEFAULT_RULES: MetadataRules = { time: { by: TIME_COMMAND, facts: {} } }

/** The fields of every act. Neither an event nor a definition may have a field of the same name. */
export const ACT_FIELDS = ["command", "by", "facts", "at", "received", "reason", "version"]
