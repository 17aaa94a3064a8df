/** Lets others have their turn: who wrote, asked or waits meanwhile. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** How many rows, items or dates are looked at between two turns of the event loop. */
const PIECE = 50

/** What `work` makes of each item, in order, fifty of them side by side; after each fifty others have their turn. */
export async function inPieces<T, R>(items: Iterable<T>, work: (item: T) => R | Promise<R>): Promise<R[]> {
  const results: R[] = []
  let piece: (R | Promise<R>)[] = []
  for (const item of items) {
    piece.push(work(item))
    if (piece.length < PIECE) continue
    results.push(...(await Promise.all(piece)))
    piece = []
    await breathe()
  }
  return [...results, ...(await Promise.all(piece))]
}

/** So many of the items at a time, in order; after each piece others have their turn. */
export async function* piecesOf<T>(items: readonly T[], size = PIECE): AsyncGenerator<T[]> {
  for (let done = 0; done < items.length; done += size) {
    yield items.slice(done, done + size)
    await breathe()
  }
}
