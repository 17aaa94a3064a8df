import { rebuildOver } from "../errors.ts"
import { inParallel } from "../inParallel.ts"
import type { Row, Views } from "../ports.ts"
import { damagedRow } from "../rowJson.ts"
import { byBytes } from "../streamName.ts"
import { machineTimer } from "./client.ts"
import { generations } from "./generations.ts"
import {
  at,
  behind,
  inScope,
  isAsWritten,
  newestItem,
  partition,
  rowItem,
  rowOf,
  SHARDS,
  shardOf,
  sortableInstant,
  streamIn,
} from "./rowItem.ts"
import type { DynamodbTable, Item } from "./table.ts"

/** The number of streams written or read in parallel. */
const STREAMS = 16
/** For how long a reader caches which generation is current, by default. */
const GRACE_MS = 2000
const shards = Array.from({ length: SHARDS }, (_, shard) => shard)

/**
 * Views in one table: a row for each commit and the newest row of each stream, under keys that begin with their
 * generation. A list is one query of newest rows; as of an instant, one more query for each stream that changed since,
 * which reads less than querying all rows of the kind. Lists over all scopes, and queues, query every shard.
 *
 * `put` is not a transaction. It writes in an order that may stop anywhere: the row that `get` returns is written last, so
 * that a projector that asks how far a stream is repeats whatever is incomplete.
 */
export function dynamodbViews(table: DynamodbTable, grace = GRACE_MS, timer = machineTimer): Views {
  const standing = generations(table, grace, timer)

  /** Writes the newest row of a stream, unless a newer one is there. */
  const lead = (generation: number, row: Row) =>
    table.put(newestItem(generation, row), {
      ConditionExpression: "attribute_not_exists(pk) OR #version < :version",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": { N: String(row.version) } },
    })

  /** Writes the newest row first, for lists; then all rows in order, so that the one `get` returns comes last. */
  async function keep(generation: number, rows: Row[]) {
    await inParallel(streamsOf(rows), STREAMS, async (inOrder) => {
      for (const newest of inOrder.slice(-1)) await lead(generation, newest)
      for (const row of inOrder) await table.put(rowItem(generation, row))
    })
  }

  /** Rows are deterministic and nobody reads this generation yet, so that they may be overwritten, 25 at a time. */
  async function fill(generation: number, rows: Row[]) {
    const items = new Map(rows.map((row) => [`${row.version}@${row.stream}`, rowItem(generation, row)]))
    await table.write([...items.values()].map((Item) => ({ PutRequest: { Item } })))
    await inParallel(streamsOf(rows), STREAMS, async (inOrder) => {
      for (const newest of inOrder.slice(-1)) await lead(generation, newest)
    })
  }

  async function drop(which: "=" | "<", own: number) {
    const items = table.scan({
      FilterExpression: `#generation ${which} :own`,
      ProjectionExpression: "pk, sk",
      ExpressionAttributeNames: { "#generation": "generation" },
      ExpressionAttributeValues: { ":own": { N: String(own) } },
    })
    const keys = await first(items, Number.POSITIVE_INFINITY)
    await table.write(keys.map((Key) => ({ DeleteRequest: { Key } })))
  }

  async function newestOf(generation: number, stream: string, asOf?: string): Promise<Row | undefined> {
    const items = table.query({
      KeyConditionExpression: asOf === undefined ? "pk = :pk" : "pk = :pk AND sk <= :until",
      ExpressionAttributeValues: {
        ":pk": { S: partition.stream(generation, stream) },
        ...(asOf !== undefined && { ":until": { S: at(asOf) } }),
      },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    })
    for await (const item of items) return rowOf(item)
  }

  async function listOf(generation: number, kind: string, shard: number, scope?: string): Promise<Row[]> {
    const items = table.query({
      KeyConditionExpression: scope === undefined ? "pk = :pk" : "pk = :pk AND begins_with(sk, :scope)",
      ExpressionAttributeValues: {
        ":pk": { S: partition.list(generation, kind, shard) },
        ...(scope !== undefined && { ":scope": { S: inScope(scope) } }),
      },
    })
    return (await first(items, Number.POSITIVE_INFINITY)).map(rowOf)
  }

  return {
    async put(rows) {
      if (rows.length === 0) return
      const { current, next } = await standing.read()
      if (next !== undefined) await keep(next, rows)
      await keep(current, rows)
    },
    async get(stream, asOf) {
      return newestOf(await standing.current(), stream, asOf)
    },
    async list({ kind, scope, asOf }) {
      const generation = await standing.current()
      const asked = scope === undefined ? shards : [shardOf(scope)]
      const rows = (await Promise.all(asked.map((shard) => listOf(generation, kind, shard, scope)))).flat()
      const then = await inParallel(rows, STREAMS, async (row) =>
        asOf === undefined || row.recorded <= asOf ? row : newestOf(generation, row.stream, asOf),
      )
      return then.filter((row) => row !== undefined).sort((a, b) => byBytes(a.stream, b.stream))
    },
    async page({ kind, scope, after = `${kind}:${scope}`, limit }) {
      const items = table.query({
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: {
          ":pk": { S: partition.list(await standing.current(), kind, shardOf(scope)) },
          ":from": { S: behind(scope, after) },
          ":to": { S: at(scope) },
        },
        Limit: limit,
      })
      return (await first(items, limit)).map(rowOf)
    },
    async record({ scope, since = "", until, before, limit }) {
      const ends = [
        ...(until ? [at(until)] : []),
        ...(before ? [sortableInstant({ ...before, version: before.version - 1 })] : []),
      ]
      const end = ends.sort(byBytes)[0] ?? at("9")
      if (byBytes(since, end) > 0) return []
      const items = table.query({
        IndexName: "record",
        KeyConditionExpression: "#plan = :plan AND #moment BETWEEN :since AND :until",
        ExpressionAttributeNames: { "#plan": "plan", "#moment": "moment" },
        ExpressionAttributeValues: {
          ":plan": { S: partition.record(await standing.current(), scope) },
          ":since": { S: since || "0" },
          ":until": { S: end },
        },
        ScanIndexForward: false,
        Limit: limit,
      })
      return (await first(items, limit)).map(rowOf)
    },
    async due(queue, by, limit) {
      const generation = await standing.current()
      const items = await Promise.all(
        shards.map((shard) => {
          const of = table.query({
            IndexName: "due",
            KeyConditionExpression: "#shard = :shard AND #due <= :by",
            ExpressionAttributeNames: { "#shard": "shard", "#due": "due" },
            ExpressionAttributeValues: {
              ":shard": { S: partition.due(generation, queue, shard) },
              ":by": { S: at(by) },
            },
            Limit: limit,
          })
          return first(of, limit)
        }),
      )
      const inOrder = items.flat().sort((a, b) => byBytes(String(a.due?.S), String(b.due?.S)))
      return inOrder.slice(0, limit).map(rowOf)
    },
    async *scan(damaged) {
      const generation = await standing.current()
      for await (const item of table.scan({ ConsistentRead: true })) {
        if (!item.pk?.S?.startsWith(`${generation}#`)) continue
        if (!isAsWritten(generation, item)) damaged(damagedRow(streamIn(item), 0))
        else if (item.version === undefined) yield rowOf(item)
      }
    },
    async rebuild() {
      const own = await standing.begin()
      let swapped = false
      return {
        async fill(rows) {
          if ((await standing.read()).next !== own) throw rebuildOver()
          await fill(own, rows)
        },
        async swap() {
          if (swapped || !(await standing.swap(own))) throw rebuildOver()
          swapped = true
          await drop("<", own)
        },
        async abandon() {
          if (await standing.abandon(own)) await drop("=", own)
        },
      }
    },
    /** The store owns the client and closes it. */
    async [Symbol.asyncDispose]() {},
  }
}

/** Each stream's rows, by version. */
function streamsOf(rows: Row[]): Row[][] {
  const streams = Map.groupBy(rows, ({ stream }) => stream)
  return [...streams.values()].map((some) => some.toSorted((a, b) => a.version - b.version))
}

async function first(items: AsyncIterable<Item>, most: number): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) if (found.push(item) >= most) break
  return found
}
