import type { Language } from "@demarche/words"
import type { Io } from "./io.ts"

/** The one way in: requests of the API, whoever answers them. */
export interface Reach {
  /** Sends a request to a path of the API, such as `/api/plans`. */
  fetch(path: string, init: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** What to do where the folder holds no record yet: refuse, make one, or imagine an empty one. */
export type Missing = "refuse" | "make" | "imagine"

/** What a command works with: its way in, where it writes, in which language, and whether as JSON. */
export interface Session extends Reach {
  io: Io
  language: Language
  json: boolean
}
