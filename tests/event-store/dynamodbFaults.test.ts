import { randomBytes } from "node:crypto"
import { deflateRawSync } from "node:zlib"
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { COMMIT_BYTES, commitId, StoreError } from "@demarche/event-store"
import { openClient } from "@demarche/event-store/dynamodb/client"
import { collect, commit, row } from "@demarche/event-store/testing/samples"
import { describe, expect, test } from "vitest"
import { endpoint, gated, opened, options } from "./dynamodbServer.ts"
import { type GateAnswer, type Keeper, refusal } from "./gate.ts"

const at = await endpoint()
const S = "loan:p1.a"
/** Nothing makes it smaller. */
const noise = randomBytes(285_000).toString("base64")
const large = (version: number) => commit(S, version, { state: noise.slice(version) })

/** The first `count` calls are answered so, the others by the table. */
function first(count: number, ...answers: (GateAnswer | "hang up")[]): Keeper {
  let called = 0
  return ({ forward }) => (called < count ? (answers[called++ % answers.length] as GateAnswer) : forward())
}

describe("what passes is waited out", () => {
  test.each<[string, ...(GateAnswer | "hang up")[]]>([
    ["throttled", refusal("ProvisionedThroughputExceededException"), refusal("ThrottlingException")],
    ["over the account's limit", refusal("RequestLimitExceeded")],
    ["DynamoDB's own fault", refusal("InternalServerError", 500), refusal("ServiceUnavailable", 503)],
    ["a proxy's page", { status: 502, body: "<html>Bad Gateway</html>" }],
    ["hung up on", "hang up"],
  ])("%s twice", async (_, ...answers) => {
    const { door, store } = await gated(at)
    door.keep(first(2, ...answers))
    expect(await store.events.append(commit(S, 1))).toBe("written")
    expect(door.operations()).toEqual(["PutItem", "PutItem", "PutItem"])
    door.keep(first(2, ...answers))
    expect(await store.events.head(S)).toStrictEqual(commit(S, 1))
    expect(door.operations()).toEqual(["Query", "Query", "Query"])
  })

  test("a connection that hangs is given up and tried again", async () => {
    const { door, of } = await gated(at)
    const requestHandler = { requestTimeout: 250, throwOnRequestTimeout: true }
    const store = opened({ ...of, client: { ...of.client, requestHandler } })
    let called = 0
    door.keep(({ forward }) => (called++ === 0 ? new Promise(() => {}) : forward()))
    expect(await store.events.append(commit(S, 1))).toBe("written")
    expect(door.calls.length).toBeGreaterThanOrEqual(2)
  })

  test("which it is after three seconds, and where there is no connection after one", async () => {
    const { requestHandler: _, ...own } = options(at).client ?? {}
    const client = openClient(options(at, { client: own }))
    await client.send(new ListTablesCommand())
    client.destroy()
    const config = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true }
    expect(client.config.requestHandler).toMatchObject({ config })
  })

  test("throttling for ever ends when patience does, and says which table", async () => {
    const { door, of, own } = await gated(at)
    let waits: number[] = []
    const slept = (count = waits.length) => waits.slice(0, count).reduce((sum, wait) => sum + wait, 0)
    const timer = { now: () => slept(), sleep: async (milliseconds: number) => void waits.push(milliseconds) }
    const { events, views, texts } = opened({ ...of, patience: 300, timer })
    for (const [table, call] of [
      [own.tables.events, () => events.append(commit(S, 1))],
      [own.tables.events, () => events.head(S)],
      [own.tables.views, () => views.put([row(S, 1)])],
      [own.tables.texts, () => texts.erase("hash")],
    ] as const) {
      waits = []
      door.keep(() => refusal("ThrottlingException"))
      await expect(call()).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining(table) })
      expect(door.calls).toHaveLength(waits.length + 1)
      expect(slept()).toBeGreaterThan(300)
      expect(slept(waits.length - 1)).toBeLessThanOrEqual(300)
      for (const [index, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(25 * 2 ** index)
    }
    door.keep()
    expect(await events.append(commit(S, 1))).toBe("written")
  })

  test("what a batch leaves over is written again, and nothing else", async () => {
    const { door, store } = await gated(at)
    const rows = Array.from({ length: 60 }, (_, index) => row(`loan:p1.${index}`, 1))
    const rebuild = await store.views.rebuild()
    const sizes: number[] = []
    let called = 0
    door.keep(async ({ operation, body, forward }) => {
      if (operation !== "BatchWriteItem") return forward()
      const [[table, requests]] = Object.entries<unknown[]>(body.RequestItems) as [[string, unknown[]]]
      sizes.push(requests.length)
      if (called++ > 0) return forward()
      body.RequestItems[table] = requests.slice(5)
      const answer = await forward()
      return { ...answer, body: { UnprocessedItems: { [table]: requests.slice(0, 5) } } }
    })
    await rebuild.fill(rows)
    expect(sizes.sort((a, b) => a - b)).toEqual([5, 10, 25, 25])
    await rebuild.swap()
    expect(await store.views.record({ scope: "p1", limit: 100 })).toHaveLength(60)
  })
})

describe("what a second try does not help is not tried again", () => {
  test("a condition that is not met", async () => {
    const { door, store } = await gated(at)
    await store.events.append(commit(S, 1))
    door.keep()
    expect(await store.events.append(commit(S, 1, { correlation: "late" }))).toBe("conflict")
    expect(door.operations()).toEqual(["PutItem"])
  })

  test.each([
    "ExpiredTokenException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "AccessDeniedException",
    "ResourceNotFoundException",
  ])("%s", async (type) => {
    const { door, store, own } = await gated(at)
    door.keep(() => refusal(type))
    const message = `table ${own.tables.events}: ${type}: said the gate: ${type}`
    await expect(store.events.append(commit(S, 1))).rejects.toMatchObject({ code: "unavailable", message })
    await expect(store.events.head(S)).rejects.toMatchObject({ code: "unavailable", message })
    expect(door.calls).toHaveLength(2)
  })

  test("a table that is not there", async () => {
    const { door, of } = await gated(at)
    const { events } = opened({ ...of, tables: { ...of.tables, events: "nowhere" } })
    door.keep()
    await expect(events.append(commit(S, 1))).rejects.toMatchObject({ code: "unavailable", message: /nowhere/ })
    expect(door.calls).toHaveLength(1)
  })

  test("credentials that cannot be had", async () => {
    const credentials = async () => {
      throw Object.assign(new Error("could not load credentials"), { name: "CredentialsProviderError" })
    }
    const { events } = opened(options(at, { client: { region: "eu-central-1", credentials } }))
    await expect(events.head(S)).rejects.toMatchObject({ code: "unavailable", message: /could not load credentials/ })
  })

  test("a call of ours that is wrong stays as it is", async () => {
    const { door, store } = await gated(at)
    door.keep(() => refusal("ValidationException"))
    await expect(store.events.head(S)).rejects.toMatchObject({ name: "ValidationException" })
    await expect(store.events.head(S)).rejects.not.toBeInstanceOf(StoreError)
  })
})

test("an endpoint that is down is unavailable", async () => {
  const { events } = opened(options("http://127.0.0.1:1", { patience: 100 }))
  for (const call of [() => events.append(commit(S, 1)), () => events.head(S), () => events.health()])
    await expect(call()).rejects.toMatchObject({ code: "unavailable", message: /ECONNREFUSED/ })
})

describe("an append whose answer was lost", () => {
  const loseAnswer: () => Keeper = () => {
    let called = 0
    return async ({ forward }) => {
      if (called++ > 0) return forward()
      await forward()
      return "hang up"
    }
  }

  test("is written, once", async () => {
    const { door, store } = await gated(at)
    door.keep(loseAnswer())
    expect(await store.events.append(commit(S, 1))).toBe("written")
    expect(door.operations()).toEqual(["PutItem", "PutItem", "GetItem"])
    expect(await collect(store.events.read(S))).toStrictEqual([commit(S, 1)])
  })

  test("is a conflict where it was another's commit that took the version", async () => {
    const { door, store, own } = await gated(at)
    let called = 0
    door.keep(async ({ forward }) => {
      if (called++ > 0) return forward()
      await opened(own).events.append(commit(S, 1, { correlation: "another" }))
      return "hang up"
    })
    expect(await store.events.append(commit(S, 1))).toBe("conflict")
    expect((await store.events.head(S))?.correlation).toBe("another")
  })

  test("leaves a swap of the views done", async () => {
    const { door, store } = await gated(at)
    const rebuild = await store.views.rebuild()
    await rebuild.fill([row(S, 1)])
    door.keep(loseAnswer())
    await rebuild.swap()
    expect(await store.views.get(S)).toStrictEqual(row(S, 1))
  })
})

describe("sizes", () => {
  test("a commit over the limit is refused before it is sent", async () => {
    const { door, store } = await gated(at)
    door.keep()
    const over = commit(S, 1, { state: "x".repeat(400 * 1024) })
    await expect(store.events.append(over)).rejects.toMatchObject({ code: "too-large" })
    expect(door.calls).toEqual([])
  })

  test("a commit that is as large as may be, and does not get smaller, fits", async () => {
    const { store } = await gated(at)
    const letters = Array.from(randomBytes(250_000), (byte, index) =>
      String.fromCodePoint(0x800 + byte + 256 * (index % 64)),
    )
    const full = (count: number) => commit(S, 1, { state: letters.slice(0, count).join("") })
    const room = COMMIT_BYTES - Buffer.byteLength(JSON.stringify(full(0)))
    expect(await store.events.append(full(Math.floor(room / 3)))).toBe("written")
    expect(await store.events.head(S)).toStrictEqual(full(Math.floor(room / 3)))
  })

  test("a row over DynamoDB's limit is too large", async () => {
    const { store } = await gated(at)
    const over = row(S, 1, { body: "x".repeat(400 * 1024) })
    await expect(store.views.put([over])).rejects.toMatchObject({ code: "too-large" })
  })

  test("a history past 1 MB is read page by page, both ways, and no further than asked", async () => {
    const { door, store } = await gated(at)
    const commits = [1, 2, 3, 4, 5, 6, 7, 8].map(large)
    for (const each of commits) await store.events.append(each)
    door.keep()
    expect(await collect(store.events.read(S))).toStrictEqual(commits)
    expect(door.operations()).toEqual(["Query", "Query", "Query"])
    expect(await collect(store.events.read(S, { backwards: true }))).toStrictEqual(commits.toReversed())
    expect(await collect(store.events.read(S, { from: 2, to: 7 }))).toStrictEqual(commits.slice(1, 7))
    expect(await collect(store.events.scan())).toStrictEqual(commits)
    door.keep()
    for await (const { version } of store.events.read(S)) if (version === 2) break
    expect(await store.events.head(S)).toStrictEqual(large(8))
    expect(door.operations()).toEqual(["Query", "Query"])
  })
})

describe("a gap", () => {
  test("what this process has seen costs nothing to know; what it has not, one look", async () => {
    const { door, store, of } = await gated(at)
    for (const version of [1, 2]) await store.events.append(commit(S, version))
    door.keep()
    await store.events.append(commit(S, 3))
    expect(door.operations()).toEqual(["PutItem"])
    const { events } = opened(of)
    door.keep()
    expect(await events.append(commit(S, 4))).toBe("written")
    expect(door.operations()).toEqual(["GetItem", "PutItem"])
    await expect(opened(of).events.append(commit(S, 6))).rejects.toMatchObject({ code: "gap" })
    expect(await events.append(commit(S, 5))).toBe("written")
  })

  test("a conflict is a sight of the version, a failure is not", async () => {
    const { door, store, of } = await gated(at)
    await store.events.append(commit(S, 1))
    const other = opened(of).events
    expect(await other.append(commit(S, 1))).toBe("conflict")
    door.keep()
    expect(await other.append(commit(S, 2))).toBe("written")
    expect(door.operations()).toEqual(["PutItem"])
    door.keep(() => refusal("AccessDeniedException"))
    await expect(other.append(commit(S, 3))).rejects.toMatchObject({ code: "unavailable" })
    door.keep()
    await expect(other.append(commit(S, 4))).rejects.toMatchObject({ code: "gap" })
  })
})

test("a scan gives each stream in order, once, even if DynamoDB did not", async () => {
  const { door, store } = await gated(at)
  const streams = ["loan:p1.a", "loan:p1.b", "loan:p1.c"] as const
  for (const stream of streams)
    for (const version of [1, 2, 3, 4, 5]) await store.events.append(commit(stream, version))
  for (const shuffle of [(items: unknown[]) => items.toReversed(), (items: unknown[]) => [...items, ...items]]) {
    door.keep(async ({ operation, forward }) => {
      const answer = await forward()
      if (operation === "Scan") answer.body.Items = shuffle(answer.body.Items)
      return answer
    })
    const commits = await collect(store.events.scan())
    expect(commits).toHaveLength(15)
    for (const stream of streams)
      expect(commits.filter((each) => each.stream === stream).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
  }
})

test.each([
  ["is not deflated", { body: { B: Buffer.from("{}").toString("base64") } }],
  ["is not JSON", { body: { B: deflateRawSync("{").toString("base64") } }],
  ["lacks its body", { body: undefined }],
  ["lacks its hash", { hash: undefined }],
  ["lacks its ring", { ring: undefined }],
])("an item that %s is damaged, and named", async (_, change) => {
  const { door, store } = await gated(at)
  await store.events.append(commit(S, 1))
  door.keep(async ({ forward }) => {
    const answer = await forward()
    Object.assign(answer.body.Items[0], change)
    return answer
  })
  await expect(store.events.head(S)).rejects.toMatchObject({ code: "damaged", message: /loan:p1\.a@1/ })
})

test("an item that is no commit ends its own stream alone, and is named once all others are given", async () => {
  const { own, store } = await gated(at)
  const client = new DynamoDBClient({ ...own.client, ...(own.endpoint && { endpoint: own.endpoint }) })
  for (const stream of ["loan:p1.a", "loan:p1.b", "loan:p1.c"] as const)
    for (const version of [1, 2]) await store.events.append(commit(stream, version))
  const Item = { pk: { S: "loan:p1.b" }, sk: { N: "3" }, hello: { S: "I am none" } }
  await client.send(new PutItemCommand({ TableName: own.tables.events, Item }))
  client.destroy()
  const given: string[] = []
  const scan = async () => {
    for await (const each of store.events.scan()) given.push(commitId(each))
  }
  await expect(scan()).rejects.toMatchObject({ code: "damaged", message: /loan:p1\.b@3/ })
  expect(given.sort()).toEqual(["a@1", "a@2", "b@1", "b@2", "c@1", "c@2"].map((place) => `loan:p1.${place}`))
})

describe("health", () => {
  test("leaves nothing in the record", async () => {
    const { store } = await gated(at)
    expect(await store.events.health()).toEqual({ writable: true })
    expect(await collect(store.events.scan())).toEqual([])
  })

  test("tells a store that only reads from one that does not", async () => {
    const { door, store } = await gated(at)
    door.keep(({ operation, forward }) => (operation === "PutItem" ? refusal("AccessDeniedException") : forward()))
    expect(await store.events.health()).toEqual({ writable: false, reason: expect.stringMatching(/AccessDenied/) })
    door.keep(() => refusal("AccessDeniedException"))
    await expect(store.events.health()).rejects.toMatchObject({ code: "unavailable" })
  })
})
