/** The longest first pause, in milliseconds; it doubles with each conflict, up to five times. */
const FIRST = 10

/**
 * Waits after so many conflicts with another process, for a random part of a time that doubles with each, so that the two do
 * not meet again. `random` returns a number, 0 ≤ n < 1.
 */
export function backOff(conflicts: number, random = Math.random): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, random() * FIRST * 2 ** Math.min(conflicts, 5)))
}
