import { invalid } from "./requestBody.ts"

/** For how long a page is worked out, in milliseconds; then it ends, with as much as it has. */
export const PAGE_TIME = 5_000

/**
 * A page of a list in the order of its keys, which is the cursor's, whatever order it comes in: at most `limit` items after the cursor `next`, and the cursor of the next page.
 * @throws ProblemError `invalid` where `next` is malformed.
 */
export function pageAfter<T>(
  list: T[],
  key: (item: T) => string,
  limit: number,
  next?: string,
): { items: T[]; next: string | null } {
  const cursor = next && placeIn(next)
  const left = list.map((item) => ({ item, key: key(item) })).filter((each) => !cursor || each.key > cursor)
  const page = left.sort((one, other) => (one.key < other.key ? -1 : 1)).slice(0, limit)
  const last = left.length > limit && page.at(-1)
  return { items: page.map(({ item }) => item), next: last ? cursorAt(last.key) : null }
}

/** A place in a list as an opaque cursor. */
export function cursorAt(key: string): string {
  return Buffer.from(key).toString("base64url")
}

/** The place of a cursor. @throws ProblemError `invalid` where it is malformed. */
export function placeIn(next: string): string {
  const key = Buffer.from(next, "base64url").toString()
  if (!/^[a-z0-9.:-]+$/.test(key)) throw invalid("next", "is not a place in this list")
  return key
}
