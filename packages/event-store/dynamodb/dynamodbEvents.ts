import { isStoreError, StoreError } from "../errors.ts"
import type { Commit, Events } from "../ports.ts"
import { commitOf, itemOf } from "./commitItem.ts"
import type { DynamodbTable } from "./table.ts"

/** Of so many streams the newest version seen is remembered. */
const STREAMS = 10_000
/** No stream has this key, so a write on the condition that it exists is always refused, and still tells whether writes are taken. */
const NOWHERE = { pk: { S: "health" }, sk: { N: "0" } }

/**
 * Streams in one table without an index: `pk` is the stream, `sk` the version, a commit is one item, an append one
 * conditional put. A put can only ask for its own key, so it sees a conflict but not a gap. That the version before is
 * there is known otherwise: whoever seals a commit has read the head, and as commits are never deleted, a version seen
 * once is there for ever. What nobody here has seen is looked up first (docs/decisions/0004-a-gap-in-dynamodb.md).
 */
export function dynamodbEvents(table: DynamodbTable): Events {
  const seen = newestSeen()

  const key = (stream: string, version: number) => ({ pk: { S: stream }, sk: { N: String(version) } })

  async function follows({ stream, version }: Commit): Promise<boolean> {
    if (!Number.isSafeInteger(version) || version < 1) return false
    if (version - 1 <= seen.of(stream)) return true
    return (await table.get(key(stream, version - 1), "sk")) !== undefined
  }

  /** Whether it was our own first try, whose answer was lost, that took the version: no other commit has its hash. */
  async function isOurs({ stream, version, hash }: Commit): Promise<boolean> {
    const names = await table.get(key(stream, version))
    return names?.hash?.S === hash
  }

  async function* read(stream: string, { from = 1, to = Number.MAX_SAFE_INTEGER, backwards = false } = {}) {
    if (from > to || to < 1) return
    const items = table.query({
      KeyConditionExpression: "pk = :stream AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: {
        ":stream": { S: stream },
        ":from": { N: String(Math.max(from, 1)) },
        ":to": { N: String(Math.min(to, Number.MAX_SAFE_INTEGER)) },
      },
      ScanIndexForward: !backwards,
      ConsistentRead: true,
    })
    for await (const item of items) yield commitOf(item)
  }

  return {
    async append(commit) {
      const item = itemOf(commit)
      const { stream, version } = commit
      if (!(await follows(commit))) throw new StoreError("gap", `${stream}@${version} does not follow a version`)
      const put = await table.put(item)
      seen.add(stream, version)
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
        seen.add(stream, commit.version)
        return commit
      }
    },
    read,
    /**
     * DynamoDB keeps a stream in one segment, its versions together and in order, but promises only the first. So a
     * version that runs ahead brings those before it from the stream, and what comes late is passed over.
     */
    async *scan({ segment, segments } = { segment: 0, segments: 1 }) {
      const given = new Map<string, number>()
      const damaged = new Map<string, unknown>()
      for await (const item of table.scan({ Segment: segment, TotalSegments: segments, ConsistentRead: true })) {
        const stream = String(item.pk?.S)
        const last = given.get(stream) ?? 0
        const version = Number(item.sk?.N)
        if (version <= last || damaged.has(stream)) continue
        try {
          if (version === last + 1) yield commitOf(item)
          else yield* read(stream, { from: last + 1, to: version })
          given.set(stream, version)
        } catch (error) {
          if (!isStoreError(error, "damaged")) throw error
          damaged.set(stream, error)
        }
      }
      for (const error of damaged.values()) throw error
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
    /** The client is the store's, and closes with it. */
    async [Symbol.asyncDispose]() {},
  }
}

function newestSeen() {
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
