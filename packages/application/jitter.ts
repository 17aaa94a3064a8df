import { crc32 } from "node:zlib"

/** A pseudo-random number, 0 ≤ n < 1, that is always the same for the same name. */
export function jitter(name: string): number {
  return crc32(name) / 2 ** 32
}
