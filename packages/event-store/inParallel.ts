/** Runs `work` on every item, at most `most` at a time; results in the order of the items. After a failure nothing new starts. */
export async function inParallel<T, R>(items: T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const left = queue(items)
  await Promise.all(
    Array.from({ length: Math.min(most, items.length) }, async () => {
      for (const [place, item] of left) results[place] = await work(item)
    }),
  )
  return results
}

/** A generator that all workers share: it ends for all of them once one leaves its loop with an error. */
function* queue<T>(items: T[]): Generator<[place: number, item: T]> {
  yield* items.entries()
}
