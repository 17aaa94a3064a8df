/** How many results are kept; then all are forgotten, so that no more is held whatever is asked. */
const MOST = 2_000

/** A pure function of a text that keeps its results: the readings of a whole list ask the same few again and again. */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = work(text)
    if (known.size >= MOST) known.clear()
    known.set(text, result)
    return result
  }
}
