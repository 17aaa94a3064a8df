import { StoreError } from "./errors.ts"
import type { Commit } from "./ports.ts"
import { isSalt } from "./seal.ts"

/** The largest event, in UTF-8 bytes of its JSON. */
export const EVENT_BYTES = 64 * 1024

/** The largest commit, in UTF-8 bytes of its JSON: below DynamoDB's 400 KB for an item, with room for its keys. */
export const COMMIT_BYTES = 380 * 1024

/** Where a commit is kept: the file or table, and the stream and version it is found under. */
export interface CommitPlace {
  where: string
  stream: string
  version: number
}

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
 * The commit that `encode` wrote.
 * @throws StoreError `damaged` where it is not a commit, or not the one that belongs there.
 */
export function decode(body: string, place: CommitPlace): Commit {
  const commit = asCommit(jsonIn(body, place), place)
  const { stream, version } = commit
  if (stream !== place.stream || version !== place.version)
    throw damagedCommit("misplaced", place, `holds ${stream}@${version}`)
  return commit
}

/** What was stored as a commit. @throws StoreError `damaged` where it does not have the form of one. */
export function asCommit(stored: Commit, place: CommitPlace): Commit {
  if (!isCommit(stored)) throw damagedCommit("unreadable", place, "is not a commit")
  return stored
}

/** The error for a commit that is not what it should be; `cause` where it cannot be read at all. */
export function damagedCommit(
  fault: "unreadable" | "misplaced" | "hash",
  { where, stream, version }: CommitPlace,
  what: string,
  cause?: unknown,
): StoreError {
  return new StoreError("damaged", `${where}: ${stream}@${version} ${what}`, {
    cause,
    damage: { stream, version, fault },
  })
}

function jsonIn(body: string, place: CommitPlace): Commit {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw damagedCommit("unreadable", place, "is not JSON", cause)
  }
}

function isCommit(value: unknown): boolean {
  const { version, events, origin, prev, workflow, received = "", causation = "", ...rest } = fieldsOf(value)
  const texts = [rest.stream, rest.happened, rest.recorded, rest.correlation, rest.ring, rest.hash]
  const { name, version: written } = fieldsOf(workflow)
  return (
    [...texts, received, causation, prev ?? "", name].every((field) => typeof field === "string") &&
    isVersion(version) &&
    Number.isSafeInteger(written) &&
    prev !== undefined &&
    Array.isArray(events) &&
    events.length > 0 &&
    events.every((event) => isLeaf(event, "type")) &&
    isLeaf(origin, "command") &&
    "state" in rest
  )
}

/** Whether a number can be the version of a commit. */
export function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

/** Whether it is a salt and a value that says in `named` what it is, and nothing that no hash covers. */
function isLeaf(leaf: unknown, named: string): boolean {
  const { salt, value, ...others } = fieldsOf(leaf)
  const salted = typeof salt === "string" && isSalt(salt)
  return salted && typeof fieldsOf(value)[named] === "string" && Object.keys(others).length === 0
}

/** The fields of an object; none of anything else. */
function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function tooLarge({ stream, version }: Commit, what: string) {
  return new StoreError("too-large", `${stream}@${version}: ${what}`)
}
