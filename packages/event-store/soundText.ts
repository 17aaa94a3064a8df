import { StoreError } from "./errors.ts"
import type { StoredText } from "./ports.ts"
import { isSalt, leafHash } from "./seal.ts"

const MEDIA: readonly string[] = ["text/plain", "text/markdown"]

/**
 * The text, whose hash is recomputed; `where` names the file or table in the error.
 * @throws StoreError `damaged` where the hash is of something else, or the media type is none that texts have.
 */
export function soundText(text: StoredText, where: string): StoredText {
  const { hash, salt, media, body } = text
  if (hash !== hashOf(salt, body)) throw damagedText(hash, where, "is not the one that its hash was taken of")
  if (!MEDIA.includes(media)) throw damagedText(hash, where, "has a media type that no text has")
  return text
}

/** The error for a text that is not what it should be; `cause` where it cannot be read at all. */
export function damagedText(hash: string, where: string, what: string, cause?: unknown): StoreError {
  const fault = cause === undefined ? "hash" : "unreadable"
  return new StoreError("damaged", `${where}: the text ${hash} ${what}`, { cause, damage: { text: hash, fault } })
}

/** Undefined where half of a surrogate pair, or what is no salt, leaves the body without a hash. */
function hashOf(salt: string, value: string): string | undefined {
  return value.isWellFormed() && isSalt(salt) ? leafHash({ salt, value }) : undefined
}
