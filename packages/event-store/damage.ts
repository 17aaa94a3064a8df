import { isStoreError, type OnDamaged, StoreError } from "./errors.ts"
import type { Commit } from "./ports.ts"

/**
 * What a scan does with what it cannot read. Where somebody is told, the scan goes on behind it; otherwise its stream ends
 * there, and `end` throws the first error once all others are given.
 */
export function damageOf(told?: OnDamaged) {
  const ended = new Map<string, unknown>()
  return {
    ended: (stream: string) => ended.has(stream),
    /** @throws the error, where it is of another kind. */
    meet(stream: string, error: unknown): void {
      if (!isStoreError(error, "damaged")) throw error
      if (told) told(error)
      else ended.set(stream, error)
    },
    end(): void {
      for (const error of ended.values()) throw error
    },
  }
}

/**
 * Passes on the commits of one stream as long as none between `from` and the last one given is missing.
 * @throws StoreError `damaged`, naming the version that is.
 */
export async function* contiguous(
  commits: AsyncIterable<Commit>,
  { from = 1, backwards = false }: { from?: number; backwards?: boolean },
): AsyncGenerator<Commit> {
  const first = Math.max(from, 1)
  let last: Commit | undefined
  for await (const commit of commits) {
    const { stream, version } = commit
    const expected = backwards ? (last ? last.version - 1 : version) : last ? last.version + 1 : first
    if (version !== expected) throw missing(stream, expected)
    last = commit
    yield commit
  }
  if (backwards && last && last.version > first) throw missing(last.stream, last.version - 1)
}

function missing(stream: string, version: number): StoreError {
  return new StoreError("damaged", `${stream}@${version} is missing`, { damage: { stream, version, fault: "gap" } })
}
