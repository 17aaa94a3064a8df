import type { House } from "./house.ts"

/** The instant so many milliseconds from now, by the house's clock. */
export function later(house: House, milliseconds: number): string {
  return new Date(Date.parse(house.world.clock()) + Math.round(milliseconds)).toISOString()
}
