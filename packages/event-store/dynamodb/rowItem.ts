import type { Position, Row } from "../ports.ts"
import { decodeRow, encodeRow } from "../rowJson.ts"
import { shareOf } from "../streamName.ts"
import type { Item } from "./table.ts"

/** The number of shards for lists over all scopes and for deadlines, so that no partition grows hot. */
export const SHARDS = 8

/** Sorts before every letter, so that a shorter name comes before a longer one that begins with it. */
const END = "\u0000"
/** Sorts after `END`: what begins with a key, and what comes before it, lies at or under the key with this. */
const AFTER = "\u0001"

/** The partitions of the views table and of its two indexes, `record` and `due`. */
export const partition = {
  /** A stream's rows, by moment. */
  stream: (generation: number, stream: string) => `${generation}#row#${stream}`,
  /** The newest rows of a kind, by scope and stream; a scope lies whole in one of them. */
  list: (generation: number, kind: string, shard: number) => `${generation}#list#${kind}#${shard}`,
  record: (generation: number, scope: string) => `${generation}#${scope}`,
  /** What waits in a queue, by deadline and stream. */
  due: (generation: number, queue: string, shard: number) => `${generation}#${queue}#${shard}`,
}

export const shardOf = (name: string) => shareOf(name) % SHARDS
/** The beginning of the sort keys of that scope's streams in a list. */
export const inScope = (scope: string) => `${scope}${END}`
/** The last sort key of a row, a record or a deadline at that instant. */
export const at = (instant: string) => `${instant}${AFTER}`
/** Where a row stands in its scope's record; versions are whole, so the next one down is just before. */
export const sortableInstant = ({ recorded, stream, version }: Position) =>
  [recorded, stream, digits(version)].join(END)

/** One for each commit, for ever: what a stream was like as of an instant, and the scope's record. */
export function rowItem(generation: number, row: Row) {
  return {
    pk: { S: partition.stream(generation, row.stream) },
    sk: { S: [row.recorded, digits(row.version)].join(END) },
    generation: { N: String(generation) },
    plan: { S: partition.record(generation, row.scope) },
    moment: { S: sortableInstant(row) },
    body: { S: encodeRow(row) },
  }
}

/** One for each stream: its newest row, for lists, and its deadline, which leaves the index with the row that had it. */
export function newestItem(generation: number, row: Row) {
  return {
    pk: { S: partition.list(generation, row.kind, shardOf(row.scope)) },
    sk: { S: `${inScope(row.scope)}${row.stream}` },
    generation: { N: String(generation) },
    version: { N: String(row.version) },
    body: { S: encodeRow(row) },
    ...(row.deadline !== undefined && {
      shard: { S: partition.due(generation, row.queue ?? "", shardOf(row.stream)) },
      due: { S: [row.deadline, row.stream].join(END) },
    }),
  }
}

export function rowOf({ body }: Item): Row {
  return decodeRow(String(body?.S))
}

function digits(version: number): string {
  return String(version).padStart(16, "0")
}
