import { setImmediate as breathe } from "node:timers/promises"
import { encode } from "../commitJson.ts"
import { contiguous, damageOf } from "../damage.ts"
import { isStoreError, StoreError } from "../errors.ts"
import type { Appended, Commit, Events } from "../ports.ts"
import type { Signal } from "../signal.ts"
import { shareOf } from "../streamName.ts"
import { COMMIT_COLUMNS, commitIn, commitsIn, logPages } from "./commitRows.ts"
import type { Database } from "./database.ts"
import { replaced } from "./filesInPlace.ts"

/** The most commits in one transaction, so that the event loop is not blocked for long. */
const GROUP = 256

/** `seq` orders the log: rows are never deleted, so it grows in the order of the transactions. */
export const EVENTS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS commits (
    seq INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    share INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS probe (body BLOB NOT NULL) STRICT`

interface Pending {
  commit: Commit
  body: string
  resolve(answer: Appended): void
  reject(error: unknown): void
}

/**
 * Streams in one SQLite table. Appends that arrive in the same turn of the event loop, or during a sync, share one
 * transaction and one sync; each has its own result.
 */
export function sqliteEvents(db: Database, appended: Signal): Events {
  const newest = db.prepare(`SELECT ${COMMIT_COLUMNS} FROM commits WHERE stream = ? ORDER BY version DESC LIMIT 1`)
  const top = db.prepare("SELECT max(version) AS version FROM commits WHERE stream = ?")
  const insert = db.prepare("INSERT INTO commits (stream, version, share, body) VALUES (?, ?, ?, ?)")
  const between = `SELECT ${COMMIT_COLUMNS} FROM commits WHERE stream = ? AND version BETWEEN ? AND ? ORDER BY version`
  const forwards = db.prepare(between)
  const backward = db.prepare(`${between} DESC`)
  const kept = db.prepare("SELECT 1 FROM commits WHERE stream = ? AND version = ?")
  const log = logPages(db)

  const queue: Pending[] = []
  let flushing: Promise<void> | undefined
  let failure: Error | undefined
  /** The last commit that this process wrote. */
  let last: Commit | undefined

  /** @throws StoreError `unavailable` where the record is not the one that this process wrote to. */
  function assertKept(): void {
    if (last && !kept.get(last.stream, last.version)) throw replaced(db.path)
  }

  function assertWritable(): void {
    const error = db.misplaced()
    if (error) throw error
    assertKept()
  }

  function probe(): void {
    assertKept()
    db.exec("INSERT INTO probe VALUES (zeroblob(65536)); DELETE FROM probe")
  }

  function insertAll(group: Pending[]): (Appended | StoreError)[] {
    assertKept()
    return group.map(insertNext)
  }

  function insertNext({ commit: { stream, version }, body }: Pending): Appended | StoreError {
    const head = Number(top.get(stream)?.version ?? 0)
    if (!Number.isInteger(version) || version < 1 || version > head + 1) {
      return new StoreError("gap", `${stream}@${version} does not follow version ${head}`)
    }
    if (version <= head) return "conflict"
    insert.run(stream, version, shareOf(stream), body)
    return "written"
  }

  async function* read(stream: string, { from = 1, to = Number.MAX_SAFE_INTEGER, backwards = false }) {
    for (let [low, high] = [from, to]; low <= high; await breathe()) {
      const rows = await db.page(backwards ? backward : forwards, stream, low, high)
      for (const row of rows) yield commitIn(row, db.path)
      const last = rows.at(-1)
      if (!last) return
      if (backwards) high = Number(last.version) - 1
      else low = Number(last.version) + 1
    }
  }

  async function flush() {
    while (queue.length > 0) {
      await breathe()
      const group = queue.splice(0, GROUP)
      try {
        const answers = await db.write(() => insertAll(group))
        failure = undefined
        last = group[answers.lastIndexOf("written")]?.commit ?? last
        for (const [index, answer] of answers.entries()) {
          if (typeof answer === "string") group[index]?.resolve(answer)
          else group[index]?.reject(answer)
        }
        appended.ring()
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error))
        for (const pending of group) pending.reject(error)
      }
    }
    flushing = undefined
  }

  return {
    async append(commit) {
      const body = encode(commit)
      return new Promise((resolve, reject) => {
        queue.push({ commit, body, resolve, reject })
        flushing ??= flush()
      })
    },
    async head(stream) {
      const row = await db.attempt(() => newest.get(stream))
      return row && commitIn(row, db.path)
    },
    read: (stream, range = {}) => contiguous(read(stream, range), range),
    async *scan(share = { segment: 0, segments: 1 }, told) {
      const until = await log.end()
      const damaged = damageOf(told)
      const whole = told && share.segments === 1
      for (let place = 0; place < until; await breathe()) {
        const { rows, reached } = await log.behind(place, until, share)
        if (whole) for (const hole of holes(place, rows, reached, db.path)) told(hole)
        yield* commitsIn(rows, db.path, damaged)
        place = reached
      }
      if (whole) for (const error of await log.unfound()) told(error)
      damaged.end()
    },
    async health() {
      await log.end()
      failure = await (failure ? db.write(probe) : db.attempt(assertWritable)).then(
        () => undefined,
        (error) => error,
      )
      if (!failure) return { writable: true }
      const { message: reason } = failure
      return { writable: false, reason, ...(isStoreError(failure) && { obstacle: failure.obstacle }) }
    },
    async [Symbol.asyncDispose]() {
      await flushing
      db.close()
    },
  }
}

/** The places of the log at which no row stands: rows are never deleted, and a transaction that fails takes no place. */
function* holes(place: number, rows: { seq: number }[], reached: number, where: string): Generator<StoreError> {
  let next = place + 1
  for (const seq of [...rows.map(({ seq }) => seq), reached + 1]) {
    const damage = { log: next, fault: "gap" } as const
    if (seq > next) yield new StoreError("damaged", `${where}: place ${next} of the log is empty`, { damage })
    next = seq + 1
  }
}
