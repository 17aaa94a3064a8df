/** Does the work for one after the other, whatever becomes of each. @throws what failed, all of it, when the last is through. */
export async function inTurn<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) await work(item).catch((error) => failures.push(error))
  throwAll(failures)
}

/** Does the work for all at once, whatever becomes of each. @throws what failed, all of it, when the last is through. */
export async function atOnce<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const settled = await Promise.allSettled([...items].map(work))
  throwAll(settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : [])))
}

function throwAll(failures: unknown[]): void {
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} failed, the first: ${failures[0]}`)
  if (failures.length === 1) throw failures[0]
}
