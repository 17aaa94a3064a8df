import { jsonLogger } from "@demarche/application/logger"
import { memo } from "./memo.ts"
import { systemClock } from "./systemClock.ts"

/** Logs to standard output, one JSON line an entry, which CloudWatch reads as fields. */
export const getLogger = memo(() => jsonLogger((line) => process.stdout.write(line), systemClock))
