import type { Language } from "@demarche/i18n"
import type { Io } from "./io.ts"

/** Sends requests of the API to a server or to the app in this process. */
export interface Transport {
  /** Sends a request to a path of the API, such as `/api/plans`. */
  fetch(path: string, init: RequestInit): Promise<Response>
  /** Waits a while for what follows from what was sent; resolves to whether more of it may come. */
  wait(): Promise<boolean>
  close(): Promise<void>
}

/** What to do where the folder holds no record yet: refuse, create one, or use an empty one in memory. */
export type WhenMissing = "refuse" | "make" | "imagine"

/** What a command works with: the transport, its output, the language, and whether to print JSON. */
export interface Session extends Transport {
  io: Io
  language: Language
  json: boolean
}
