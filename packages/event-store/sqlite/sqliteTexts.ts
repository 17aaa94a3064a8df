import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises"
import { isStoreError, StoreError } from "../errors.ts"
import type { StoredText, Texts } from "../ports.ts"
import { damagedText, soundText } from "../soundText.ts"
import type { Database } from "./database.ts"

/** About how often it is tried to empty a log that others read, in milliseconds. */
const AGAIN_MS = 200

/** A row without a body is a text that was erased. */
export const TEXTS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS texts (hash TEXT PRIMARY KEY, salt TEXT, plan TEXT, media TEXT, body TEXT) STRICT`

/**
 * Texts in a file of their own, which can be backed up apart from the record; erased bytes are overwritten, also in its log. As
 * long as another process reads that log they stay in it: an erasure does not wait for it, and `told` is told at once.
 */
export function sqliteTexts(db: Database, told: (what: string) => void = () => {}): Texts {
  db.exec("PRAGMA secure_delete = ON")
  const insert = db.prepare("INSERT INTO texts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
  const find = db.prepare("SELECT hash, salt, plan, media, body FROM texts WHERE hash = ?")
  /** Answered from the index alone, so that a damaged row costs no other. */
  const names = db.prepare("SELECT hash FROM texts WHERE hash > ? ORDER BY hash")
  const unnamed = db.prepare("SELECT hash FROM texts WHERE rowid = ?")
  const erase = db.prepare("UPDATE texts SET salt = NULL, plan = NULL, media = NULL, body = NULL WHERE hash = ?")
  const empty = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)")

  const closing = new AbortController()
  let emptying: Promise<void> | undefined

  /** Whether nothing is in the log any more. */
  async function emptied(): Promise<boolean> {
    return db.attempt(() => empty.get()?.busy === 0)
  }

  /** Tries until nobody reads the log, or it is closed: whoever opens it next tries first. */
  async function emptyLater(): Promise<void> {
    const { signal } = closing
    do await sleep(AGAIN_MS * (0.5 + Math.random()), undefined, { signal, ref: false }).catch(() => {})
    while (!(signal.aborted || (await emptied().catch(() => false))))
    emptying = undefined
  }

  emptied().catch(() => {})

  async function get(hash: string): Promise<StoredText | "erased" | undefined> {
    const row = await db
      .attempt(() => find.get(hash))
      .catch((error) => {
        throw isStoreError(error, "damaged") ? damagedText(hash, db.path, "cannot be read", error) : error
      })
    if (!row) return undefined
    if (row.body === null) return "erased"
    const [salt, scope, media, body] = [String(row.salt), String(row.plan), String(row.media), String(row.body)]
    return soundText({ hash, salt, scope, media, body }, db.path)
  }

  return {
    async put({ hash, salt, scope, media, body }) {
      await db.write(() => insert.run(hash, salt, scope, media, body))
    },
    get,
    async *scan(damaged) {
      for (let last = ""; ; await breathe()) {
        const named = await db.page(names, last)
        for (const hash of named.map((row) => String(row.hash)))
          try {
            const text = await get(hash)
            if (text) yield text === "erased" ? { erased: hash } : text
          } catch (error) {
            if (!isStoreError(error, "damaged")) throw error
            damaged(error)
          }
        if (named.length === 0) break
        last = String(named.at(-1)?.hash)
      }
      for (const { what, row = 0 } of await db.unindexed()) {
        const hash = unnamed.get(row)?.hash
        damaged(
          typeof hash === "string"
            ? damagedText(hash, db.path, "cannot be found", what)
            : new StoreError("damaged", what),
        )
      }
    },
    async erase(hash) {
      await db.write(() => erase.run(hash))
      if (emptying || (await emptied())) return
      told(`${db.path}: what was erased stays in the write-ahead log until another process has read to its end`)
      emptying = emptyLater()
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      await emptying
      db.close()
    },
  }
}
