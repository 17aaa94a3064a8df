import { isVersion } from "../commitJson.ts"
import { contiguous, damageOf } from "../damage.ts"
import { StoreError } from "../errors.ts"
import type { Commit, Events } from "../ports.ts"
import { commitOf, itemOf } from "./commitItem.ts"
import type { DynamodbTable } from "./table.ts"

/** The number of streams whose newest known version is cached. */
const STREAMS = 10_000
/** No stream has this key: a write on condition that it exists never succeeds, but shows whether the table accepts writes. */
const NOWHERE = { pk: { S: "health" }, sk: { N: "0" } }

/**
 * Streams in one table without an index: `pk` is the stream, `sk` the version, a commit is one item, an append one
 * conditional put. The condition can only test its own key, so it detects a conflict but not a gap. The version before is
 * known from the cache, since whoever seals a commit has read the head and commits are never deleted; where the cache does
 * not know it, it is read first (docs/decisions/0004-a-gap-in-dynamodb.md).
 */
export function dynamodbEvents(table: DynamodbTable): Events {
  const newest = newestVersions()

  const key = (stream: string, version: number) => ({ pk: { S: stream }, sk: { N: String(version) } })

  async function follows({ stream, version }: Commit): Promise<boolean> {
    if (!Number.isSafeInteger(version) || version < 1) return false
    if (version - 1 <= newest.of(stream)) return true
    return (await table.get(key(stream, version - 1), "sk")) !== undefined
  }

  /** Whether the version was taken by our own first attempt, whose response was lost: no other commit has that hash. */
  async function isOurs({ stream, version, hash }: Commit): Promise<boolean> {
    const names = await table.get(key(stream, version))
    return names?.hash?.S === hash
  }

  async function* itemsOf(stream: string, { from = 1, to = Number.MAX_SAFE_INTEGER, backwards = false } = {}) {
    if (from > to || to < 1) return
    yield* table.query({
      KeyConditionExpression: "pk = :stream AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: {
        ":stream": { S: stream },
        ":from": { N: String(Math.max(from, 1)) },
        ":to": { N: String(Math.min(to, Number.MAX_SAFE_INTEGER)) },
      },
      ScanIndexForward: !backwards,
      ConsistentRead: true,
    })
  }

  async function* read(stream: string, range: { from?: number; to?: number; backwards?: boolean }) {
    for await (const item of itemsOf(stream, range)) yield commitOf(item)
  }

  return {
    async append(commit) {
      const item = itemOf(commit)
      const { stream, version } = commit
      if (!(await follows(commit))) throw new StoreError("gap", `${stream}@${version} does not follow a version`)
      const put = await table.put(item)
      newest.add(stream, version)
      if (put === "doubtful") return (await isOurs(commit)) ? "written" : "conflict"
      return put === "written" ? "written" : "conflict"
    },
    async head(stream) {
      const items = table.query({
        KeyConditionExpression: "pk = :stream",
        ExpressionAttributeValues: { ":stream": { S: stream } },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      })
      for await (const item of items) {
        const commit = commitOf(item)
        newest.add(stream, commit.version)
        return commit
      }
    },
    read: (stream, range = {}) => contiguous(read(stream, range), range),
    /**
     * DynamoDB returns the versions of a stream in order, but only guarantees that a stream is in one segment. So the
     * versions before one that comes early are read from the stream, and one that comes late is skipped.
     */
    async *scan({ segment, segments } = { segment: 0, segments: 1 }, told) {
      const given = new Map<string, number>()
      const damaged = damageOf(told)
      for await (const item of table.scan({ Segment: segment, TotalSegments: segments, ConsistentRead: true })) {
        const stream = String(item.pk?.S)
        const last = given.get(stream) ?? 0
        const version = Number(item.sk?.N)
        if (version <= last && isVersion(version)) continue
        const late = isVersion(version) && version > last + 1
        for await (const each of late ? itemsOf(stream, { from: last + 1, to: version }) : [item]) {
          if (damaged.ended(stream)) break
          try {
            yield commitOf(each)
          } catch (error) {
            damaged.meet(stream, error)
          }
        }
        if (isVersion(version)) given.set(stream, version)
      }
      damaged.end()
    },
    async health() {
      await table.get(NOWHERE, "sk")
      try {
        await table.put(NOWHERE, { ConditionExpression: "attribute_exists(pk)" })
        return { writable: true }
      } catch (error) {
        return { writable: false, reason: error instanceof Error ? error.message : String(error) }
      }
    },
    /** The store owns the client and closes it. */
    async [Symbol.asyncDispose]() {},
  }
}

function newestVersions() {
  const versions = new Map<string, number>()
  return {
    of: (stream: string) => versions.get(stream) ?? 0,
    add(stream: string, version: number) {
      const newest = Math.max(version, versions.get(stream) ?? 0)
      versions.delete(stream)
      versions.set(stream, newest)
      const [oldest] = versions.size > STREAMS ? versions.keys() : []
      if (oldest !== undefined) versions.delete(oldest)
    },
  }
}
