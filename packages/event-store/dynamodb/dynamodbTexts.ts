import { isStoreError } from "../errors.ts"
import { inParallel } from "../inParallel.ts"
import type { StoredText, Texts } from "../ports.ts"
import { damagedText, soundText } from "../soundText.ts"
import type { DynamodbTable, Item } from "./table.ts"

/** The size of a part; DynamoDB's limit for an item is 400 KB. */
const PART_BYTES = 300 * 1024
/** How many texts a scan reads at a time. */
const READS = 16
const key = (hash: string, part: number) => ({ pk: { S: hash }, sk: { N: String(part) } })

/**
 * Texts in one table, `pk` the hash and `sk` the part. Part 0 holds the fields and the beginning of the body; parts 1, 2…
 * hold the rest and are written first, so that a text is either complete or absent. Not in S3: a text of 2 MB is seven
 * items, and one store is easier to guard and to erase from (docs/decisions/0010-long-texts-in-parts.md).
 *
 * An erased text is a part 0 with a mark and no body; its other parts are deleted. Copies in backups stay until the
 * backups expire.
 */
export function dynamodbTexts(table: DynamodbTable): Texts {
  async function clear(hash: string, parts: number) {
    const rest = Array.from({ length: parts - 1 }, (_, index) => ({ DeleteRequest: { Key: key(hash, index + 1) } }))
    await table.write(rest)
  }

  async function find(hash: string): Promise<Item[]> {
    const parts: Item[] = []
    const items = table.query({
      KeyConditionExpression: "pk = :hash",
      ExpressionAttributeValues: { ":hash": { S: hash } },
      ConsistentRead: true,
    })
    for await (const item of items) parts.push(item)
    return parts
  }

  /** A text that was erased while it was read. */
  async function lacking(hash: string): Promise<"erased"> {
    const head = await table.get(key(hash, 0), "erased")
    if (head?.erased) return "erased"
    throw damagedText(hash, `table ${table.name}`, "lacks a part")
  }

  async function get(hash: string): Promise<StoredText | "erased" | undefined> {
    const [head, ...rest] = await find(hash)
    if (head?.sk?.N !== "0") return undefined
    if (head.erased) return "erased"
    if (rest.length + 1 !== Number(head.parts?.N)) return lacking(hash)
    const bytes = [head, ...rest].map((part) => part.body?.B ?? new Uint8Array())
    const [salt, scope, media] = [String(head.salt?.S), String(head.plan?.S), String(head.media?.S)]
    const text = { hash, salt, scope, media, body: Buffer.concat(bytes).toString() }
    return soundText(text, `table ${table.name}`)
  }

  return {
    async put({ hash, salt, scope, media, body }) {
      const [head = Buffer.alloc(0), ...rest] = slices(Buffer.from(body))
      if (rest.length > 0) {
        if (await table.get(key(hash, 0), "pk")) return
        const parts = rest.map((part, index) => ({ ...key(hash, index + 1), body: { B: part } }))
        await table.write(parts.map((Item) => ({ PutRequest: { Item } })))
      }
      const fields = { salt: { S: salt }, plan: { S: scope }, media: { S: media }, body: { B: head } }
      const put = await table.put({ ...key(hash, 0), ...fields, parts: { N: String(rest.length + 1) } })
      if (put === "written" || rest.length === 0) return
      const standing = await table.get(key(hash, 0), "erased")
      if (standing?.erased) await clear(hash, rest.length + 1)
    },
    get,
    async *scan(damaged) {
      const heads = table.scan({ ProjectionExpression: "pk, sk", ConsistentRead: true })
      for await (const some of inGroups(heads, READS)) {
        const hashes = some.filter(({ sk }) => sk?.N === "0").map(({ pk }) => String(pk?.S))
        const found = await inParallel(hashes, READS, (hash) =>
          get(hash).catch((error) => {
            if (!isStoreError(error, "damaged")) throw error
            damaged(error)
          }),
        )
        for (const [place, text] of found.entries())
          if (text) yield text === "erased" ? { erased: String(hashes[place]) } : text
      }
    },
    async erase(hash) {
      const head = await table.update({
        Key: key(hash, 0),
        UpdateExpression: "SET #erased = :true REMOVE #salt, #plan, #media, #body",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: {
          ...{ "#erased": "erased", "#salt": "salt", "#plan": "plan", "#media": "media", "#body": "body" },
        },
        ExpressionAttributeValues: { ":true": { BOOL: true } },
      })
      await clear(hash, Number(head?.parts?.N ?? 1))
    },
    /** The store owns the client and closes it. */
    async [Symbol.asyncDispose]() {},
  }
}

function slices(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  )
}

async function* inGroups<T>(items: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  let group: T[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < most) continue
    yield group
    group = []
  }
  yield group
}
