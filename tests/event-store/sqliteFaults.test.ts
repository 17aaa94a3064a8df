import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setImmediate } from "node:timers/promises"
import { type Commit, sealText } from "@demarche/event-store"
import { createSignal } from "@demarche/event-store/signal"
import { openDatabase } from "@demarche/event-store/sqlite/database"
import { EVENTS_SCHEMA, sqliteEvents } from "@demarche/event-store/sqlite/sqliteEvents"
import { LOG_SCHEMA, sqliteLog } from "@demarche/event-store/sqlite/sqliteLog"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { collect, commit, row, take } from "@demarche/event-store/testing/samples"
import { describe, expect, test } from "vitest"
import { folder } from "./folder.ts"

const S = "loan:p1.a"
const large = (version: number) => commit(S, version, { events: [{ type: "Noted", text: "x".repeat(50_000) }] })

/** A closed store with commits enough for a few dozen pages, and its main file. */
async function closed(commits = 60) {
  const directory = folder()
  await using store = sqliteStore(directory)
  await Promise.all(Array.from({ length: commits }, (_, index) => store.events.append(commit(S, index + 1))))
  return { directory, file: join(directory, "events.db") }
}

describe("group commit", () => {
  /** Transactions in the log: frames that carry the size of the database after them (https://sqlite.org/fileformat2.html#walformat). */
  function transactions(directory: string): number {
    const wal = readFileSync(join(directory, "events.db-wal"))
    const frame = 24 + wal.readUInt32BE(8)
    let count = 0
    for (let start = 32; start < wal.length; start += frame) if (wal.readUInt32BE(start + 4) > 0) count++
    return count
  }

  test("appends made together share a transaction; appends made in turn do not", async () => {
    const directory = folder()
    await using store = sqliteStore(directory)
    const before = transactions(directory)
    await Promise.all(Array.from({ length: 64 }, (_, item) => store.events.append(commit(`loan:p1.${item}`, 1))))
    expect(transactions(directory)).toBe(before + 1)
    for (let version = 1; version <= 5; version++) await store.events.append(commit(S, version))
    expect(transactions(directory)).toBe(before + 6)
  })

  test("a conflict alone writes nothing", async () => {
    const directory = folder()
    await using store = sqliteStore(directory)
    await store.events.append(commit(S, 1))
    const before = transactions(directory)
    await store.events.append(commit(S, 1))
    expect(transactions(directory)).toBe(before)
  })
})

describe("a full disk", () => {
  function quota() {
    const db = openDatabase(join(folder(), "events.db"), { schema: EVENTS_SCHEMA, synchronous: "FULL" })
    return {
      events: sqliteEvents(db, createSignal()),
      pages: (most: number) => db.exec(`PRAGMA max_page_count = ${most}`),
    }
  }

  test("refuses the whole group, keeps what was written, and takes writes again when there is room", async () => {
    const { events, pages } = quota()
    await using _ = events
    await events.append(commit(S, 1))
    pages(1)
    const group = [commit("loan:p1.b", 1), large(2), commit(S, 1)].map(events.append)
    for (const { status, ...rest } of await Promise.allSettled(group)) {
      expect(status).toBe("rejected")
      expect(rest).toMatchObject({ reason: { code: "unavailable" } })
    }
    expect(await collect(events.scan())).toStrictEqual([commit(S, 1)])
    const health = await events.health()
    expect(health).toEqual({ writable: false, reason: expect.stringMatching(/events\.db.*full/), obstacle: "full" })
    pages(100_000)
    expect(await events.health()).toEqual({ writable: true })
    expect(await events.append(large(2))).toBe("written")
    expect(await events.head(S)).toStrictEqual(large(2))
  })

  test("a write that succeeds is proof enough of health", async () => {
    const { events, pages } = quota()
    await using _ = events
    pages(1)
    await expect(events.append(large(1))).rejects.toMatchObject({ code: "unavailable" })
    pages(100_000)
    await events.append(large(1))
    pages(1)
    expect(await events.health()).toEqual({ writable: true })
  })
})

describe("a damaged file", () => {
  test.each(["events.db", "views.db", "texts.db"])("%s that is no database is named", (name) => {
    const directory = folder()
    writeFileSync(join(directory, name), "not a database ".repeat(1000))
    expect(() => sqliteStore(directory)).toThrow(
      expect.objectContaining({ code: "damaged", message: expect.stringContaining(join(directory, name)) }),
    )
  })

  test("pages overwritten are found when read", async () => {
    const { directory, file } = await closed()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, 4096))
    await using store = sqliteStore(directory)
    const damaged = { code: "damaged", message: expect.stringContaining(file) }
    await expect(store.events.head(S)).rejects.toMatchObject(damaged)
    await expect(collect(store.events.scan())).rejects.toMatchObject(damaged)
    await expect(take(store.log, "project", 1)).rejects.toMatchObject(damaged)
    await expect(store.events.append(commit(S, 61))).rejects.toMatchObject(damaged)
    await expect(store.events.health()).rejects.toMatchObject(damaged)
  })

  test("a file cut short is found when read", async () => {
    const { directory, file } = await closed()
    truncateSync(file, 4096 * 3)
    await expect(
      (async () => {
        await using store = sqliteStore(directory)
        await collect(store.events.scan())
      })(),
    ).rejects.toMatchObject({ code: "damaged", message: expect.stringContaining(file) })
  })

  test("a commit that is no longer JSON is found when read, and the others can be read", async () => {
    const { directory, file } = await closed()
    const bytes = readFileSync(file)
    bytes[bytes.indexOf('"note 7"') + 7] = 0x20
    writeFileSync(file, bytes)
    await using store = sqliteStore(directory)
    const one = (version: number) => collect(store.events.read(S, { from: version, to: version }))
    await expect(one(7)).rejects.toMatchObject({ code: "damaged", message: expect.stringContaining(file) })
    expect(await one(8)).toHaveLength(1)
    const other = commit("loan:p1.other", 1)
    await store.events.append(other)
    const given: Commit[] = []
    const scan = async () => {
      for await (const each of store.events.scan()) given.push(each)
    }
    await expect(scan()).rejects.toMatchObject({ code: "damaged", message: expect.stringContaining(file) })
    expect(given.map(({ stream, version }) => [stream, version])).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((version) => [S, version]),
      [other.stream, 1],
    ])
  })
})

describe("a folder", () => {
  test("is made where it is missing, for its owner alone", async () => {
    const directory = join(folder(), "deep", "data")
    await using _ = sqliteStore(directory)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  })

  test("that cannot be made is named", () => {
    const file = join(folder(), "file")
    writeFileSync(file, "")
    expect(() => sqliteStore(join(file, "data"))).toThrow(expect.objectContaining({ code: "unavailable" }))
  })

  test("of a newer program is left alone", async () => {
    const { directory, file } = await closed(1)
    const db = new DatabaseSync(file)
    db.exec("PRAGMA user_version = 99")
    db.close()
    expect(() => sqliteStore(directory)).toThrow(expect.objectContaining({ code: "unavailable" }))
  })

  test("of an older program keeps its record, and its rows are to be made anew", async () => {
    const directory = folder()
    const before = sqliteStore(directory)
    await before.events.append(commit(S, 1))
    await before.views.put([row(S, 1)])
    await before[Symbol.asyncDispose]()
    for (const name of ["events.db", "views.db", "texts.db"]) {
      const db = new DatabaseSync(join(directory, name))
      db.exec("PRAGMA user_version = 2")
      db.close()
    }
    const together = await Promise.all([1, 2].map(async () => sqliteStore(directory)))
    expect(await together[0]?.events.head(S)).toEqual(commit(S, 1))
    expect(await together[0]?.views.get(S)).toBeUndefined()
    await together[0]?.views.put([row(S, 1)])
    expect(await together[1]?.views.get(S)).toEqual(row(S, 1))
    for (const store of together) await store[Symbol.asyncDispose]()
  })

  test("closed takes no more", async () => {
    const store = sqliteStore(folder())
    const pending = store.events.append(commit(S, 1))
    await store[Symbol.asyncDispose]()
    expect(await pending).toBe("written")
    await expect(store.events.append(commit(S, 2))).rejects.toMatchObject({ code: "unavailable" })
    await store[Symbol.asyncDispose]()
  })
})

test("only what may be lost is left unsynced: the next transaction is synced again, whatever happened", async () => {
  const db = openDatabase(join(folder(), "events.db"), { schema: EVENTS_SCHEMA, synchronous: "FULL" })
  const level = () => Number(db.prepare("PRAGMA synchronous").get()?.synchronous)
  expect(level()).toBe(2)
  expect(await db.write(level, { synced: false })).toBe(1)
  expect(level()).toBe(2)
  await expect(db.write(() => db.exec("nonsense"), { synced: false })).rejects.toThrow("syntax error")
  expect(level()).toBe(2)
  db.close()
})

test("what must not be lost is synced, also in a file whose other writes are not", async () => {
  const db = openDatabase(join(folder(), "views.db"), { schema: LOG_SCHEMA, synchronous: "NORMAL" })
  const level = () => Number(db.prepare("PRAGMA synchronous").get()?.synchronous)
  expect(await db.write(level)).toBe(1)
  expect(await db.write(level, { synced: true })).toBe(2)
  expect(level()).toBe(1)
  db.close()
})

test("a follower is woken by the append itself, not by looking again", async () => {
  const file = join(folder(), "events.db")
  const db = openDatabase(file, { schema: `${EVENTS_SCHEMA};${LOG_SCHEMA}`, synchronous: "FULL" })
  const appended = createSignal()
  await using events = sqliteEvents(db, appended)
  const neverLooks = { ring: appended.ring, wait: (signal: AbortSignal) => appended.wait(signal) }
  const following = take(sqliteLog(db, db, neverLooks), "project", 1)
  await setImmediate()
  await events.append(commit(S, 1))
  expect(await following).toStrictEqual([commit(S, 1)])
})

test("another writer's lock is waited for, longer than SQLite itself waits", async () => {
  const directory = folder()
  await using store = sqliteStore(directory)
  const other = new DatabaseSync(join(directory, "events.db"))
  other.exec("BEGIN IMMEDIATE")
  const answers = Promise.all([store.events.append(commit(S, 1)), store.events.append(commit(S, 2))])
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await store.events.head(S)).toBeUndefined()
  other.exec("COMMIT")
  other.close()
  expect(await answers).toEqual(["written", "written"])
})

function takeBackViews(directory: string, kept: string) {
  for (const name of ["views.db", "views.db-wal"]) {
    rmSync(join(directory, name), { force: true })
    if (readdirSync(kept).includes(name)) cpSync(join(kept, name), join(directory, name))
  }
}

test("should a power cut take the views' last rows, their commits are followed again", async () => {
  const { directory } = await closed(3)
  const kept = folder()
  const follow = async (version: number) => {
    await using store = sqliteStore(directory)
    await take(store.log, "project", 1)
    await store.views.put([row(S, version)])
  }
  await follow(3)
  cpSync(directory, kept, { recursive: true })
  await (async () => {
    await using store = sqliteStore(directory)
    await store.events.append(commit(S, 4))
  })()
  await follow(4)
  takeBackViews(directory, kept)
  await using store = sqliteStore(directory)
  expect((await store.views.get(S))?.version).toBe(3)
  expect((await take(store.log, "project", 1)).map(({ version }) => version)).toEqual([4])
})

test("should a power cut take all that followed the loss of the views, it is followed again", async () => {
  const { directory } = await closed(3)
  const kept = folder()
  const follow = async (found: () => void) => {
    await using store = sqliteStore(directory)
    await store.events.append(commit(S, ((await store.events.head(S))?.version ?? 0) + 1))
    for await (const { acknowledge } of store.log.follow("project", AbortSignal.timeout(60_000))) {
      found()
      await acknowledge()
      break
    }
  }
  await follow(() => {})
  rmSync(join(directory, "views.db"))
  await follow(() => cpSync(directory, kept, { recursive: true }))
  takeBackViews(directory, kept)
  await using store = sqliteStore(directory)
  expect((await take(store.log, "project", 1)).map(({ version }) => version)).toEqual([5])
})

test("views that were thrown away leave every consumer where it was", async () => {
  const { directory } = await closed(3)
  const react = async () => {
    await using store = sqliteStore(directory)
    await store.events.append(commit(S, ((await store.events.head(S))?.version ?? 0) + 1))
    return await take(store.log, "react", 1)
  }
  expect(await react()).toHaveLength(4)
  rmSync(join(directory, "views.db"))
  expect(await react()).toHaveLength(1)
})

test("an erased text is in no file any more, also where somebody was reading", async () => {
  const directory = folder()
  await using store = sqliteStore(directory)
  const text = sealText(
    { scope: "p1", media: "text/plain", body: "never to be seen again. ".repeat(400) },
    () => "salt",
  )
  const holders = () =>
    readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes("never to be seen"))
  await store.texts.put(text)
  expect(holders()).not.toEqual([])
  const reader = new DatabaseSync(join(directory, "texts.db"))
  reader.exec("BEGIN; SELECT count(*) FROM texts")
  const erased = store.texts.erase(text.hash)
  await new Promise((resolve) => setTimeout(resolve, 150))
  reader.close()
  await erased
  await expect.poll(holders).toEqual([])
  expect(await store.texts.get(text.hash)).toBe("erased")
})
