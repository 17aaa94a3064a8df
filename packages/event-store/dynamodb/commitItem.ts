import { deflateRawSync, inflateRawSync } from "node:zlib"
import { asCommit, type CommitPlace, damagedCommit, encode } from "../commitJson.ts"
import type { Commit } from "../ports.ts"
import { isIntact } from "../seal.ts"

/** An attribute as the SDK returns it, or as it is in a Lambda event, where bytes are base64. */
interface Attribute {
  S?: string | undefined
  N?: string | undefined
  B?: Uint8Array | string | undefined
}

/**
 * The commit as an item. Stream, version, instant and hash are attributes of their own, for stream consumers and exports;
 * the recent command ids are bytes; the rest is deflated JSON, which halves the size of an ordinary commit, and with it
 * the cost of writing and reading it.
 * @throws StoreError `too-large` over the port's limits, which leave room under DynamoDB's 400 KB.
 */
export function itemOf(commit: Commit) {
  encode(commit)
  const { stream, version, recorded, hash, ring, ...rest } = commit
  const bytes = Buffer.from(ring, "base64url")
  return {
    pk: { S: stream },
    sk: { N: String(version) },
    recorded: { S: recorded },
    hash: { S: hash },
    ring: bytes.toString("base64url") === ring ? { B: bytes } : { S: ring },
    body: { B: deflateRawSync(JSON.stringify(rest)) },
  }
}

/**
 * The commit that `itemOf` wrote, from an item or from a stream record's new image. Keys and attributes are in no body, so
 * that the hash alone tells whether they are its own: it is recomputed.
 * @throws StoreError `damaged` where it is not a commit, or its hash is of something else.
 */
export function commitOf(item: Record<string, Attribute> | undefined): Commit {
  const place = { where: "an item", stream: String(item?.pk?.S), version: Number(item?.sk?.N) }
  const commit = asCommit(fieldsOf(item, place), place)
  if (!isIntact(commit)) throw damagedCommit("hash", place, "is not what its hash was taken of")
  return commit
}

function fieldsOf(item: Record<string, Attribute> | undefined, place: CommitPlace): unknown {
  const { pk, sk, recorded, hash, ring, body } = item ?? {}
  try {
    return {
      ...JSON.parse(inflateRawSync(bytesOf(body)).toString()),
      ...{
        stream: textOf(pk?.S),
        version: Number(textOf(sk?.N)),
        recorded: textOf(recorded?.S),
        hash: textOf(hash?.S),
      },
      ring: ring?.S ?? bytesOf(ring).toString("base64url"),
    }
  } catch (cause) {
    throw damagedCommit("unreadable", place, "is not a commit", cause)
  }
}

function textOf(value: string | undefined): string {
  if (value === undefined) throw new Error("an attribute is missing")
  return value
}

function bytesOf(attribute: Attribute | undefined): Buffer {
  const bytes = attribute?.B
  if (bytes === undefined) throw new Error("an attribute is missing")
  return typeof bytes === "string" ? Buffer.from(bytes, "base64") : Buffer.from(bytes)
}
