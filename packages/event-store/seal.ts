import { hash as digest, randomBytes } from "node:crypto"
import canonicalize from "canonicalize"
import type { Commit, Disclosed, Header, Known, Leaf, Origin, StoredEvent, StoredText } from "./ports.ts"

/** A commit before it is sealed: its events and origin bare, and no hash yet. */
export type UnsealedCommit = Omit<Commit, "events" | "origin" | "hash"> & { events: StoredEvent[]; origin: Origin }

/** Where a chain breaks first: `gap` names the version that should stand there, `hash` and `prev` the commit that does not fit. */
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
 * SHA-256 of 0x01 ‖ salt ‖ canonical JSON of the value (RFC 8785), base64url. Values are objects or strings:
 * a bare number could trade its first digits for the salt's last.
 * @throws Error where the value has no canonical form: NaN, infinity, half a surrogate pair.
 */
export function leafHash<T>({ salt, value }: { salt: string; value: T }): string {
  return digest("sha256", `\u0001${salt}${canonicalize(value)}`, "base64url")
}

/** SHA-256 of 0x00 ‖ canonical JSON (RFC 8785) of the header with `events` and `origin` as leaf hashes, base64url. */
export function commitHash(header: Header, events: string[], origin: string): string {
  return digest("sha256", `\u0000${canonicalize({ ...header, events, origin })}`, "base64url")
}

/** The draft with a salt for each event and for the origin, and the hash over them; state and ring stay outside the hash. */
export function seal(draft: UnsealedCommit, salt: () => string): Commit {
  const { state, ring, ...rest } = draft
  const events = rest.events.map((event) => leaf(event, salt()))
  const origin = leaf(rest.origin, salt())
  return { ...rest, events, origin, state, ring, hash: commitHash(rest, events.map(leafHash), leafHash(origin)) }
}

/** The text under the salted hash that events name it by: the leaf hash of its body. */
export function sealText(text: Omit<StoredText, "hash" | "salt">, salt: () => string): StoredText {
  const salted = leaf(text.body, salt())
  return { ...text, salt: salted.salt, hash: leafHash(salted) }
}

/** The commit as its reader may see it. Who acted and why is hidden as soon as one event is; state and ring never leave. */
export function disclose(commit: Commit, mayRead: (event: StoredEvent) => boolean): Disclosed {
  const { state, ring, ...rest } = commit
  const events = commit.events.map((event) => (mayRead(event.value) ? event : { hash: leafHash(event) }))
  const whole = events.every((event) => "value" in event)
  return { ...rest, events, origin: whole ? commit.origin : { hash: leafHash(commit.origin) } }
}

/**
 * The first broken place in the commits of one stream, oldest first, or undefined where each hash covers its commit
 * and each `prev` names the one before. They start at version 1, or after `previous`.
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
    if (commit.hash !== recomputed(commit)) return { ...place, fault: "hash" }
    if (commit.prev !== (last?.hash ?? null)) return { ...place, fault: "prev" }
    last = commit
  }
}

/** What the hash should be; undefined where the header has no canonical form. Of a whole commit it covers neither state nor ring. */
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
