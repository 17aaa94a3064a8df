import type { Application } from "./application.ts"

/** Later than any instant. */
export const MAX_INSTANT = "9999-12-31T23:59:59.999Z"

/** The instant so many milliseconds from now, by the application's clock. */
export function fromNow(application: Application, milliseconds: number): string {
  return new Date(Date.parse(application.world.clock()) + Math.round(milliseconds)).toISOString()
}

/** Starts a time budget of so many milliseconds, by the application's clock; the result says whether any of it is left. */
export function timeBudget(application: Application, milliseconds: number): () => boolean {
  const end = Date.parse(application.world.clock()) + milliseconds
  return () => Date.parse(application.world.clock()) <= end
}
