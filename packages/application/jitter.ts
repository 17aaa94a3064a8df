import { crc32 } from "node:zlib"

/** A draw that is always the same for the same name: 0 ≤ n < 1. */
export function jitter(name: string): number {
  return crc32(name) / 2 ** 32
}
