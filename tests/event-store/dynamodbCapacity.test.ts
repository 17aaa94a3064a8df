import { randomBytes } from "node:crypto"
import { openClient } from "@demarche/event-store/dynamodb/client"
import { commitOf, itemOf } from "@demarche/event-store/dynamodb/commitItem"
import { openTable } from "@demarche/event-store/dynamodb/table"
import { collect, commit } from "@demarche/event-store/testing/samples"
import { expect, test } from "vitest"
import { BOOK, fixture } from "../engine/fixture.ts"
import { openCcm } from "../http/world.ts"
import { endpoint, gated } from "./dynamodbServer.ts"

const at = await endpoint()
const S = "activity:p1.a"
const ring = Buffer.alloc(768, 7).toString("base64url")

/** DynamoDB's own count: the names and values of the attributes, in bytes; a number takes about half its digits and one. */
function bytesOf(item: ReturnType<typeof itemOf>): number {
  return Object.entries(item).reduce((sum, [name, { S, B, N }]: [string, { S?: string; B?: Buffer; N?: string }]) => {
    const value = S !== undefined ? Buffer.byteLength(S) : (B?.length ?? Math.ceil((N?.length ?? 0) / 2) + 1)
    return sum + Buffer.byteLength(name) + value
  }, 0)
}

/** A stream of that many commits in a table of its own, written past the adapter. */
async function history(length: number, of = (version: number) => commit(S, version, { ring })) {
  const { door, own, store } = await gated(at)
  const client = openClient(own)
  const items = Array.from({ length }, (_, index) => itemOf(of(index + 1)))
  await openTable(client, own.tables.events, 30_000).write(items.map((Item) => ({ PutRequest: { Item } })))
  client.destroy()
  return { door, store }
}

test.each([1, 100, 10_000])(
  "a command after %i is one query of one item and one put, whatever it brings",
  async (length) => {
    const { door, store } = await history(length)
    for (const count of [1, 2, 3]) {
      const events = Array.from({ length: count }, (_, index) => ({
        type: "Noted",
        text: randomBytes(300 * index).toString("base64"),
      }))
      door.keep()
      const head = await store.events.head(S)
      const next = commit(S, (head?.version ?? 0) + 1, { ring, events })
      expect(await store.events.append(next)).toBe("written")
      const [read, write] = door.calls
      expect(door.operations()).toEqual(["Query", "PutItem"])
      expect(read).toMatchObject({ items: 1, units: 1 })
      expect(write?.units).toBe(Math.ceil(bytesOf(itemOf(next)) / 1024))
      expect(head?.version).toBe(length + count - 1)
    }
  },
)

test("a head over 4 KB is read for a unit more, and no more than the head", async () => {
  const { door, store } = await history(20, (version) =>
    commit(S, version, { state: randomBytes(4000).toString("base64") }),
  )
  door.keep()
  await store.events.head(S)
  expect(door.calls).toMatchObject([{ operation: "Query", items: 1, units: 2 }])
})

test("a command that the engine takes is one query of one item and one put", async () => {
  const { door, store } = await gated(at)
  const library = fixture(store)
  door.keep()
  await library.take("lend", { to: "Ada" }, { id: "key-1" })
  expect(door.operations()).toEqual(["Query", "PutItem"])
  door.keep()
  await library.take("stamp", {}, { id: "key-2" })
  expect(door.operations()).toEqual(["Query", "PutItem"])
  expect(door.calls.map(({ units }) => units)).toEqual([1, 1])
  expect(await library.told(BOOK)).toEqual(["1 Lent", "2 Stamped"])
})

test("the items of fresh activities are under 2 KB: at most two write units", async () => {
  const world = await openCcm()
  const commits = await collect(world.hosted.application.world.events.scan())
  await world.stop()
  const sizes = commits.filter(({ stream }) => stream.startsWith("activity:")).map((each) => bytesOf(itemOf(each)))
  expect(sizes.length).toBeGreaterThan(10)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2048)
})

test.each(["", ring, "AAAA", "not base64url!", "AAB"])(
  "the ring %j comes back exactly, from an item and a stream",
  (letters) => {
    const written = commit(S, 1, { ring: letters })
    expect(commitOf(itemOf(written))).toStrictEqual(written)
    const image = JSON.parse(JSON.stringify(itemOf(written)), (_, value) =>
      value?.type === "Buffer" ? Buffer.from(value.data).toString("base64") : value,
    )
    expect(commitOf(image)).toStrictEqual(written)
  },
)
