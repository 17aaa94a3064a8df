import type { Events, Texts } from "@demarche/event-store"

/** What the engine needs from outside. */
export interface World {
  events: Events
  texts: Texts
  /** The time, RFC 3339 in UTC with milliseconds. */
  clock(): string
  /** 16 random bytes, base64url. */
  salt(): string
}
