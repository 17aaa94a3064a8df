import type { Language } from "@demarche/i18n"
import type { Io } from "./io.ts"

/** Sends requests to the API, in this process or over HTTP. */
export interface Transport {
  /** Sends a request to a path of the API, such as `/api/plans`. */
  fetch(path: string, init: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** What to do where the folder holds no record yet: refuse, make one, or imagine an empty one. */
export type WhenMissing = "refuse" | "make" | "imagine"

/** What a command works with: its transport, where it writes, in which language, and whether as JSON. */
export interface Session extends Transport {
  io: Io
  language: Language
  json: boolean
}
