import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DeleteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { endpoint } from "../event-store/dynamodbServer.ts"
import { cli, PLAN, PLAN_FILE, temporary } from "./console.ts"

const folder = temporary()
const data = join(folder.path, "data")
const at = await endpoint()
const client = { region: "local", credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" } }
const tables = { events: "v-events", views: "v-views", texts: "v-texts" }
const env = {
  DYNAMODB_ENDPOINT: at,
  EVENTS_TABLE: tables.events,
  VIEWS_TABLE: tables.views,
  TEXTS_TABLE: tables.texts,
}
afterAll(folder.remove)

/** Where a record is, and how it is put back to an earlier state without its views knowing. */
interface Held {
  run(...argv: string[]): ReturnType<typeof cli>
  open(): ReturnType<typeof sqliteStore> | ReturnType<typeof dynamodbStore>
  keep(): Promise<void>
  restore(): Promise<void>
}

const inFolder: Held = {
  run: (...argv) => cli([...argv, "--data", data]),
  open: () => sqliteStore(data),
  async keep() {
    cpSync(join(data, "events.db"), join(folder.path, "events.db"))
  },
  async restore() {
    for (const left of ["-wal", "-shm"]) rmSync(join(data, `events.db${left}`), { force: true })
    cpSync(join(folder.path, "events.db"), join(data, "events.db"))
  },
}

function inTables(): Held {
  const open = () => dynamodbStore({ tables, endpoint: at, client })
  const kept = new Set<string>()
  return {
    run: (...argv) => cli([...argv, "--tables"], { env }),
    open,
    async keep() {
      await using store = open()
      for await (const { stream, version } of store.events.scan()) kept.add(`${stream}@${version}`)
    },
    async restore() {
      await using store = open()
      const db = new DynamoDBClient({ ...client, endpoint: at })
      for await (const { stream, version } of store.events.scan())
        if (!kept.has(`${stream}@${version}`)) {
          const Key = { pk: { S: stream }, sk: { N: String(version) } }
          await db.send(new DeleteItemCommand({ TableName: tables.events, Key }))
        }
      db.destroy()
    },
  }
}

describe.each<[string, Held]>([
  ["a folder", inFolder],
  ["tables", inTables()],
])("a record in %s, put back to an earlier state", (_, { run, open, keep, restore }) => {
  const list = () => run("activity", "list", "--plan", PLAN)
  const as = ["--office", "coordinator", "--party", "austria"]
  let before: Awaited<ReturnType<typeof list>>

  beforeAll(async () => {
    await cli(["dynamodb", "init", "--endpoint", at, "--prefix", "v"])
    expect(await run("plan", "import", PLAN_FILE)).toMatchObject({ code: 0 })
    before = await list()
    await keep()
    const children = JSON.stringify([{ code: "x-q3-3a", title: "Prepare", kind: "document" }])
    const expand = ["activity", "do", `${PLAN}.x-q3-3`, "expandPlaceholder", `children=${children}`]
    expect(await run(...expand, ...as, "--mandate", "Coordination Committee")).toMatchObject({ code: 0, err: "" })
    const cancel = ["activity", "do", `${PLAN}.t1-a3`, "cancel", "--reason", "gone"]
    expect(await run(...cancel, ...as)).toMatchObject({ code: 0, err: "" })
    await restore()
  })

  test("has rows ahead of it, which nothing else puts right", async () => {
    const { out } = await list()
    expect(out).toMatch(/t1-a3 .+Cancelled/)
    expect(out).toContain("x-q3-3a")
    const { code, err } = await run("verify")
    expect(code).toBe(3)
    expect(err).toContain(`activity:${PLAN}.t1-a3@2 is in the views and not in the record; \`demarche views rebuild\``)
  })

  test("reads right after the command, which leaves readers their grace (slow)", async () => {
    await using store = open()
    const { length: commits } = await Array.fromAsync(store.events.scan())
    expect(await run("views", "rebuild")).toMatchObject({
      code: 0,
      out: `The views are made anew: ${commits} rows.\n`,
      err: expect.stringMatching(new RegExp(`(^|\n)${commits} rows made\n$`)),
    })
    expect(await list()).toEqual(before)
    expect(await run("verify")).toMatchObject({ code: 0 })
    expect(await store.views.get(`activity:${PLAN}.x-q3-3a`)).toBeUndefined()
    expect(await store.views.record({ scope: PLAN, limit: 100 })).toHaveLength(commits)
  })

  test("goes on from there: what is written anew has the version that was taken back", async () => {
    const cancel = ["activity", "do", `${PLAN}.t1-a3`, "cancel", "--reason", "gone again"]
    expect(await run(...cancel, ...as)).toMatchObject({ code: 0, err: "" })
    expect((await list()).out).toMatch(/t1-a3 .+Cancelled/)
    await using store = open()
    const [row, head] = [
      await store.views.get(`activity:${PLAN}.t1-a3`),
      await store.events.head(`activity:${PLAN}.t1-a3`),
    ]
    expect(row).toMatchObject({ version: 2, recorded: head?.recorded })
  })
})

test("as JSON, and in French", async () => {
  const { run, open } = inFolder
  await using store = open()
  const { length: rows } = await Array.fromAsync(store.events.scan())
  expect(JSON.parse((await run("views", "rebuild", "--json")).out)).toEqual({ rows })
  expect((await run("views", "rebuild", "--lang", "fr")).out).toBe(
    `Les vues sont établies à nouveau : ${rows} lignes.\n`,
  )
})

describe("what cannot be rebuilt", () => {
  test("a server's views: they are its holder's", async () => {
    expect(await cli(["views", "rebuild", "--server", "http://127.0.0.1:1"])).toEqual({
      code: 2,
      out: "",
      err: "demarche: views rebuild is for a record at hand: --data DIR, or --tables\n",
    })
  })

  test("a folder without a record, which is not begun by a slip of the pen", async () => {
    const typo = join(folder.path, "typo")
    expect(await cli(["views", "rebuild", "--data", typo])).toMatchObject({ code: 5 })
    expect(existsSync(typo)).toBe(false)
  })

  test("a record that cannot be read leaves the views as they were", async () => {
    const { out } = await inFolder.run("activity", "list", "--plan", PLAN)
    writeFileSync(join(data, "events.db"), "this is no database, but long enough to be looked at ".repeat(100))
    expect(await inFolder.run("views", "rebuild")).toMatchObject({ code: 2, err: expect.stringContaining("events.db") })
    await inFolder.restore()
    expect((await inFolder.run("activity", "list", "--plan", PLAN)).out).toBe(out)
  })
})
