import { createHash, generateKeyPairSync } from "node:crypto"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { crc32 } from "node:zlib"
import { Checkpoint } from "@demarche/application/audit/verifyCheckpoint"
import { createTables, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { handler } from "@demarche/functions/checkpoint"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { cli, PLAN, PLAN_FILE, temporary } from "../cli/console.ts"
import { endpoint, options } from "../event-store/dynamodbServer.ts"
import { type Answered, awsServer } from "./awsServer.ts"

const folder = temporary()
const own = options(await endpoint())
const env = {
  DYNAMODB_ENDPOINT: own.endpoint,
  EVENTS_TABLE: own.tables.events,
  VIEWS_TABLE: own.tables.views,
  TEXTS_TABLE: own.tables.texts,
}
const { privateKey, publicKey } = generateKeyPairSync("ed25519")
const taken = (): Answered => ({ headers: { etag: '"1"' } })
let answer = taken
let s3: Awaited<ReturnType<typeof awsServer>>

beforeAll(async () => {
  s3 = await awsServer("S3", () => answer())
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.stubEnv("CHECKPOINT_BUCKET", "the-vault")
  vi.stubEnv("CHECKPOINT_KEY", String(privateKey.export({ type: "pkcs8", format: "pem" })))
  await createTables(own)
  expect(await cli(["plan", "import", PLAN_FILE, "--tables"], { env })).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await s3[Symbol.asyncDispose]()
  vi.unstubAllEnvs()
  folder.remove()
})

test("the function keeps the heads, signed, under their instant, in a form that S3 can check", async () => {
  const digest = await handler()
  expect(s3.asked).toHaveLength(1)
  const { method, path, headers, body } = s3.asked[0]!
  expect(method).toBe("PUT")
  expect(new URL(path, "http://s3").pathname).toBe(`/the-vault/checkpoints/${encodeURIComponent(digest.at)}.json`)
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "x-amz-checksum-crc32": checksumOf(body),
  })
  const { heads, ...kept } = Checkpoint.parse(JSON.parse(body))
  expect(kept).toEqual(digest)
  await using store = dynamodbStore(own)
  const commits = await Array.fromAsync(store.events.scan())
  const newest = Map.groupBy(commits, ({ stream }) => stream)
  expect(newest.size).toBe(28)
  expect(heads).toEqual(
    [...newest.values()]
      .map((some) => some.at(-1)!)
      .map(({ stream, version, hash }) => `${stream} ${version} ${hash}`)
      .sort(),
  )
  expect(kept.digest).toBe(
    createHash("sha256")
      .update(`${heads.join("\n")}\n`)
      .digest("base64url"),
  )
})

test("what it kept verifies the record by the public key, and finds what was made of it since", async () => {
  s3.asked.length = 0
  await handler()
  const [file, key] = [join(folder.path, "checkpoint.json"), join(folder.path, "checkpoint.pub")]
  writeFileSync(file, s3.asked[0]?.body ?? "")
  writeFileSync(key, publicKey.export({ type: "spki", format: "pem" }))
  const verify = () => cli(["verify", "--tables", "--checkpoint", file, "--key", key], { env })
  expect(await verify()).toEqual({
    code: 0,
    out: expect.stringMatching(/^Intact: \d+ .+\nAs at the checkpoint of .+: all of its 28 streams stand\.\n$/),
    err: "",
  })
  const { DeleteItemCommand, DynamoDBClient } = await import("@aws-sdk/client-dynamodb")
  const db = new DynamoDBClient({ ...own.client, endpoint: own.endpoint! })
  const [, head = ""] = s3.asked[0]?.body.match(new RegExp(`"plan:${PLAN} (\\d+) `)) ?? []
  const Key = { pk: { S: `plan:${PLAN}` }, sk: { N: head } }
  await db.send(new DeleteItemCommand({ TableName: own.tables.events, Key }))
  db.destroy()
  const ahead = expect.stringContaining(`plan:${PLAN}@${head} is in the views and not in the record`)
  expect(await cli(["verify", "--tables"], { env })).toMatchObject({ code: 3, err: ahead })
  const missing = expect.stringContaining(`plan:${PLAN}: version ${head} is missing`)
  expect(await verify()).toMatchObject({ code: 3, err: missing })
})

test("a bucket that does not take it fails the run, so that the alarm rings", async () => {
  const xml = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
  answer = () => ({ status: 403, headers: { "content-type": "application/xml" }, body: xml })
  await expect(handler()).rejects.toMatchObject({ name: "AccessDenied" })
})

test("what is no commit is passed over, and fails the run once the rest is kept", async () => {
  answer = taken
  s3.asked.length = 0
  const { DynamoDBClient, PutItemCommand } = await import("@aws-sdk/client-dynamodb")
  const db = new DynamoDBClient({ ...own.client, endpoint: own.endpoint! })
  const Item = { pk: { S: "activity:p.none" }, sk: { N: "1" } }
  await db.send(new PutItemCommand({ TableName: own.tables.events, Item }))
  db.destroy()
  await expect(handler()).rejects.toMatchObject({ code: "damaged" })
  expect(Checkpoint.parse(JSON.parse(s3.asked[0]?.body ?? "")).streams).toBe(28)
})

function checksumOf(body: string): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(body))
  return bytes.toString("base64")
}
