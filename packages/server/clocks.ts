import { uptime } from "node:os"
import { CLOCK_TOLERANCE } from "@demarche/application/time"
import type { Log } from "@demarche/event-store"

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

const machineClocks: MachineClocks = { wall: () => Date.now(), steady: () => uptime() * 1_000 }

/**
 * Watches the wall clock: from one look to the next it must go on as far as the steady clock does, and where nothing was
 * believed yet, it may not be before `newest`, the instant at which the record's newest commit was recorded. Otherwise it is at
 * fault until it is back where it should be; a jump is meanwhile bridged by the steady clock.
 */
export function watchedClock({ wall, steady }: MachineClocks, newest?: string): WatchedClock {
  let believed: { wall: number; steady: number } | undefined

  /** Where the wall clock is, where it should be, and whether the two are the same but for a correction. */
  function look(): { is: number; due: number; right: boolean } {
    const [is, counted] = [wall(), steady()]
    const due = believed ? believed.wall + counted - believed.steady : Math.max(is, newest ? Date.parse(newest) : is)
    const right = Math.abs(is - due) <= CLOCK_TOLERANCE
    if (right) believed = { wall: is, steady: counted }
    return { is, due, right }
  }

  return {
    now() {
      const { is, due, right } = look()
      return instantOf(right ? is : due)
    },
    fault() {
      const { is, due, right } = look()
      if (right) return undefined
      if (!believed) return `the clock says ${instantOf(is)}, and the newest commit was recorded at ${newest}`
      return `the clock jumped to ${instantOf(is)}, where it should be at ${instantOf(due)}`
    },
  }
}

/** This machine's clock, watched from the newest commit of a log on; where somebody has `checked` it, from now on. */
export async function watchedOver(log: Pick<Log, "newest">, checked: boolean): Promise<WatchedClock> {
  return watchedClock(machineClocks, checked ? undefined : await log.newest())
}

/** A clock for tries over a log: it begins at this machine's instant or, where the log's newest commit was recorded later, at that. */
export async function movableOver(log: Pick<Log, "newest">): Promise<MovableClock> {
  const newest = await log.newest()
  return movableClock(instantOf(Math.max(machineClocks.wall(), newest ? Date.parse(newest) : 0)))
}

function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
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
