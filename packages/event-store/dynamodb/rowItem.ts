import { isDeepStrictEqual } from "node:util"
import { isStoreError } from "../errors.ts"
import type { Position, Row } from "../ports.ts"
import { decodeRow, encodeRow } from "../rowJson.ts"
import { shareOf } from "../streamName.ts"
import type { Item } from "./table.ts"

/** The number of shards for lists over all scopes and for deadlines, so that no partition grows hot. */
export const SHARDS = 8

/** Sorts before every character of a name, so that a name comes before the longer ones that begin with it. */
const END = "\u0000"
/** Sorts after `END`: a key with this is an upper bound for everything that begins with the key. */
const AFTER = "\u0001"

/** The partitions of the views table and of its two indexes, `record` and `due`. */
export const partition = {
  /** A stream's rows, by instant and version. */
  stream: (generation: number, stream: string) => `${generation}#row#${stream}`,
  /** The newest rows of a kind, by scope and stream; all rows of a scope are in one shard. */
  list: (generation: number, kind: string, shard: number) => `${generation}#list#${kind}#${shard}`,
  record: (generation: number, scope: string) => `${generation}#${scope}`,
  /** The rows that wait in a queue, by deadline and stream. */
  due: (generation: number, queue: string, shard: number) => `${generation}#${queue}#${shard}`,
}

export const shardOf = (name: string) => shareOf(name) % SHARDS
/** The prefix of the sort keys of a scope's streams in a list. */
export const inScope = (scope: string) => `${scope}${END}`
/** The lower bound of the sort keys of a scope's streams that come after a name in a list. */
export const behind = (scope: string, name: string) => `${inScope(scope)}${name}${END}`
/** The upper bound of the sort keys at an instant, or in a scope. */
export const at = (instant: string) => `${instant}${AFTER}`
/** The sort key of a row in its scope's record. */
export const sortableInstant = ({ recorded, stream, version }: Position) =>
  [recorded, stream, digits(version)].join(END)

/** The item of one commit's row, which is kept: for reads as of an instant, and for the scope's record. */
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

/** The item of a stream's newest row: for lists and, where it has a deadline, for queues. */
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

/** Whether the item is the one that its row is written as, in every attribute that readers find it by. */
export function isAsWritten(generation: number, item: Item): boolean {
  try {
    const row = rowOf(item)
    return [rowItem(generation, row), newestItem(generation, row)].some((written) => isDeepStrictEqual(written, item))
  } catch (error) {
    if (isStoreError(error, "damaged")) return false
    throw error
  }
}

/** The stream in the keys of an item. */
export function streamIn({ pk, sk }: Item): string {
  const [, name = ""] = String(sk?.S).split(END)
  return /^\d+#row#(.*)$/s.exec(String(pk?.S))?.[1] ?? name
}

export function rowOf({ body }: Item): Row {
  return decodeRow(String(body?.S))
}

function digits(version: number): string {
  return String(version).padStart(16, "0")
}
