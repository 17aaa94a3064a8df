import type { Marks } from "../ports.ts"
import type { Database } from "./database.ts"

export const MARKS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS marks (plan TEXT, person TEXT, seen TEXT, PRIMARY KEY (plan, person)) STRICT, WITHOUT ROWID`

/** Marks in a file of their own, which no backup takes; erased bytes are overwritten, also in its log where nobody reads that. */
export function sqliteMarks(db: Database): Marks {
  db.exec("PRAGMA secure_delete = ON")
  const find = db.prepare("SELECT seen FROM marks WHERE plan = ? AND person = ?")
  const keep = db.prepare(
    "INSERT INTO marks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen WHERE seen < excluded.seen",
  )
  const remove = db.prepare("DELETE FROM marks WHERE plan = ? AND person = ?")
  const empty = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)")
  return {
    async get({ scope, person }) {
      const row = await db.attempt(() => find.get(scope, person))
      return row && { scope, person, seen: String(row.seen) }
    },
    async put({ scope, person, seen }) {
      await db.write(() => keep.run(scope, person, seen))
    },
    async erase({ scope, person }) {
      await db.write(() => remove.run(scope, person))
      await db.attempt(() => empty.get())
    },
    async [Symbol.asyncDispose]() {
      db.close()
    },
  }
}
