import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StreamName } from "@demarche/event-store"
import { openDatabase } from "@demarche/event-store/sqlite/database"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { commit } from "@demarche/event-store/testing/samples"
import { expect, onTestFinished, test } from "vitest"
import { temporary } from "../cli/console.ts"
import { unpacked } from "../fixtures/fixture.ts"
import { LEFT } from "../fixtures/open.ts"
import { AUSTRIA, ISU, openWorld, over, PLAN } from "../http/world.ts"

const SECRET = "never to be seen again"

/** Another program that has begun to read a file, and reads on until it is told to end. */
function reader(path: string, file: string, table: string): DatabaseSync {
  const db = new DatabaseSync(join(path, file))
  db.exec(`BEGIN; SELECT count(*) FROM ${table}`)
  onTestFinished(() => void (db.isOpen && db.close()))
  return db
}

test("K10.11 an erasure while anyone reads texts.db stops no reaction, is told at once, and is done when the reader ends", async () => {
  const { path, remove } = unpacked()
  const told: string[] = []
  const world = await openWorld(LEFT.folder, over(sqliteStore(path, (what) => told.push(what))))
  onTestFinished(async () => {
    await world.stop()
    remove()
  })
  const holders = () => readdirSync(path).filter((name) => readFileSync(join(path, name)).includes(SECRET))
  await world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q2", text: `${SECRET}. `.repeat(50) })
  const stream = StreamName.parse(`activity:${PLAN}.t1-a3`)
  const head = await world.hosted.application.world.events.head(stream)
  const text = String(head?.events[0]?.value.text)
  expect(holders()).not.toEqual([])
  const open = reader(path, "texts.db", "texts")
  await world.take(ISU, "t1-a3", "redact", { text, reason: "It names a person." })
  expect((await world.ask("GET", `/api/texts/${text}`, { as: ISU })).status).toBe(410)
  expect(told).toEqual([expect.stringContaining("texts.db")])
  await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-21", to: "2026-09-25" })
  expect((await world.hosted.application.world.events.head(stream))?.version).toBeGreaterThan(head?.version ?? 0)
  open.close()
  await expect.poll(holders).toEqual([])
})

test("K10.10 SQLite is told not to wait, which would block the event loop; another's lock is waited for all the same", async () => {
  const { path, remove } = temporary()
  onTestFinished(remove)
  const file = join(path, "events.db")
  const db = openDatabase(file, { schema: "CREATE TABLE IF NOT EXISTS t (x)", synchronous: "FULL" })
  onTestFinished(() => db.close())
  expect(db.prepare("PRAGMA busy_timeout").get()?.timeout).toBe(0)
  const other = new DatabaseSync(file)
  other.exec("BEGIN IMMEDIATE")
  const written = db.write(() => db.exec("INSERT INTO t VALUES (1)"))
  other.exec("COMMIT")
  other.close()
  await written
})

test("K10.10 the write-ahead log that a long reader let grow is given back", async () => {
  const { path, remove } = temporary()
  onTestFinished(remove)
  await using store = sqliteStore(path)
  const size = () => statSync(join(path, "events.db-wal")).size
  const open = reader(path, "events.db", "commits")
  const large = (version: number) =>
    commit("loan:p1.a", version, { events: [{ type: "Noted", text: "x".repeat(60_000) }] })
  await Promise.all(Array.from({ length: 300 }, (_, at) => store.events.append(large(at + 1))))
  expect(size()).toBeGreaterThan(16 * 1024 * 1024)
  open.close()
  for (let version = 301; version <= 304; version++) await store.events.append(large(version))
  expect(size()).toBeLessThanOrEqual(8 * 1024 * 1024)
})
