import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demo, request, root } from "./curl.ts"
import { reads, runBlock, runnable, shownBlocks } from "./shell.ts"

const readme = readFileSync(join(root, "README.md"), "utf8")

const steps = shownBlocks(readme)

let folder: string
let server: Awaited<ReturnType<typeof demo>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "demarche-readme-"))
  symlinkSync(join(root, "packages"), join(folder, "packages"))
  server = await demo(root)
}, 60_000)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test("every command that README runs shows what it answers", () => {
  expect(steps.length).toBe(runnable(readme))
  expect(steps.length).toBeGreaterThan(10)
})

test("what is shown is found, and what is not there is missed", () => {
  const answer = {
    items: [
      { version: 1, hash: "abc" },
      { version: 2, hash: "def" },
    ],
    next: null,
  }
  expect(missing({ items: [{ version: 2, hash: "…" }] }, answer)).toEqual([])
  expect(missing({ items: [{ version: 2 }, { version: 1 }], next: null }, answer)).toEqual(["items[1]"])
  expect(missing({ items: [{ version: 3 }], last: null }, answer)).toEqual(["items[0]", "last"])
})

test.each(steps)("$how: $command", async ({ how, command, shown }) => {
  if (how === "curl") {
    const answer = await request(command, server.url)
    expect(missing(JSON.parse(shown), answer), JSON.stringify(answer, null, 2)).toEqual([])
    return
  }
  const { status, printed, unsaid } = runBlock({ how, command, shown }, folder, server.url)
  expect(status === 0, printed).toBe(how === "run")
  expect(unsaid, printed).toEqual([])
})

/** Where an answer does not have what is shown of it: every field and, in order, every item. "…" stands for any text. */
function missing(shown: unknown, answer: unknown, path = ""): string[] {
  if (typeof shown === "string" && typeof answer === "string") return reads(shown, answer) ? [] : [path]
  if (typeof shown !== "object" || shown === null || typeof answer !== "object" || answer === null)
    return shown === answer ? [] : [path]
  if (!Array.isArray(shown))
    return Object.entries(shown).flatMap(([key, value]) =>
      missing(value, (answer as Record<string, unknown>)[key], path ? `${path}.${key}` : key),
    )
  if (!Array.isArray(answer)) return [path]
  let from = 0
  return shown.flatMap((item, index) => {
    const found = answer.findIndex((each, place) => place >= from && missing(item, each).length === 0)
    if (found < 0) return [`${path}[${index}]`]
    from = found + 1
    return []
  })
}
