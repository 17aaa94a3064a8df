import type { Events, Texts } from "@demarche/event-store"

/** What the engine needs of the world. `clock` answers an RFC 3339 instant in UTC with milliseconds. */
export interface World {
  events: Events
  texts: Texts
  clock(): string
  salt(): string
}
