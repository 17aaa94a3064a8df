import { uptime } from "node:os"
import { CLOCK_TOLERANCE } from "@demarche/application/time"

/** The two clocks of a machine, in milliseconds: the one that people set, and the one that counts evenly, also in its sleep. */
export interface MachineClocks {
  wall(): number
  steady(): number
}

/** A clock that notices when it is not to be believed. */
export interface WatchedClock {
  now(): string
  /** What is wrong with it, as long as it is. */
  fault(): string | undefined
}

export const machineClocks: MachineClocks = { wall: () => Date.now(), steady: () => uptime() * 1_000 }

/**
 * Watches the wall clock: from one look to the next it must go on as far as the steady clock does, and where nothing was
 * believed yet, it may not be before `newest`, the instant at which the record's newest commit was recorded. Otherwise it is at
 * fault until it is back where it should be; a jump is meanwhile bridged by the steady clock.
 */
export function watchedClock({ wall, steady }: MachineClocks, newest?: string): WatchedClock {
  let believed: { wall: number; steady: number } | undefined

  /** By how much the wall clock is ahead of where it should be. */
  function look(): { ahead: number; due: number } {
    const [is, counted] = [wall(), steady()]
    const due = believed ? believed.wall + counted - believed.steady : Math.max(is, newest ? Date.parse(newest) : is)
    const ahead = is - due
    if (Math.abs(ahead) <= CLOCK_TOLERANCE) believed = { wall: is, steady: counted }
    return { ahead, due }
  }

  return {
    now() {
      const { ahead, due } = look()
      return new Date(Math.abs(ahead) <= CLOCK_TOLERANCE ? due + ahead : due).toISOString()
    },
    fault() {
      const known = believed !== undefined
      const { ahead, due } = look()
      if (Math.abs(ahead) <= CLOCK_TOLERANCE) return undefined
      const is = new Date(due + ahead).toISOString()
      if (!known) return `the clock says ${is}, and the newest commit was recorded at ${newest}`
      return `the clock jumped to ${is}, where it should be at ${new Date(due).toISOString()}`
    },
  }
}

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
