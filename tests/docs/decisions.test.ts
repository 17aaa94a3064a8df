import { existsSync } from "node:fs"
import { basename, join } from "node:path"
import { expect, test } from "vitest"
import { files, root } from "../house/files.ts"
import { headingsOf, read, rowsOf } from "./documents.ts"

const pages = files()
  .filter(({ path }) => /^docs\/decisions\/\d{4}-.*\.md$/.test(path))
  .toSorted((one, other) => (one.path < other.path ? -1 : 1))
const rows = rowsOf(read("docs/decisions/README.md"))

/** A page's row of the index: its number, its title, and the first words below it as its status. */
const indexed = pages.map(({ path, text }) => {
  const [, number = "", title = ""] = text.match(/^# (\d+)\. (.+)$/m) ?? []
  const [, status = ""] = text.match(/^#.*\n\n([^.\n]+(?:\.md\))?)\./) ?? []
  return [number, `[${title}](${basename(path)})`, status]
})

test("the index has every decision with its title and its status, in order", () => {
  expect(rows).toEqual(indexed)
})

test("a decision's number is its file's, and no other's", () => {
  const numbers = pages.map(({ path }) => Number(basename(path).slice(0, 4)))
  expect(numbers).toEqual(indexed.map(([number]) => Number(number)))
  expect(new Set(numbers).size).toBe(pages.length)
})

test.each(pages.map(({ path, text }) => ({ path, text })))(
  "$path has a status, and says what was decided at what price",
  ({ text }) => {
    expect(text).toMatch(/^#.*\n\n(Accepted|Superseded by \[\d+\]\(\d{4}-[\w-]+\.md\))/)
    const titles = headingsOf(text).map(({ title }) => title)
    expect(titles).toContain("Decision")
    expect(titles.some((title) => /^(Consequences|Price)$/.test(title))).toBe(true)
  },
)

test("what decision 16 says is gone is gone, and what it says is there is there", () => {
  const moved = rowsOf(read("docs/decisions/0016-where-things-went.md"))
  const named = (column: number) =>
    moved.flatMap((cells) => [...(cells[column] ?? "").matchAll(/`([\w/.-]+)`/g)].map(([, path = ""]) => path))
  expect(moved.length).toBeGreaterThan(10)
  expect(named(0).filter((path) => existsSync(join(root, path)))).toEqual([])
  expect(named(1).filter((path) => path.includes("/") && !existsSync(join(root, path)))).toEqual([])
})
