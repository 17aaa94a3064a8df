import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb"
import { type StoredText, sealText } from "@demarche/event-store"
import type { DynamodbOptions } from "@demarche/event-store/dynamodb/dynamodbStore"
import { expect, test } from "vitest"
import { endpoint, gated, opened } from "./dynamodbServer.ts"
import { refusal } from "./gate.ts"

const at = await endpoint()
/** 2 MB of letters of three bytes each, so that a part ends inside one of them. */
const long = text("字".repeat((2 * 1024 * 1024) / 3))
const short = text("a note")

function text(body: string): StoredText {
  return sealText({ scope: "p1", media: "text/plain", body }, () => "salt")
}

async function items({ endpoint, client, tables }: DynamodbOptions) {
  const db = new DynamoDBClient({ ...client, ...(endpoint && { endpoint }) })
  const found = []
  let ExclusiveStartKey: Record<string, { S: string }> | undefined
  do {
    const page = await db.send(new ScanCommand({ TableName: tables.texts, ExclusiveStartKey }))
    found.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey
  } while (ExclusiveStartKey)
  db.destroy()
  return found
}

test("a text of 2 MB comes back exactly, and nothing of it is left when it is erased", async () => {
  const { door, store, of } = await gated(at)
  await store.texts.put(short)
  await store.texts.put(long)
  expect(await store.texts.get(long.hash)).toStrictEqual(long)
  expect(await items(of)).toHaveLength(8)
  await store.texts.erase(long.hash)
  expect(await store.texts.get(long.hash)).toBe("erased")
  const left = (await items(of)).filter(({ pk }) => pk?.S === long.hash)
  expect(left.map((item) => Object.keys(item).sort())).toEqual([["erased", "parts", "pk", "sk"]])
  door.keep()
  await store.texts.put(long)
  expect(door.operations()).toEqual(["GetItem"])
  expect(await items(of)).toHaveLength(2)
  expect(await store.texts.get(short.hash)).toStrictEqual(short)
})

test("a short text is one write and one read", async () => {
  const { door, store } = await gated(at)
  door.keep()
  await store.texts.put(short)
  await store.texts.get(short.hash)
  await store.texts.erase(short.hash)
  expect(door.operations()).toEqual(["PutItem", "Query", "UpdateItem"])
})

test("a put that breaks off leaves no text, and the next one does", async () => {
  const { door, store, of } = await gated(at)
  door.keep(({ operation, forward }) => (operation === "PutItem" ? refusal("AccessDeniedException") : forward()))
  await expect(store.texts.put(long)).rejects.toMatchObject({ code: "unavailable" })
  door.keep()
  expect((await items(of)).length).toBeGreaterThan(0)
  expect(await store.texts.get(long.hash)).toBeUndefined()
  await store.texts.put(long)
  expect(await store.texts.get(long.hash)).toStrictEqual(long)
})

test("an erasure that breaks off says so; the text is gone for readers, and the next one finishes", async () => {
  const { door, store, of } = await gated(at)
  await store.texts.put(long)
  door.keep(({ operation, forward }) => (operation === "BatchWriteItem" ? refusal("AccessDeniedException") : forward()))
  await expect(store.texts.erase(long.hash)).rejects.toMatchObject({ code: "unavailable" })
  expect(await store.texts.get(long.hash)).toBe("erased")
  door.keep()
  await store.texts.erase(long.hash)
  expect(await items(of)).toHaveLength(1)
})

test("a put that an erasure overtakes leaves nothing behind", async () => {
  const { door, store, of, own } = await gated(at)
  let overtaken = false
  door.keep(async ({ operation, forward }) => {
    if (operation === "BatchWriteItem" && !overtaken) {
      overtaken = true
      await opened(own).texts.put(long)
      await opened(own).texts.erase(long.hash)
    }
    return forward()
  })
  await store.texts.put(long)
  expect(await store.texts.get(long.hash)).toBe("erased")
  expect(await items(of)).toHaveLength(1)
})

test("a text that lacks a part is damaged; one that is erased while it is read is erased", async () => {
  const { door, store, own } = await gated(at)
  await store.texts.put(long)
  door.keep(async ({ operation, forward }) => {
    const answer = await forward()
    if (operation === "Query") answer.body.Items = answer.body.Items.slice(0, 2)
    return answer
  })
  await expect(store.texts.get(long.hash)).rejects.toMatchObject({ code: "damaged", message: /lacks a part/ })
  door.keep(async ({ operation, forward }) => {
    const answer = await forward()
    if (operation === "Query") await opened(own).texts.erase(long.hash)
    return answer
  })
  expect(await store.texts.get(long.hash)).toBe("erased")
})

test("two who put the same text at once keep it", async () => {
  const { store, of } = await gated(at)
  await Promise.all([store.texts.put(long), opened(of).texts.put(long)])
  expect(await store.texts.get(long.hash)).toStrictEqual(long)
  expect(await items(of)).toHaveLength(7)
})
