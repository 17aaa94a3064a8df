import type { Commit, Log, Row, StoredEvent } from "../ports.ts"
import { seal, type UnsealedCommit } from "../seal.ts"
import type { StreamName } from "../streamName.ts"

/** An instant, `seconds` after the start of the tests' world. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 24) + seconds * 1000).toISOString()
}

export const origin = {
  command: "note",
  id: "command-1",
  by: { person: "p-1" },
  reason: "for the record",
  facts: { workingDays: 10 },
}

export function draft(stream: StreamName, version: number, fields: Partial<UnsealedCommit> = {}): UnsealedCommit {
  return {
    stream,
    version,
    happened: at(version),
    recorded: at(version),
    correlation: "correlation-1",
    workflow: { name: "loan", version: 1, definition: "ZGVmaW5pdGlvbg" },
    prev: version === 1 ? null : "the hash before",
    events: [{ type: "Noted", visibility: "committee", text: `note ${version}` }],
    origin,
    state: { value: "open", context: { notes: version } },
    ring: "AAAA",
    ...fields,
  }
}

/** A sealed commit with predictable salts. */
export function commit(stream: StreamName, version: number, fields: Partial<UnsealedCommit> = {}): Commit {
  let drawn = 0
  return seal(draft(stream, version, fields), () => `salt-${Math.floor(version)}-${++drawn}`)
}

/** One commit for each list of events, each naming the one before. */
export function chain(stream: StreamName, histories: StoredEvent[][]): Commit[] {
  const commits: Commit[] = []
  for (const events of histories) {
    commits.push(commit(stream, commits.length + 1, { events, prev: commits.at(-1)?.hash ?? null }))
  }
  return commits
}

export function row(stream: StreamName, version: number, fields: Partial<Row> = {}): Row {
  return {
    stream,
    version,
    scope: "p1",
    kind: "loan",
    recorded: at(version),
    happened: at(version),
    person: "p-1",
    types: ["Noted"],
    body: { stream, version },
    ...(fields.deadline && { queue: "time" }),
    ...fields,
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** Follows the log as `consumer` and acknowledges every batch, until `count` commits have come. */
export async function take(log: Log, consumer: string, count: number): Promise<Commit[]> {
  const stop = new AbortController()
  const seen: Commit[] = []
  for await (const { commits, acknowledge } of log.follow(consumer, stop.signal)) {
    seen.push(...commits)
    await acknowledge()
    if (seen.length >= count) stop.abort()
  }
  return seen
}
