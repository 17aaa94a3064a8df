/** `work` on every item, at most `most` at a time, the results in the items' order. After a failure nothing more begins. */
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

/** A generator, which ends for everyone once one of them leaves its loop by an error. */
function* queue<T>(items: T[]): Generator<[place: number, item: T]> {
  yield* items.entries()
}
