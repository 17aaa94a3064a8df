import pc from "picocolors"

/** Where a command writes and what it may know of its surroundings; a test gives its own. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** The terminal's width; undefined where the output goes to a file or a pipe, which is never cut. */
  columns: number | undefined
  colours: { out: boolean; err: boolean }
  env: Record<string, string | undefined>
  /** The reader's IANA zone. */
  zone: string
  /** Readies this process to host the app: whatever can be imported must run. Asked again it does nothing more. */
  prepare(): Promise<void>
}

export type Paint = ReturnType<typeof pc.createColors>

/** The colours for one of the two outputs: none but on a terminal. */
export function paint(io: Io, output: "out" | "err"): Paint {
  return pc.createColors(io.colours[output])
}

/** Text from elsewhere, made safe for a terminal: nothing in it moves the cursor or turns the line around. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
}

/** Writes a line of a result. */
export function say(io: Io, line = ""): void {
  io.out(`${line}\n`)
}
