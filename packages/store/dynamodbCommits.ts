import { encode } from "./bytes.ts"
import { StoreError } from "./errors.ts"
import type { Commit } from "./ports.ts"

/** Attributes as the SDK gives them, or as a stream's record in a Lambda event does: there, bytes are base64. */
type Attributes = Record<string, { S?: string; N?: string; B?: Uint8Array | string }>

/**
 * The commit as an item. What a stream's consumer or an export looks at stands alone; the rest is JSON, which knows
 * every field. The ring goes as its bytes, a quarter fewer than its letters.
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
    body: { S: JSON.stringify(rest) },
  }
}

/**
 * The commit that `itemOf` wrote, from an item or from the new image of a stream's record.
 * @throws StoreError `damaged` where it is none.
 */
export function commitOf(item: Attributes | undefined): Commit {
  const { pk, sk, recorded, hash, ring, body } = item ?? {}
  try {
    return {
      ...JSON.parse(String(body?.S)),
      ...{ stream: text(pk?.S), version: Number(text(sk?.N)), recorded: text(recorded?.S), hash: text(hash?.S) },
      ring: ring?.S ?? letters(ring?.B),
    }
  } catch (cause) {
    throw new StoreError("damaged", `the item ${pk?.S}@${sk?.N} is not a commit: ${body?.S?.slice(0, 80)}`, { cause })
  }
}

function text(value: string | undefined): string {
  if (value === undefined) throw new Error("an attribute is missing")
  return value
}

function letters(bytes: Uint8Array | string | undefined): string {
  if (bytes === undefined) throw new Error("the ring is missing")
  return (typeof bytes === "string" ? Buffer.from(bytes, "base64") : Buffer.from(bytes)).toString("base64url")
}
