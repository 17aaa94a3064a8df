/** Does the work for one after the other, whatever becomes of each. @throws what failed, all of it, when the last is through. */
export async function eachInTurn<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) await work(item).catch((error) => failures.push(error))
  throwAll(failures)
}

/** Does the work for all at once, whatever becomes of each. @throws what failed, all of it, when the last is through. */
export async function eachInParallel<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const settled = await Promise.allSettled([...items].map(work))
  throwAll(settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : [])))
}

/** What failed: one failure, or each of several. */
export function failuresIn(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(failuresIn) : [error]
}

function throwAll(failures: unknown[]): void {
  const all = failures.flatMap(failuresIn)
  if (all.length > 1) throw new AggregateError(all, `${all.length} failed, the first: ${all[0]}`)
  if (all.length === 1) throw all[0]
}
