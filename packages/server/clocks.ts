/** A clock that can be set and runs on from there. Instants are RFC 3339 in UTC. */
export interface MovableClock {
  now(): string
  set(instant: string): void
}

/** The clock of this machine. */
export function realClock(): string {
  return new Date().toISOString()
}

/** A clock that starts at an instant and runs on; with `frozen` it stands still until it is set, for tests. */
export function movableClock(start: string, frozen = false): MovableClock {
  let base = Date.parse(start)
  let since = performance.now()
  return {
    now: () => new Date(base + (frozen ? 0 : Math.floor(performance.now() - since))).toISOString(),
    set(instant) {
      base = Date.parse(instant)
      since = performance.now()
    },
  }
}
