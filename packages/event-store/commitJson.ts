import { StoreError } from "./errors.ts"
import type { Commit } from "./ports.ts"

/** The largest event, in UTF-8 bytes of its JSON. */
export const EVENT_BYTES = 64 * 1024

/** The largest commit, in UTF-8 bytes of its JSON: below DynamoDB's 400 KB for an item, with room for its keys. */
export const COMMIT_BYTES = 380 * 1024

/**
 * The commit as JSON, the form in which adapters store it.
 * @throws StoreError `too-large` over `EVENT_BYTES` or `COMMIT_BYTES`.
 */
export function encode(commit: Commit): string {
  const body = JSON.stringify(commit)
  const size = Buffer.byteLength(body)
  if (size > COMMIT_BYTES) throw tooLarge(commit, `${size} bytes, over ${COMMIT_BYTES}`)
  if (size > EVENT_BYTES) {
    for (const { value } of commit.events) {
      const bytes = Buffer.byteLength(JSON.stringify(value))
      if (bytes > EVENT_BYTES) throw tooLarge(commit, `${value.type} takes ${bytes} bytes, over ${EVENT_BYTES}`)
    }
  }
  return body
}

/**
 * The commit that `encode` wrote; `place` names the file or table in the error.
 * @throws StoreError `damaged` where it is not JSON.
 */
export function decode(body: string, place: string): Commit {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new StoreError("damaged", `${place} holds a commit that is not JSON: ${body.slice(0, 80)}`, { cause })
  }
}

function tooLarge({ stream, version }: Commit, what: string) {
  return new StoreError("too-large", `${stream}@${version}: ${what}`)
}
