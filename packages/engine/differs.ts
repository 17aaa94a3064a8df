/**
 * The first path at which two JSON values differ, with both; undefined where their canonical JSON is the same. Fields that are
 * `undefined` are not there.
 */
export function differs(made: unknown, stored: unknown, path: string): string | undefined {
  if (made === stored) return undefined
  if (isObject(made) && isObject(stored) && Array.isArray(made) === Array.isArray(stored)) {
    for (const key of new Set([...Object.keys(made), ...Object.keys(stored)])) {
      const found = differs(fieldOf(made, key), fieldOf(stored, key), `${path}.${key}`)
      if (found) return found
    }
    return undefined
  }
  return `${path}: refolded ${JSON.stringify(made)}, stored ${JSON.stringify(stored)}`
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null
}

function fieldOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}
