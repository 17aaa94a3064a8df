/** A structured log: each entry is an object for machines and a sentence for people. */
export interface Logger {
  info(what: object, message: string): void
  error(what: object, message: string): void
}

/** A logger that writes one JSON line per entry, as the cloud's log expects it; errors keep name, message and stack. */
export function jsonLogger(write: (line: string) => void, now: () => string): Logger {
  const line = (level: string) => (what: object, message: string) =>
    write(`${JSON.stringify({ level, time: now(), message, ...serializable(what) })}\n`)
  return { info: line("info"), error: line("error") }
}

/** What is logged, with each error in it as an object of its name, message, stack, cause and errors, which JSON would leave out. */
export function serializable(what: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(what, (_, value) => (value instanceof Error ? fieldsOf(value) : value)))
}

function fieldsOf(error: Error): object {
  const { name, message, stack, cause } = error
  return { name, message, stack, cause, ...(error instanceof AggregateError && { errors: error.errors }) }
}
