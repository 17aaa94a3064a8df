/** How many results are kept; then all are forgotten, so that no more is held whatever is asked. */
const MOST = 2_000

/** A pure function of texts that keeps its results: the readings of a whole list ask the same few again and again. */
export function remembering<Texts extends string[], T>(work: (...texts: Texts) => T): (...texts: Texts) => T {
  const known = new Map<string, T>()
  return (...texts) => {
    const key = texts.join("\n")
    const before = known.get(key)
    if (before !== undefined) return before
    const result = work(...texts)
    if (known.size >= MOST) known.clear()
    known.set(key, result)
    return result
  }
}
