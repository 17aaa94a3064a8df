import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync, type SQLOutputValue } from "node:sqlite"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { take } from "@demarche/event-store/testing/samples"
import { afterAll, beforeAll, expect, test } from "vitest"
import { temporary } from "../cli/console.ts"
import { findingsAt, someOfToday, writeWhole } from "./record.ts"
import { unread } from "./unread.ts"

const folder = temporary()

beforeAll(async () => {
  await using store = sqliteStore(folder.path)
  const record = await someOfToday()
  await writeWhole(store, record)
  await take(store.log, "project", record.commits.length)
})
afterAll(folder.remove)

type Columns = Record<string, SQLOutputValue>

function select(file: string, sql: string): Columns[] {
  using db = new DatabaseSync(join(folder.path, file), { readOnly: true })
  return db.prepare(sql).all()
}

/** Every column of every table in a file, from the schema in the file, and by which of them a row is found. */
function columnsIn(file: string): { table: string; column: string; keys: string[] }[] {
  return select(file, "SELECT name FROM sqlite_master WHERE type = 'table'").flatMap(({ name }) => {
    const columns = select(file, `PRAGMA table_info(${name})`)
    const keys = columns.filter(({ pk }) => Number(pk) > 0).map((column) => String(column.name))
    return columns.map((column) => ({ table: String(name), column: String(column.name), keys }))
  })
}

/** Rows from the beginning, the middle and the end, each with other values for the column: those of other rows, and none's. */
function edits(file: string, table: string, column: string, where: string): { row: Columns; value: SQLOutputValue }[] {
  const rows = select(file, `SELECT * FROM ${table} WHERE ${where}`)
  const picked = rows.filter((_, at) => [0, Math.floor(rows.length / 2), rows.length - 1].includes(at))
  return picked.flatMap((row) => {
    const old = row[column] ?? null
    const others = rows.map((each) => each[column] ?? null).filter((value) => value !== old)
    const strange = typeof old === "number" ? old + 100_000 : `${old ?? ""}x`
    return [...new Set([others[0], others.at(-1), strange, null])]
      .filter((value) => value !== undefined && value !== old)
      .map((value) => ({ row, value: value ?? null }))
  })
}

/** Whether the table took the edit: it may refuse one by itself. */
function edit(file: string, table: string, column: string, row: Columns, value: SQLOutputValue): boolean {
  using db = new DatabaseSync(join(folder.path, file))
  const given = Object.entries(row)
  const found = given.map(([name]) => `"${name}" IS ?`).join(" AND ")
  try {
    const values = given.map(([, each]) => each)
    return db.prepare(`UPDATE ${table} SET "${column}" = ? WHERE ${found}`).run(value, ...values).changes === 1
  } catch {
    return false
  }
}

/** Rows of a table that readers take for different things. */
const kinds: Record<string, Record<string, string>> = {
  texts: { "": "body IS NOT NULL", " of an erased text": "body IS NULL" },
  heads: { "": "deadline IS NOT NULL", " of what waits for nothing": "deadline IS NULL" },
}

test("K3, the whole kind on SQLite: an edit of any column is found, or no reader is told of it (slow)", {
  timeout: 240_000,
}, async () => {
  expect(await findingsAt(folder.path)).toEqual([])
  const unfound: string[] = []
  for (const file of ["events.db", "texts.db", "views.db"]) {
    const sound = readFileSync(join(folder.path, file))
    for (const { table, column } of columnsIn(file)) {
      for (const [which, where] of Object.entries(kinds[table] ?? { "": "true" })) {
        const name = `${file} ${table}.${column}${which}`
        if (name in unread) continue
        let made = 0
        for (const { row, value } of edits(file, table, column, where)) {
          if (!edit(file, table, column, row, value)) continue
          made += 1
          if ((await findingsAt(folder.path)).length === 0) unfound.push(`${name}: ${row[column]} → ${value}`)
          writeFileSync(join(folder.path, file), sound)
        }
        if (made === 0) unfound.push(`${name}: no edit was possible`)
      }
    }
  }
  expect(unfound).toEqual([])
  expect(await findingsAt(folder.path)).toEqual([])
})
