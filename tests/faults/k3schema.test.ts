import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { isStoreError } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { take } from "@demarche/event-store/testing/samples"
import { afterAll, beforeAll, expect, test } from "vitest"
import { temporary } from "../cli/console.ts"
import { findingsAt, someOfToday, writeWhole } from "./record.ts"

const sound = temporary()
const FILES = ["events.db", "texts.db", "views.db"]

beforeAll(async () => {
  await using store = sqliteStore(sound.path)
  const record = await someOfToday()
  await writeWhole(store, record)
  await take(store.log, "project", record.commits.length)
})
afterAll(sound.remove)

/** Something in the schema of a file: a table, or an index with the page on which its root is. */
interface Made {
  file: string
  type: "table" | "index"
  name: string
  table: string
  page: number
}

function made(type: Made["type"]): Made[] {
  return FILES.flatMap((file) => {
    using db = new DatabaseSync(join(sound.path, file), { readOnly: true })
    const found = db
      .prepare("SELECT name, tbl_name, rootpage FROM sqlite_master WHERE type = ? ORDER BY name")
      .all(type)
    return found.map(({ name, tbl_name, rootpage }) => ({
      ...{ file, type, name: String(name), table: String(tbl_name), page: Number(rootpage) },
    }))
  })
}

/** The sound folder after a change to one of its files, and what a verification of it says. */
async function after(file: string, change: (path: string) => void): Promise<string[]> {
  const copy = temporary()
  try {
    cpSync(sound.path, copy.path, { recursive: true })
    change(join(copy.path, file))
    const findings = await findingsAt(copy.path)
    return findings.map(({ stream, version, detail }) => `${stream}@${version} ${detail}`)
  } catch (error) {
    return [isStoreError(error, "damaged") ? error.message.replace(copy.path, "") : `not named: ${error}`]
  } finally {
    copy.remove()
  }
}

function execute(path: string, sql: string): void {
  using db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = DELETE; ${sql}`)
}

/** The first or last row of a table, in SQL; of the heads, of those that wait for something. */
const rowOf = (table: string, order: "ASC" | "DESC") =>
  table === "heads"
    ? `stream = (SELECT stream FROM heads WHERE deadline IS NOT NULL ORDER BY stream ${order} LIMIT 1)`
    : `rowid = (SELECT rowid FROM ${table} ORDER BY 1 ${order} LIMIT 1)`

test("K3, the whole kind: a table or an index that is not there is named before anything is read", async () => {
  const said = await Promise.all(
    [...made("table"), ...made("index")]
      .filter(({ name }) => !name.startsWith("sqlite_"))
      .map(async ({ file, type, name }) => [
        new RegExp(`^/${file} has no .*\\b${type} ${name}\\b`),
        ...(await after(file, (path) => execute(path, `DROP ${type} ${name}`))),
      ]),
  )
  expect(said.length).toBeGreaterThan(8)
  for (const [wanted = "", ...found] of said) expect(found.join()).toMatch(wanted)
})

test("K3, the whole kind: what makes something else of what is written or read is named, in each table", async () => {
  for (const { file, name } of made("table")) {
    const undone = `CREATE TRIGGER undone AFTER INSERT ON ${name} BEGIN DELETE FROM ${name}; END`
    expect(await after(file, (path) => execute(path, undone))).toEqual([
      `/${file} has a trigger undone: what is read or written may not be what is kept`,
    ])
    const view = `ALTER TABLE ${name} RENAME TO true_${name}; CREATE VIEW ${name} AS SELECT * FROM true_${name}`
    expect(await after(file, (path) => execute(path, view))).toEqual([expect.stringContaining(`/${file} has `)])
  }
})

test("K3, the whole kind: a row that stands in its table and not in an index by which readers find it is named", async () => {
  const indexes = made("index")
  const unfound: string[] = []
  for (const { file, name, table, page } of indexes)
    for (const order of ["ASC", "DESC"] as const) {
      const found = await after(file, (path) => {
        execute(path, "")
        const less = `${path}.less`
        cpSync(path, less)
        execute(less, `DELETE FROM ${table} WHERE ${rowOf(table, order)}`)
        const bytes = readFileSync(path)
        const size = bytes.readUInt16BE(16)
        readFileSync(less).copy(bytes, (page - 1) * size, (page - 1) * size, page * size)
        writeFileSync(path, bytes)
      })
      if (!found.some((each) => each.includes(name))) unfound.push(`${file} ${name} ${order}: ${found.join()}`)
    }
  expect(indexes.length).toBeGreaterThan(4)
  expect(unfound).toEqual([])
})
