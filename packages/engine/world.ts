import type { Events, Texts } from "@demarche/event-store"

/** What the engine needs from outside. */
export interface World {
  events: Events
  texts: Texts
  /** The time, RFC 3339 in UTC with milliseconds. */
  clock(): string
  /** 16 random bytes, base64url. */
  salt(): string
  /** What errors call a scope; "scope", where it is not said. */
  scopeName?: string
  /** Waits before a command is decided again, after another process was faster for that many times; without it nothing waits. */
  pause?(conflicts: number): Promise<unknown>
}
