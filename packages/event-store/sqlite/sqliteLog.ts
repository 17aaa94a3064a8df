import { setImmediate as breathe } from "node:timers/promises"
import { damageOf } from "../damage.ts"
import type { StoreError } from "../errors.ts"
import type { Log } from "../ports.ts"
import type { Signal } from "../signal.ts"
import { commitsIn, logPages } from "./commitRows.ts"
import type { Database } from "./database.ts"

/** How often the log is polled for commits of other processes. */
const POLL_MS = 25

export const LOG_SCHEMA = `
  CREATE TABLE IF NOT EXISTS cursors (consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID`

/**
 * Follows the commits in the order of their transactions. Each cursor is stored twice: with the commits, where it survives
 * the loss of the views, and with the views. Cursor writes are unsynced: a power cut that loses the last rows of the views
 * loses their cursor too, and following resumes from the older of the two. Only the first cursor in new views is synced;
 * without it, lost rows would go unnoticed.
 */
export function sqliteLog(events: Database, views: Database, appended: Signal): Log {
  const log = logPages(events)
  const rewind = events.prepare("UPDATE cursors SET seq = ? WHERE consumer = ? AND seq > ?")
  const [here, there] = [cursors(events), cursors(views)]

  async function begin(consumer: string) {
    const beside = await there.at(consumer)
    if (beside === undefined) await there.move(consumer, (await here.at(consumer)) ?? 0, { synced: true })
    else await events.write(() => rewind.run(beside, consumer, beside))
  }

  return {
    async *follow(consumer, signal) {
      await begin(consumer)
      while (!signal.aborted) {
        const place = (await here.at(consumer)) ?? 0
        const end = await log.end()
        if (end <= place) {
          await appended.wait(signal, POLL_MS)
          continue
        }
        const { rows, reached } = await log.behind(place, end)
        const damaged: StoreError[] = []
        yield {
          commits: [
            ...commitsIn(
              rows,
              events.path,
              damageOf((error) => damaged.push(error)),
            ),
          ],
          damaged,
          async acknowledge() {
            await there.move(consumer, reached)
            await here.move(consumer, reached)
          },
        }
        await breathe()
      }
    },
    progress: async (consumer) => ({ acknowledged: (await here.at(consumer)) ?? 0, end: await log.end() }),
    async newest() {
      const end = await log.end()
      const { rows } = await log.behind(end - 1, end)
      return [...commitsIn(rows, events.path, damageOf())].at(-1)?.recorded
    },
  }
}

function cursors(db: Database) {
  const find = db.prepare("SELECT seq FROM cursors WHERE consumer = ?")
  const put = db.prepare("INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)")
  return {
    async at(consumer: string): Promise<number | undefined> {
      const row = await db.attempt(() => find.get(consumer))
      return row && Number(row.seq)
    },
    async move(consumer: string, seq: number, { synced } = { synced: false }): Promise<void> {
      await db.write(() => put.run(consumer, seq), { synced })
    },
  }
}
