import { closeSync, cpSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { host, rebuildLostViews } from "@demarche/server/host"
import { describe, expect, onTestFinished, test } from "vitest"
import { unpacked } from "../fixtures/fixture.ts"
import { LEFT } from "../fixtures/open.ts"
import { AUSTRIA, type Json, openWorld, PLAN, thematic, type World } from "../http/world.ts"

const DAMAGED = `activity:${PLAN}.x-q1-3`

/** A server on the past folder, which is prepared before; what it logged, and what it called. */
async function served(prepare: (path: string) => void) {
  const { path, remove } = unpacked()
  prepare(path)
  const logged: string[] = []
  const noted: Json[] = []
  const reporter = {
    info() {},
    error: (what: Json) => void logged.push(String(what.error?.message ?? what.error)),
  }
  const world = await openWorld(LEFT.folder, async (clock, mail, webhooks) => {
    const store = sqliteStore(path)
    await rebuildLostViews(store, clock, (error) => noted.push(error))
    const hosted = host(store, clock, reporter, { mail, webhooks })
    for (const error of noted) hosted.application.damage.note(error)
    return hosted
  })
  onTestFinished(async () => {
    await world.stop()
    remove()
  })
  return { world, path, logged }
}

function sql(path: string, file: string, statement: string): void {
  using db = new DatabaseSync(join(path, file))
  db.exec(statement)
}

/** Makes a commit that the consumers have not read yet of the newest of a stream, and then damages it. */
function unreadAndDamaged(body: string) {
  return (path: string) => {
    sql(path, "events.db", `UPDATE commits SET body = ${body} WHERE stream = '${DAMAGED}' AND version = 19`)
    for (const file of ["events.db", "views.db"]) sql(path, file, "UPDATE cursors SET seq = 0")
    sql(path, "views.db", `DELETE FROM rows WHERE stream = '${DAMAGED}' AND version = 19`)
  }
}

/** The good streams: a command is taken, its row is made, the letter of the silence that ends is queued. */
async function goesOn(world: World): Promise<void> {
  await world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q2", text: "Four calls were held." })
  const { items } = await world.get("/api/activities", { query: { plan: PLAN } })
  const [reported] = items.filter(({ id }: Json) => id === `${PLAN}.t1-a3`)
  expect(reported.version).toBe(4)
  await world.at("2026-06-08T16:05:00Z")
  expect((await world.get(`/api/activities/${PLAN}.t2-a2`)).state).toBe("agreed")
}

describe.each([
  ["is not JSON", "'not a commit'"],
  ["is null", "'null'"],
  ["is empty", "'{}'"],
  ["has no events", `json_set(body, '$.events', json('null'))`],
  ["has no state", `json_set(body, '$.state', json('null'))`],
  ["has an empty state", `json_set(body, '$.state', json('{}'))`],
  ["is another's", `(SELECT body FROM commits WHERE stream = 'activity:${PLAN}.t1-a3' AND version = 3)`],
])("K10.2 an unread commit that %s", (_, body) => {
  test("stops its own stream only, and is named in the log and by /healthz", async () => {
    const { world, logged, path } = await served(unreadAndDamaged(body))
    await goesOn(world)
    expect(logged.join("\n")).toContain(`${DAMAGED}@19`)
    const health = await world.get("/healthz")
    expect(health).toMatchObject({ status: "damaged", damaged: [`${DAMAGED}@19`], store: "writable" })
    expect(JSON.stringify(health)).not.toContain(path)
  })
})

test("K10.2 with views.db removed the server starts, and the good streams are there", async () => {
  const { world, path } = await served((path) => {
    sql(path, "events.db", `UPDATE commits SET body = '{}' WHERE stream = '${DAMAGED}' AND version = 4`)
    rmSync(join(path, "views.db"))
  })
  await goesOn(world)
  const { items } = await world.get("/api/activities", { query: { plan: PLAN } })
  expect(items).toHaveLength(22)
  expect(await world.get("/healthz")).toMatchObject({ status: "damaged", damaged: [`${DAMAGED}@4`] })
  sql(path, "events.db", `UPDATE commits SET body = '{}' WHERE stream = '${DAMAGED}' AND version = 20`)
  const refused = await world.ask("GET", `/api/activities/${PLAN}.x-q1-3`)
  expect([refused.status, refused.body.type]).toEqual([500, "https://demarche.example/problems/damaged"])
  expect(JSON.stringify(refused.body)).not.toMatch(/later|events\.db/)
})

/** Overwrites a page in the middle of a file that holds rows of a table, and answers the rowids that can no longer be read. */
function overwritten(path: string, file: string, table: string): number[] {
  const size = statSync(join(path, file)).size / 4096
  const handle = openSync(join(path, file), "r+")
  const page = Buffer.alloc(4096)
  for (let number = Math.floor(size / 2); number < size; number++) {
    readSync(handle, page, 0, 4096, number * 4096)
    if (page[0] !== 0x0d) continue
    writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, number * 4096)
    const lost = unreadable(path, file, table)
    if (lost.length > 0 && lost.length < 100) break
    writeSync(handle, page, 0, 4096, number * 4096)
  }
  closeSync(handle)
  return unreadable(path, file, table)
}

function unreadable(path: string, file: string, table: string): number[] {
  using db = new DatabaseSync(join(path, file), { readOnly: true })
  const one = db.prepare(`SELECT * FROM ${table} WHERE rowid = ?`)
  return Array.from({ length: 600 }, (_, at) => at + 1).filter((rowid) => {
    try {
      one.get(rowid)
      return false
    } catch {
      return true
    }
  })
}

test("K10.2 a page of events.db that cannot be read stops the streams on it only, which are named", async () => {
  let lost: number[] = []
  const { world, logged } = await served((path) => {
    for (const file of ["events.db", "views.db"]) sql(path, file, "UPDATE cursors SET seq = 0")
    lost = overwritten(path, "events.db", "commits")
  })
  expect(lost.length).toBeGreaterThan(0)
  await world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q2", text: "Four calls were held." })
  const { damaged } = await world.get("/healthz")
  expect(damaged.length).toBeGreaterThan(0)
  const named = damaged.filter((place: string) => place.includes("@"))
  for (const place of named) expect(logged.join("\n")).toContain(place)
  expect((await world.get(`/api/activities/${PLAN}.t1-a3`)).version).toBe(4)
})

test("K10.7 texts.db damaged in the middle is named, and what needs no damaged page goes on", async () => {
  const { path, remove } = unpacked()
  const lost = overwritten(path, "texts.db", "texts")
  expect(lost.length).toBeGreaterThan(0)
  const { world } = await served((own) => cpSync(join(path, "texts.db"), join(own, "texts.db")))
  using db = new DatabaseSync(join(path, "texts.db"), { readOnly: true })
  const hash = db.prepare("SELECT hash FROM texts WHERE +rowid = ?").get(lost[0] ?? 0)?.hash
  remove()
  const { status, body } = await world.ask("GET", `/api/texts/${hash}`, { as: "isu:secretariat" })
  expect([status, body.type]).toEqual([500, "https://demarche.example/problems/damaged"])
  expect(body.detail).not.toMatch(/later/)
  expect(await world.get("/healthz")).toMatchObject({ status: "damaged", damaged: ["text"] })
  const answers: number[] = []
  for (let time = 0; time < 20; time++) {
    const body = { period: "2026-Q2", text: `Call ${time} was held.` }
    const { status } = await world.ask("POST", `/api/activities/${PLAN}.t1-a3/transitions/reportProgress`, {
      as: AUSTRIA,
      body,
    })
    answers.push(status)
  }
  expect(answers).not.toContain(503)
  expect(answers.filter((status) => status === 200).length).toBeGreaterThan(0)
  await world.at("2026-06-08T16:05:00Z")
  expect((await world.get(`/api/activities/${PLAN}.t2-a2`)).state).toBe("agreed")
})

test("K10.2 what is repaired is no longer named", async () => {
  const { path, remove } = unpacked()
  using db = new DatabaseSync(join(path, "events.db"), { readOnly: true })
  const sound = db.prepare("SELECT body FROM commits WHERE stream = ? AND version = 19").get(DAMAGED)?.body
  remove()
  const { world, path: own } = await served(unreadAndDamaged("'{}'"))
  await world.at("2026-06-05T10:01:00Z")
  expect((await world.get("/healthz")).damaged).toEqual([`${DAMAGED}@19`])
  sql(own, "events.db", `UPDATE commits SET body = '${String(sound).replaceAll("'", "''")}' WHERE body = '{}'`)
  expect(await world.get("/healthz")).toMatchObject({ status: "ok" })
  await world.take(thematic("f"), "x-q1-3", "support")
  expect((await world.get(`/api/activities/${PLAN}.x-q1-3`)).version).toBe(20)
})
