import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/** What a durable command is held against: one row a transaction in a table without an index, synced before it counts. */
export function bareTable(folder: string) {
  const db = new DatabaseSync(join(folder, "bare.db"))
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS rows (body TEXT NOT NULL)")
  const insert = db.prepare("INSERT INTO rows VALUES (?)")
  return {
    insert: (body: string) => insert.run(body),
    [Symbol.dispose]: () => db.close(),
  }
}

/** The commits of a folder read and parsed by nothing but SQLite and JSON.parse; how many there are. */
export function bareRead(folder: string): number {
  const db = new DatabaseSync(join(folder, "events.db"), { readOnly: true })
  let count = 0
  for (const { body } of db.prepare("SELECT body FROM commits ORDER BY seq").iterate())
    count += JSON.parse(String(body)).events.length
  db.close()
  return count
}
