import { hash as digest, randomBytes } from "node:crypto"
import canonicalize from "canonicalize"
import type { Commit, Disclosed, Header, Known, Leaf, Origin, StoredEvent, StoredText } from "./ports.ts"

/** A commit before it is sealed: events and origin without salts, and no hash. */
export type UnsealedCommit = Omit<Commit, "events" | "origin" | "hash"> & { events: StoredEvent[]; origin: Origin }

/** The first break of a chain. `gap`: `version` is missing · `hash`, `prev`: the commit of that version does not fit. */
export interface ChainFault {
  stream: string
  version: number
  fault: "hash" | "prev" | "gap"
}

/** 16 random bytes, base64url: too many to guess a hidden value by trying. */
export function newSalt(): string {
  return randomBytes(16).toString("base64url")
}

function leaf<T>(value: T, salt: string): Known<T> {
  return { salt, value }
}

/**
 * Whether a text may be a salt. No value begins with what salts are made of, so that nothing of a value can be moved into its
 * salt under the same hash: of “He said "no"” there would be “no"”.
 */
export function isSalt(text: string): boolean {
  return /^[\w-]*$/.test(text)
}

/**
 * SHA-256 of 0x01 ‖ salt ‖ canonical JSON of the value (RFC 8785), base64url. Values are objects or strings:
 * the first digits of a bare number could be exchanged with the last of the salt.
 * @throws Error where the value has no canonical form: NaN, infinity, half a surrogate pair; or where the salt is none.
 */
export function leafHash<T>({ salt, value }: { salt: string; value: T }): string {
  if (!isSalt(salt)) throw new Error("a salt is made of letters, digits, - and _")
  return digest("sha256", `\u0001${salt}${canonicalize(value)}`, "base64url")
}

/** SHA-256 of 0x00 ‖ canonical JSON (RFC 8785) of the header with `events` and `origin` as leaf hashes, base64url. */
export function commitHash(header: Header, events: string[], origin: string): string {
  return digest("sha256", `\u0000${canonicalize({ ...header, events, origin })}`, "base64url")
}

/** Seals a commit: a salt for each event and for the origin, and the hash over them. State and recent ids are not hashed. */
export function seal(draft: UnsealedCommit, salt: () => string): Commit {
  const { state, ring, ...rest } = draft
  const events = rest.events.map((event) => leaf(event, salt()))
  const origin = leaf(rest.origin, salt())
  return { ...rest, events, origin, state, ring, hash: commitHash(rest, events.map(leafHash), leafHash(origin)) }
}

/** The text with its salt and its hash, by which events refer to it: the leaf hash of the body. */
export function sealText(text: Omit<StoredText, "hash" | "salt">, salt: () => string): StoredText {
  const salted = leaf(text.body, salt())
  return { ...text, salt: salted.salt, hash: leafHash(salted) }
}

/** The commit as a reader may see it. The origin is hidden with any hidden event; state and recent ids are never shown. */
export function disclose(commit: Commit, mayRead: (event: StoredEvent) => boolean): Disclosed {
  const { state, ring, ...rest } = commit
  const events = commit.events.map((event) => (mayRead(event.value) ? event : { hash: leafHash(event) }))
  const whole = events.every((event) => "value" in event)
  return { ...rest, events, origin: whole ? commit.origin : { hash: leafHash(commit.origin) } }
}

/**
 * The first break in the commits of one stream, given oldest first from version 1, or from the one after `previous`;
 * undefined where every hash matches its commit and every `prev` the commit before.
 */
export function chainFault(
  commits: Iterable<Disclosed>,
  previous?: { version: number; hash: string },
): ChainFault | undefined {
  let last = previous
  for (const commit of commits) {
    const version = (last?.version ?? 0) + 1
    const place = { stream: commit.stream, version }
    if (commit.version !== version) return { ...place, fault: "gap" }
    if (!isIntact(commit)) return { ...place, fault: "hash" }
    if (commit.prev !== (last?.hash ?? null)) return { ...place, fault: "prev" }
    last = commit
  }
}

/** Whether the commit's hash is of what the commit says. */
export function isIntact(commit: Disclosed): boolean {
  return commit.hash === recomputed(commit)
}

/** The hash of what the commit says; undefined where the header has no canonical form. */
function recomputed(commit: Disclosed & Partial<Pick<Commit, "state" | "ring">>): string | undefined {
  const { events, origin, hash, state, ring, ...header } = commit
  try {
    return commitHash(header, events.map(seen), seen(origin))
  } catch {
    return undefined
  }
}

function seen<T>(leaf: Leaf<T>): string {
  return "value" in leaf ? leafHash(leaf) : leaf.hash
}
