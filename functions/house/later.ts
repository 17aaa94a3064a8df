import type { House } from "./house.ts"

/** Later than any instant. */
export const EVER = "9999-12-31T23:59:59.999Z"

/** The instant so many milliseconds from now, by the house's clock. */
export function later(house: House, milliseconds: number): string {
  return new Date(Date.parse(house.world.clock()) + Math.round(milliseconds)).toISOString()
}

/** Tells whether there is time left of so many milliseconds, by the house's clock. */
export function timer(house: House, milliseconds: number): () => boolean {
  const end = Date.parse(house.world.clock()) + milliseconds
  return () => Date.parse(house.world.clock()) <= end
}
