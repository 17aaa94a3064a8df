import { setImmediate as breathe } from "node:timers/promises"
import { isStoreError, rebuildOver, StoreError } from "../errors.ts"
import type { Row, Views } from "../ports.ts"
import { damagedRow, decodeRow, encodeRow } from "../rowJson.ts"
import type { Columns, Database } from "./database.ts"

/** Rows of a dropped generation are deleted in slices, so that the event loop is not blocked for long. */
const SLICE = 2000
const LAST = "9999-12-31T23:59:59.999Z"

/** Rows of an older schema are dropped: they are rebuilt from the record. */
export const VIEWS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS generations (current INTEGER NOT NULL, next INTEGER, last INTEGER NOT NULL) STRICT;
  INSERT INTO generations SELECT 1, NULL, 1 WHERE NOT EXISTS (SELECT 1 FROM generations);
  DROP TABLE IF EXISTS rows;
  CREATE TABLE rows (
    generation INTEGER NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    plan TEXT NOT NULL,
    kind TEXT NOT NULL,
    recorded TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (generation, stream, version)
  ) STRICT;
  DROP TABLE IF EXISTS heads;
  CREATE TABLE heads (
    generation INTEGER NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    queue TEXT,
    deadline TEXT,
    PRIMARY KEY (generation, stream)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX queues ON heads (generation, queue, deadline, stream) WHERE deadline IS NOT NULL;
  CREATE INDEX records ON rows (generation, plan, recorded, stream, version)`

/** Views in tables whose rows carry their generation, so that all processes see a rebuild and a swap at once. */
export function sqliteViews(db: Database): Views {
  const generations = db.prepare("SELECT current, next FROM generations")
  const current = "generation = (SELECT current FROM generations)"
  const insert = db.prepare("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
  const lead = db.prepare(
    `INSERT INTO heads VALUES (?, ?, ?, ?, ?) ON CONFLICT
     DO UPDATE SET version = excluded.version, queue = excluded.queue, deadline = excluded.deadline
     WHERE excluded.version > version`,
  )
  const newest = db.prepare(
    `SELECT body FROM rows WHERE ${current} AND stream = ? AND recorded <= ? ORDER BY version DESC LIMIT 1`,
  )
  const list = db.prepare(
    `SELECT (
       SELECT body FROM rows WHERE generation = heads.generation AND stream = heads.stream AND recorded <= ?
       ORDER BY version DESC LIMIT 1
     ) AS body FROM heads WHERE ${current} AND stream >= ? AND stream < ? ORDER BY stream`,
  )
  const page = db.prepare(
    `SELECT body FROM heads JOIN rows USING (generation, stream, version)
     WHERE ${current} AND stream > ? AND stream < ? ORDER BY stream LIMIT ?`,
  )
  const record = db.prepare(
    `SELECT body FROM rows WHERE ${current} AND plan = ? AND recorded BETWEEN ? AND ?
     AND (recorded, stream, version) < (?, ?, ?) ORDER BY recorded DESC, stream DESC, version DESC LIMIT ?`,
  )
  const all = db.prepare(
    `SELECT rowid AS seq, generation, stream, version, plan, kind, recorded, body FROM rows
     WHERE ${current} AND rowid > ? ORDER BY rowid`,
  )
  const led = db.prepare(
    `SELECT stream, version, queue, deadline, (
       SELECT body FROM rows WHERE generation = heads.generation AND stream = heads.stream ORDER BY version DESC LIMIT 1
     ) AS body FROM heads WHERE ${current} AND stream > ? ORDER BY stream`,
  )
  const headless = db.prepare(
    `SELECT stream, max(version) AS version FROM rows WHERE ${current} AND NOT EXISTS (
       SELECT 1 FROM heads WHERE generation = rows.generation AND stream = rows.stream
     ) GROUP BY stream`,
  )
  const due = db.prepare(
    `SELECT body FROM heads JOIN rows USING (generation, stream, version)
     WHERE ${current} AND queue = ? AND deadline <= ? ORDER BY deadline, stream LIMIT ?`,
  )
  const begin = db.prepare("UPDATE generations SET last = last + 1, next = last + 1 RETURNING next")
  const finish = db.prepare("UPDATE generations SET current = next, next = NULL WHERE next = ?")
  const forget = db.prepare("UPDATE generations SET next = NULL WHERE next = ?")
  const clear = db.prepare(
    `DELETE FROM rows WHERE rowid IN (SELECT rowid FROM rows WHERE generation BETWEEN ? AND ? LIMIT ${SLICE})`,
  )
  const behead = db.prepare(
    `DELETE FROM heads WHERE (generation, stream) IN (
       SELECT generation, stream FROM heads WHERE generation BETWEEN ? AND ? LIMIT ${SLICE}
     )`,
  )

  function keep(generation: number, rows: Row[]) {
    for (const row of rows) {
      insert.run(...columnsOf(generation, row))
      lead.run(generation, row.stream, row.version, row.queue ?? null, row.deadline ?? null)
    }
  }

  async function drop(from: number, to: number) {
    for (const slice of [clear, behead])
      while (Number((await db.write(() => slice.run(from, to))).changes) > 0) await breathe()
  }

  return {
    async put(rows) {
      await db.write(() => {
        for (const generation of Object.values(generations.get() ?? {}))
          if (generation !== null) keep(Number(generation), rows)
      })
    },
    async get(stream, asOf = LAST) {
      const row = await db.attempt(() => newest.get(stream, asOf))
      return row && parsed(row)
    },
    async list({ kind, scope, asOf = LAST }) {
      const [from, to] = scope === undefined ? [`${kind}:`, `${kind};`] : [`${kind}:${scope}.`, `${kind}:${scope}/`]
      const own = scope !== undefined && (await db.attempt(() => newest.get(`${kind}:${scope}`, asOf)))
      const below = await db.attempt(() => list.all(asOf, from, to))
      return [...(own ? [own] : []), ...below.filter(({ body }) => body !== null)].map(parsed)
    },
    async page({ kind, scope, after = `${kind}:${scope}.`, limit }) {
      return (await db.attempt(() => page.all(after, `${kind}:${scope}/`, limit))).map(parsed)
    },
    async record({ scope, since = "", until = LAST, before, limit }) {
      const { recorded, stream, version } = before ?? { recorded: LAST, stream: "", version: 0 }
      const latest = before && recorded < until ? recorded : until
      const rows = await db.attempt(() => record.all(scope, since, latest, recorded, stream, version, limit))
      return rows.map(parsed)
    },
    async due(queue, by, limit) {
      return (await db.attempt(() => due.all(queue, by, limit))).map(parsed)
    },
    async *scan(damaged) {
      for (let place = 0; ; await breathe()) {
        const rows = await db.page(all, place)
        for (const { seq, ...columns } of rows) {
          const row = rowOrError(columns)
          if (row instanceof StoreError) damaged(row)
          else yield row
        }
        if (rows.length === 0) break
        place = Number(rows.at(-1)?.seq)
      }
      for (let last = ""; ; await breathe()) {
        const heads = await db.page(led, last)
        for (const head of heads) if (!leads(head)) damaged(damagedRow(String(head.stream), Number(head.version)))
        if (heads.length === 0) break
        last = String(heads.at(-1)?.stream)
      }
      for (const { stream, version } of await db.attempt(() => headless.all()))
        damaged(damagedRow(String(stream), Number(version)))
      for (const { what } of await db.unindexed()) damaged(new StoreError("damaged", what))
    },
    async rebuild() {
      const own = await db.write(() => Number(begin.get()?.next))
      return {
        async fill(rows) {
          await db.write(() => {
            if (generations.get()?.next !== own) throw rebuildOver()
            keep(own, rows)
          })
        },
        async swap() {
          const { changes } = await db.write(() => finish.run(own))
          if (changes === 0) throw rebuildOver()
          await drop(0, own - 1)
        },
        async abandon() {
          const { changes } = await db.write(() => forget.run(own))
          if (changes === 1) await drop(own, own)
        },
      }
    },
    async [Symbol.asyncDispose]() {
      db.close()
    },
  }
}

/** What readers find a row by, in the order of the columns. */
function columnsOf(generation: number, row: Row) {
  return [generation, row.stream, row.version, row.scope, row.kind, row.recorded, encodeRow(row)] as const
}

function parsed({ body }: Columns): Row {
  return decodeRow(String(body))
}

/** The row, or an error where readers find it by other columns than its own. */
function rowOrError({ generation, ...columns }: Columns): Row | StoreError {
  try {
    const row = parsed(columns)
    const expected = columnsOf(Number(generation), row)
    if ([generation, ...Object.values(columns)].every((value, at) => value === expected[at])) return row
  } catch (error) {
    if (!isStoreError(error, "damaged")) throw error
  }
  return damagedRow(String(columns.stream), Number(columns.version))
}

/** Whether the newest row of the stream is the one that its head says, and waits where it says. */
function leads({ version, queue, deadline, body }: Columns): boolean {
  try {
    const row = typeof body === "string" ? decodeRow(body) : undefined
    return row?.version === version && (row?.queue ?? null) === queue && (row?.deadline ?? null) === deadline
  } catch {
    return false
  }
}
