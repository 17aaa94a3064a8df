import { DatabaseSync } from "node:sqlite"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { temporary } from "../cli/console.ts"
import { someOfThePast, writeWhole } from "../faults/record.ts"

/** What may read a table from end to end: it has one row, or reading all of it is what it is for. */
const scans: [table: string, statement: RegExp, why: string][] = [
  ["generations", /./, "has one row"],
  ["heads", /^DELETE FROM heads/, "the heads of a generation that is dropped, a slice at a time"],
  ["commits", /\+seq = \?$/, "names a commit whose row cannot be read"],
  ["sqlite_master", /^SELECT type, name/, "has a row for each table and index"],
  ["rows", /^DELETE FROM rows|rowid AS seq|NOT EXISTS/, "a generation that is dropped, or examined"],
]

const folder = temporary()
const statements = new Map<string, Set<string>>()

beforeAll(async () => {
  const some = await someOfThePast()
  const { prepare } = DatabaseSync.prototype
  vi.spyOn(DatabaseSync.prototype, "prepare").mockImplementation(function (this: DatabaseSync, sql) {
    const file = this.location() ?? ""
    statements.set(file, (statements.get(file) ?? new Set()).add(sql.trim()))
    return prepare.call(this, sql)
  })
  await using store = sqliteStore(folder.path)
  await writeWhole(store, some)
  vi.restoreAllMocks()
})
afterAll(folder.remove)

test("K9.9: no statement reads a table from end to end, unless that is what it is for", () => {
  const found = [...statements].flatMap(([file, all]) => {
    using db = new DatabaseSync(file)
    return [...all]
      .filter((sql) => /^(SELECT|UPDATE|DELETE|INSERT)/.test(sql))
      .flatMap((sql) => {
        const steps = db
          .prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all()
          .map(({ detail }) => String(detail))
        return steps
          .filter((step) => /^SCAN (?!CONSTANT ROW)/.test(step))
          .filter((step) => !scans.some(([table, of]) => step.startsWith(`SCAN ${table}`) && of.test(sql)))
          .map((step) => `${step}: ${sql}`)
      })
  })
  expect([...statements.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(25)
  expect(found).toEqual([])
})
