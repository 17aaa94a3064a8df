/** The value with every string in Unicode's composed form (NFC), in which equal words have equal bytes. */
export function composed<T>(value: T): T {
  return recompose(value) as T // of the same form
}

function recompose(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC")
  if (Array.isArray(value)) return value.map(recompose)
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recompose(inner)]))
}
