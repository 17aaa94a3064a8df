import { invalid } from "./requestBody.ts"

/**
 * A page of a list that is sorted by its keys: at most `limit` items after the cursor `next`, and the cursor of the next page.
 * @throws ProblemError `invalid` where `next` is malformed.
 */
export function pageAfter<T>(
  list: T[],
  key: (item: T) => string,
  limit: number,
  next?: string,
): { items: T[]; next: string | null } {
  const cursor = next && cursorOf(next)
  const from = cursor ? list.findIndex((item) => key(item) > cursor) : 0
  const items = from < 0 ? [] : list.slice(from, from + limit)
  const last = items.at(-1)
  const more = last && list.at(-1) !== last
  return { items, next: more ? Buffer.from(key(last)).toString("base64url") : null }
}

function cursorOf(next: string): string {
  const key = Buffer.from(next, "base64url").toString()
  if (!/^[a-z0-9.:-]+$/.test(key)) throw invalid("next", "is not a place in this list")
  return key
}
