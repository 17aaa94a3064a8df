/** An event pattern of EventBridge, of the subset in use: exact values, prefix, exists, anything-but, numeric. */
export type Pattern = { [field: string]: Pattern | Condition[] }
export type Condition =
  | string
  | number
  | boolean
  | null
  | { prefix: string }
  | { exists: boolean }
  | { "anything-but": (string | number) | (string | number)[] }
  | { numeric: (string | number)[] }

/** Whether the event is one that the pattern lets through: every field named must match, a list by any of its members. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = typeof event === "object" && event !== null ? (event as Record<string, unknown>)[field] : undefined
    if (!Array.isArray(wanted)) return matches(wanted, value)
    const values = Array.isArray(value) ? value : [value]
    return wanted.some((condition) => values.some((each) => holds(condition, each)))
  })
}

function holds(condition: Condition, value: unknown): boolean {
  if (typeof condition !== "object" || condition === null) return value === condition
  if ("exists" in condition) return (value !== undefined) === condition.exists
  if (value === undefined) return false
  if ("prefix" in condition) return typeof value === "string" && value.startsWith(condition.prefix)
  if ("anything-but" in condition) return ![condition["anything-but"]].flat().includes(value as string)
  return typeof value === "number" && inRange(condition.numeric, value)
}

function inRange([operator, bound, ...rest]: (string | number)[], value: number): boolean {
  if (operator === undefined) return true
  const limit = Number(bound)
  const here =
    operator === "<"
      ? value < limit
      : operator === "<="
        ? value <= limit
        : operator === ">"
          ? value > limit
          : operator === ">="
            ? value >= limit
            : value === limit
  return here && inRange(rest, value)
}
