import pc from "picocolors"

/** The output and environment of a command; a test gives its own. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** The terminal's width; undefined for a file or a pipe, where lines are never cut. */
  columns: number | undefined
  colours: { out: boolean; err: boolean }
  env: Record<string, string | undefined>
  /** The reader's IANA zone. */
  zone: string
  /** Prepares this process to host the application, by loading what runs TypeScript; calling it again does nothing. */
  prepare(): Promise<void>
}

export type Paint = ReturnType<typeof pc.createColors>

/** The colours of an output: none unless it is a terminal. */
export function paint(io: Io, output: "out" | "err"): Paint {
  return pc.createColors(io.colours[output])
}

/** Text made safe for a terminal: without control and bidirectional formatting characters. */
export function plain(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/\p{Cc}+/gu, " ")
}

/** Text made safe for a terminal, with the ends of its lines. */
export function plainLines(text: string): string {
  return text.split("\n").map(plain).join("\n")
}

/** Writes a line of a result. */
export function say(io: Io, line = ""): void {
  io.out(`${line}\n`)
}
