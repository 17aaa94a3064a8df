import { StoreError } from "./errors.ts"
import type { Commit } from "./ports.ts"

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

/** @throws StoreError `damaged` where the value does not have the form of a commit. */
export function asCommit(value: unknown, place: CommitPlace): Commit {
  if (isCommit(value)) return value
  throw damagedCommit("unreadable", place, "is not a commit")
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

function jsonIn(body: string, place: CommitPlace): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw damagedCommit("unreadable", place, "is not JSON", cause)
  }
}

type Fields = Record<string, unknown>

function isCommit(value: unknown): value is Commit {
  if (!isObject(value)) return false
  const { version, events, origin, prev, workflow } = value
  const texts = ["stream", "happened", "recorded", "correlation", "ring", "hash"].map((field) => value[field])
  const optional = [value.received, value.causation].filter((field) => field !== undefined)
  return (
    [...texts, ...optional, ...(prev === null ? [] : [prev])].every(isText) &&
    isVersion(version) &&
    Array.isArray(events) &&
    events.length > 0 &&
    events.every((event) => isLeaf(event, "type")) &&
    isLeaf(origin, "command") &&
    isObject(workflow) &&
    isText(workflow.name) &&
    Number.isSafeInteger(workflow.version) &&
    "state" in value
  )
}

/** Whether a number can be the version of a commit. */
export function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

/** Whether it is a salt and a value that says in `named` what it is, and nothing that no hash covers. */
function isLeaf(leaf: unknown, named: string): boolean {
  if (!isObject(leaf) || Object.keys(leaf).length !== 2) return false
  return isText(leaf.salt) && isObject(leaf.value) && isText(leaf.value[named])
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === "string"
}

function tooLarge({ stream, version }: Commit, what: string) {
  return new StoreError("too-large", `${stream}@${version}: ${what}`)
}
