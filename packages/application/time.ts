import type { Application } from "./application.ts"

/** Later than any instant. */
export const MAX_INSTANT = "9999-12-31T23:59:59.999Z"

/** How far two clocks may be apart, in milliseconds: more than a correction over the network sets one by. */
export const CLOCK_TOLERANCE = 2 * 60_000

/** The instant that many milliseconds after another (RFC 3339, UTC). */
export function instantAfter(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + Math.round(milliseconds)).toISOString()
}

/** The instant that many milliseconds from now, by the application's clock (RFC 3339, UTC). */
export function fromNow(application: Application, milliseconds: number): string {
  return instantAfter(application.world.clock(), milliseconds)
}

/** Starts a budget of that many milliseconds; the function returned says whether any is left. */
export function timeBudget(application: Application, milliseconds: number): () => boolean {
  const end = Date.parse(application.world.clock()) + milliseconds
  return () => Date.parse(application.world.clock()) <= end
}
