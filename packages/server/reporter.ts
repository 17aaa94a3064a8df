import { type Logger, serializable } from "@demarche/application/logger"
import pino, { type DestinationStream, type Level } from "pino"

/** Reports to the standard output, or to `to`: a JSON line an entry, from that level on, with all that its errors say. */
export function createReporter(level: Level | "silent", to?: DestinationStream): Logger {
  return pino({ level, base: null, formatters: { log: serializable } }, to)
}
