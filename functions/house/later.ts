import type { House } from "./house.ts"

/** Later than any instant. */
export const EVER = "9999-12-31T23:59:59.999Z"

/** The instant so many milliseconds from now, by the house's clock. */
export function later(house: House, milliseconds: number): string {
  return new Date(Date.parse(house.world.clock()) + Math.round(milliseconds)).toISOString()
}
