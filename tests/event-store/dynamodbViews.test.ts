import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb"
import type { Row, Views } from "@demarche/event-store"
import type { DynamodbOptions } from "@demarche/event-store/dynamodb/dynamodbStore"
import { memoryViews } from "@demarche/event-store/memory/memoryViews"
import { at, row } from "@demarche/event-store/testing/samples"
import { describe, expect, onTestFinished, test, vi } from "vitest"
import { endpoint, gated, opened } from "./dynamodbServer.ts"
import { refusal } from "./gate.ts"

const door = await endpoint()
const A = "loan:p1.a"

/** How many items of each generation the table holds. */
async function generations({ endpoint, client, tables }: DynamodbOptions): Promise<Record<string, number>> {
  const db = new DynamoDBClient({ ...client, ...(endpoint && { endpoint }) })
  const { Items = [] } = await db.send(new ScanCommand({ TableName: tables.views }))
  db.destroy()
  const rows = Items.filter(({ generation }) => generation).map(({ generation }) => String(generation?.N))
  return Object.fromEntries(
    Object.entries(Object.groupBy(rows, (own) => own)).map(([own, all]) => [own, all?.length ?? 0]),
  )
}

async function everything(views: Views) {
  return {
    list: await views.list({ kind: "loan" }),
    listThen: await views.list({ kind: "loan", scope: "p1", asOf: at(2) }),
    record: await views.record({ scope: "p1", limit: 1000 }),
    due: await views.due("time", at(999), 1000),
  }
}

/** What a projector does when commits come again: it asks how far each stream is and puts what is missing. */
async function project(views: Views, history: Row[]) {
  for (const [stream, rows] of Map.groupBy(history, ({ stream }) => stream)) {
    const known = (await views.get(stream))?.version ?? 0
    await views.put(rows.filter(({ version }) => version > known))
  }
}

describe("a put that breaks off", () => {
  const history = (["loan:p1.a", "loan:p1.b"] as const).flatMap((stream) =>
    [1, 2, 3].map((version) => row(stream, version, { ...(version > 1 && { deadline: at(100 + version) }) })),
  )
  const old = history.filter(({ version }) => version === 1)

  test.each([false, true])(
    "at any write leaves nothing that the next one does not mend (a rebuild is on: %s)",
    async (on) => {
      const plain = memoryViews()
      await plain.put(history)
      const expected = await everything(plain)
      let broken = 0
      for (let step = 1; ; step++) {
        const { door: gate, store } = await gated(door)
        await store.views.put(old)
        const rebuild = on ? await store.views.rebuild() : undefined
        await rebuild?.fill(old)
        let writes = 0
        gate.keep(({ operation, forward }) =>
          operation === "PutItem" && ++writes >= step ? refusal("AccessDeniedException") : forward(),
        )
        const whole = await store.views.put(history.filter(({ version }) => version > 1)).then(
          () => true,
          () => false,
        )
        gate.keep()
        await project(store.views, history)
        expect(await everything(store.views)).toStrictEqual(expected)
        await rebuild?.swap()
        expect(await everything(store.views)).toStrictEqual(expected)
        if (whole) break
        broken++
      }
      expect(broken).toBe(on ? 12 : 6)
    },
  )
})

describe("two processes", () => {
  test("what one puts reaches the generation that another rebuilds, and a swap shows to both", async () => {
    const { store, of } = await gated(door)
    const other = opened(of)
    await other.views.put([row(A, 1), row("loan:p1.ghost", 1)])
    const rebuild = await store.views.rebuild()
    await other.views.put([row(A, 2)])
    await rebuild.fill([row(A, 1)])
    expect(await other.views.list({ kind: "loan" })).toHaveLength(2)
    await rebuild.swap()
    for (const { views } of [store, other]) {
      expect(await views.list({ kind: "loan" })).toStrictEqual([row(A, 2)])
      expect(await views.record({ scope: "p1", limit: 9 })).toStrictEqual([row(A, 2), row(A, 1)])
    }
  })

  test("whoever still goes by the old generation finds it whole; then it is dropped", async () => {
    vi.useFakeTimers({ toFake: ["Date"] })
    onTestFinished(() => void vi.useRealTimers())
    const [waited, passed] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()]
    const timer = {
      now: () => 0,
      sleep(milliseconds: number) {
        waited.resolve(milliseconds)
        return passed.promise
      },
    }
    const { store, of } = await gated(door, { grace: 400, timer })
    const other = opened(of)
    await store.views.put([row(A, 1)])
    const rebuild = await store.views.rebuild()
    await rebuild.fill([row(A, 1), row(A, 2)])
    expect((await other.views.get(A))?.version).toBe(1)
    const swapping = rebuild.swap()
    expect(await waited.promise).toBe(800)
    expect((await store.views.get(A))?.version).toBe(2)
    vi.advanceTimersByTime(399)
    expect((await other.views.get(A))?.version).toBe(1)
    expect(await generations(of)).toEqual({ 1: 2, 2: 3 })
    vi.advanceTimersByTime(1)
    expect((await other.views.get(A))?.version).toBe(2)
    passed.resolve()
    await swapping
    expect(await generations(of)).toEqual({ 2: 3 })
  })

  test("nothing is left of what was abandoned, nor of what a slow writer left in an old generation", async () => {
    const { store, of } = await gated(door)
    await store.views.put([row(A, 1)])
    const abandoned = await store.views.rebuild()
    await abandoned.fill([row(A, 2)])
    await abandoned.abandon()
    expect(await generations(of)).toEqual({ 1: 2 })
    const replaced = await store.views.rebuild()
    await replaced.fill([row(A, 2)])
    const rebuild = await store.views.rebuild()
    await rebuild.fill([row(A, 1)])
    await rebuild.swap()
    expect(await generations(of)).toEqual({ 4: 2 })
  })
})

describe("requests", () => {
  test("each question is one query, or one a shard; as of an instant, one more for each stream that changed since", async () => {
    const { door: gate, store } = await gated(door, { grace: 60_000 })
    const rows = Array.from({ length: 30 }, (_, index) => row(`loan:p1.${index % 10}`, 1 + Math.floor(index / 10)))
    await store.views.put(rows)
    await store.views.put([row("loan:p1.new", 5), row("loan:p1.old", 1)])
    const asked = async (question: () => Promise<unknown>) => {
      gate.keep()
      await question()
      expect(new Set(gate.operations())).toEqual(new Set(["Query"]))
      return gate.calls.length
    }
    const { views } = store
    expect(await asked(() => views.get("loan:p1.1"))).toBe(1)
    expect(await asked(() => views.get("loan:p1.1", at(2)))).toBe(1)
    expect(await asked(() => views.list({ kind: "loan", scope: "p1" }))).toBe(1)
    expect(await asked(() => views.list({ kind: "loan" }))).toBe(8)
    expect(await asked(() => views.list({ kind: "loan", scope: "p1", asOf: at(9) }))).toBe(1)
    expect(await asked(() => views.list({ kind: "loan", scope: "p1", asOf: at(3) }))).toBe(2)
    expect(await asked(() => views.list({ kind: "loan", scope: "p1", asOf: at(2) }))).toBe(12)
    expect(await asked(() => views.record({ scope: "p1", limit: 10 }))).toBe(1)
    expect(await asked(() => views.due("time", at(9), 10))).toBe(8)
  })

  test("which generation is read is asked once in the grace, and at every put", async () => {
    const { door: gate, store } = await gated(door, { grace: 60_000 })
    await store.views.list({ kind: "loan", scope: "p1" })
    gate.keep()
    await store.views.list({ kind: "loan", scope: "p1" })
    await store.views.get(A)
    expect(gate.operations()).toEqual(["Query", "Query"])
    gate.keep()
    for (const version of [1, 2]) await store.views.put([row(A, version)])
    expect(gate.operations()).toEqual(["GetItem", "PutItem", "PutItem", "GetItem", "PutItem", "PutItem"])
  })

  test("a list past 1 MB comes whole", async () => {
    const { door: gate, store } = await gated(door, { grace: 60_000 })
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((item) => row(`loan:p1.${item}`, 1, { body: "x".repeat(300_000) }))
    await store.views.put(rows)
    gate.keep()
    expect(await store.views.list({ kind: "loan", scope: "p1" })).toStrictEqual(rows)
    expect(gate.calls.length).toBe(3)
    expect(await store.views.record({ scope: "p1", limit: 8 })).toHaveLength(8)
  })
})

test("no key is written by every plan or every stream", async () => {
  const { store, of } = await gated(door)
  const plans = Array.from({ length: 200 }, (_, index) => `p${index}`)
  await store.views.put(plans.map((plan) => row(`loan:${plan}.a`, 1, { scope: plan, deadline: at(50) })))
  const db = new DynamoDBClient({ ...of.client, endpoint: of.endpoint })
  const { Items = [] } = await db.send(new ScanCommand({ TableName: of.tables.views }))
  db.destroy()
  for (const name of ["pk", "plan", "shard"]) {
    const counts = Object.values(Object.groupBy(Items, (item) => String(item[name]?.S ?? "")))
    const keys = Items.filter((item) => item[name]).length
    const most = Math.max(...counts.filter((some) => some?.[0]?.[name]).map((some) => some?.length ?? 0))
    expect(keys).toBeGreaterThanOrEqual(200)
    expect(most).toBeLessThan(45)
  }
})
