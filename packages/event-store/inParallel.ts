/**
 * Runs `work` on every item, at most `most` at a time; results in the order of the items. After a failure nothing new starts,
 * and what runs is waited for. @throws of the failures the first in the order of the items.
 */
export async function inParallel<T, R>(items: T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const failures: { place: number; error: unknown }[] = []
  const left = queue(items)
  const workers = Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const [place, item] of left)
      try {
        results[place] = await work(item)
      } catch (error) {
        failures.push({ place, error })
        break
      }
  })
  await Promise.all(workers)
  const [first] = failures.sort((one, other) => one.place - other.place)
  if (first) throw first.error
  return results
}

/** A generator that all workers share: it ends for all of them once one leaves its loop. */
function* queue<T>(items: T[]): Generator<[place: number, item: T]> {
  yield* items.entries()
}
