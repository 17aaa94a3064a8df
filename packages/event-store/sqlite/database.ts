import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite"
import { setTimeout as sleep } from "node:timers/promises"
import { StoreError } from "../errors.ts"
import { filesInPlace } from "./filesInPlace.ts"
import { isBusy, translated } from "./sqliteErrors.ts"

const SCHEMA_VERSION = 5
/** For how long we wait for another process; SQLite itself does not, since it would block the event loop. */
const PATIENCE_MS = 30_000
/** The longest pause between two attempts; it begins with one millisecond and doubles. */
const LONGEST_PAUSE_MS = 16
/** What the write-ahead log keeps of the disk once it is copied into the file, in bytes: a long reader lets it grow. */
const LOG_BYTES = 8 * 1024 * 1024
const PAGE_ROWS = 1000
const PAGE_CHARACTERS = 8 * 1024 * 1024

/** A row of a result, by the names of its columns. */
export type Columns = Record<string, SQLOutputValue>

export type Database = ReturnType<typeof openDatabase>

/**
 * Opens the SQLite file, creates or updates its tables by `schema`, once, and waits for other processes.
 * `FULL` syncs every transaction to disk; with `NORMAL` a power cut may lose the last ones, in order.
 * @throws StoreError `damaged` where the file is not a sound database, `unavailable` where it cannot be opened or was written by a newer version.
 */
export function openDatabase(
  path: string,
  { schema, synchronous }: { schema: string; synchronous: "FULL" | "NORMAL" },
) {
  const db = patiently(path, () => open(path, synchronous, schema))
  const misplaced = filesInPlace(path)

  /** Runs `work`, which must be synchronous, and retries it while another process holds a lock. */
  async function attempt<T>(work: () => T): Promise<T> {
    const end = performance.now() + PATIENCE_MS
    for (let longest = 1; ; longest = Math.min(2 * longest, LONGEST_PAUSE_MS)) {
      try {
        return work()
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw translated(error, path)
      }
      await sleep(Math.random() * longest)
    }
  }

  /** Nothing is acknowledged that went to a file which is no longer there. */
  function inPlace<T>(work: () => T): T {
    assertInPlace()
    const result = transaction(db, work)
    assertInPlace()
    return result
  }

  function assertInPlace(): void {
    const error = misplaced()
    if (error) throw error
  }

  return {
    path,
    attempt,
    misplaced,
    exec: (sql: string) => db.exec(sql),
    prepare: (sql: string) => db.prepare(sql),
    /**
     * Runs `work` in a transaction; rejects with `unavailable` where the file is no longer the one that was opened. Unsynced, it reaches the disk with the next synced one: for what a power cut may lose, in order.
     */
    write<T>(work: () => T, { synced = synchronous === "FULL" } = {}): Promise<T> {
      const level = synced ? "FULL" : "NORMAL"
      if (level === synchronous) return attempt(() => inPlace(work))
      return attempt(() => {
        db.exec(`PRAGMA synchronous = ${level}`)
        try {
          return inPlace(work)
        } finally {
          db.exec(`PRAGMA synchronous = ${synchronous}`)
        }
      })
    },
    /** The first rows of the result: at most 1,000, and about 8 MB of `body` columns. */
    page(statement: StatementSync, ...parameters: SQLInputValue[]): Promise<Columns[]> {
      return attempt(() => {
        const rows: Columns[] = []
        let characters = 0
        for (const row of statement.iterate(...parameters)) {
          rows.push(row)
          characters += String(row.body).length
          if (rows.length === PAGE_ROWS || characters > PAGE_CHARACTERS) break
        }
        return rows
      })
    },
    /** What is wrong with the indexes by which readers find rows, which are kept apart from the rows, and of which row. */
    async unindexed(): Promise<{ what: string; row?: number }[]> {
      const rows = await attempt(() => db.prepare("PRAGMA integrity_check").all())
      return rows.flatMap(({ integrity_check: said }) => {
        const [, row] = /^row (\d+) /.exec(String(said)) ?? []
        return /\bindex\b/.test(String(said)) ? [{ what: `${path}: ${said}`, ...(row && { row: Number(row) }) }] : []
      })
    },
    close(): void {
      if (db.isOpen) db.close()
    },
  }
}

function open(path: string, synchronous: string, schema: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 0 })
  try {
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = ${LOG_BYTES}; PRAGMA synchronous = ${synchronous}`)
    const found = () => Number(db.prepare("PRAGMA user_version").get()?.user_version)
    if (found() > SCHEMA_VERSION) throw new StoreError("unavailable", `${path} was written by a newer version`)
    if (found() < SCHEMA_VERSION)
      transaction(db, () => {
        if (found() < SCHEMA_VERSION) db.exec(`${schema}; PRAGMA user_version = ${SCHEMA_VERSION}`)
      })
    assertMadeBy(schema, db, path)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** @throws StoreError `damaged` where a table or index is missing, or a trigger or view makes something else of what is written or read. */
function assertMadeBy(schema: string, db: DatabaseSync, path: string): void {
  using empty = new DatabaseSync(":memory:")
  empty.exec(schema)
  const found = namesIn(db)
  const missing = namesIn(empty).filter((name) => !found.includes(name))
  const strange = found.filter((name) => /^(trigger|view) /.test(name))
  if (missing.length > 0) throw new StoreError("damaged", `${path} has no ${missing.join(", no ")}`)
  if (strange.length > 0)
    throw new StoreError(
      "damaged",
      `${path} has a ${strange.join(", a ")}: what is read or written may not be what is kept`,
    )
}

/** The tables, indexes, triggers and views in a database, each with what it is. */
function namesIn(db: DatabaseSync): string[] {
  return db
    .prepare("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    .all()
    .map(({ type, name }) => `${type} ${name}`)
}

function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE")
  try {
    const result = work()
    db.exec("COMMIT")
    return result
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK")
    throw error
  }
}

function patiently<T>(path: string, work: () => T): T {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw translated(error, path)
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}
