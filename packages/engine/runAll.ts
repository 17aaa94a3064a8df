import { inParallel } from "@demarche/event-store"

/**
 * Does the work for one item after the other; a failure does not keep it from the next.
 * @throws the only failure, or an AggregateError of all, after the last item
 */
export async function eachInTurn<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) await work(item).catch((error) => failures.push(error))
  throwAll(failures)
}

/**
 * Does the work for all items in parallel, at most `most` at a time.
 * @throws the only failure, or an AggregateError of all, after the last item
 */
export async function eachInParallel<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const failures: unknown[] = []
  await inParallel([...items], most, (item) => work(item).catch((error) => failures.push(error)))
  throwAll(failures)
}

/** The failures in an error: those of an AggregateError, or the error itself. */
export function failuresIn(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(failuresIn) : [error]
}

function throwAll(failures: unknown[]): void {
  const all = failures.flatMap(failuresIn)
  if (all.length > 1) throw new AggregateError(all, `${all.length} failed, the first: ${all[0]}`)
  if (all.length === 1) throw all[0]
}
