import type { Row } from "../ports.ts"
import { shareOf } from "../streamName.ts"
import type { Item } from "./table.ts"

/** Among so many keys the lists over all plans and the deadlines are shared out, so that none of them grows hot. */
export const SHARDS = 8

/** Sorts before every letter, so that a shorter name comes before a longer one that begins with it. */
const END = "\u0000"
/** Sorts after `END`: what begins with a key, and what comes before it, lies at or under the key with this. */
const AFTER = "\u0001"

/** The partitions of the views table and of its two indexes, `record` and `due`. */
export const partition = {
  /** A stream's rows, by moment. */
  stream: (generation: number, stream: string) => `${generation}#row#${stream}`,
  /** The newest rows of a kind, by plan and stream; a plan lies in one of them, whole. */
  list: (generation: number, kind: string, shard: number) => `${generation}#list#${kind}#${shard}`,
  record: (generation: number, plan: string) => `${generation}#${plan}`,
  /** What waits in a queue, by deadline and stream. */
  due: (generation: number, queue: string, shard: number) => `${generation}#${queue}#${shard}`,
}

export const shardOf = (name: string) => shareOf(name) % SHARDS
/** The beginning of the sort keys of that plan's streams in a list. */
export const inPlan = (plan: string) => `${plan}${END}`
/** The last sort key of a row, a record or a deadline at that instant. */
export const at = (instant: string) => `${instant}${AFTER}`
/** Where a row stands in its plan's record; versions are whole, so the next one down is just before. */
export const sortableInstant = ({ recorded, stream, version }: Pick<Row, "recorded" | "stream" | "version">) =>
  [recorded, stream, digits(version)].join(END)

/** One for each commit, for ever: what a stream was like as of an instant, and the plan's record. */
export function rowItem(generation: number, row: Row) {
  return {
    pk: { S: partition.stream(generation, row.stream) },
    sk: { S: [row.recorded, digits(row.version)].join(END) },
    generation: { N: String(generation) },
    plan: { S: partition.record(generation, row.plan) },
    moment: { S: sortableInstant(row) },
    body: { S: JSON.stringify(row) },
  }
}

/** One for each stream: its newest row, for lists, and its deadline, which leaves the index with the row that had it. */
export function newestItem(generation: number, row: Row) {
  return {
    pk: { S: partition.list(generation, row.kind, shardOf(row.plan)) },
    sk: { S: `${inPlan(row.plan)}${row.stream}` },
    generation: { N: String(generation) },
    version: { N: String(row.version) },
    body: { S: JSON.stringify(row) },
    ...(row.deadline !== undefined && {
      shard: { S: partition.due(generation, row.queue ?? "", shardOf(row.stream)) },
      due: { S: [row.deadline, row.stream].join(END) },
    }),
  }
}

export function rowOf({ body }: Item): Row {
  return JSON.parse(String(body?.S))
}

function digits(version: number): string {
  return String(version).padStart(16, "0")
}
