import { dirname, join } from "node:path"
import { expect, test } from "vitest"
import { type File, files } from "./files.ts"

/** vitest's global hook belongs to the test that began last, which beside concurrent ones is often another. */
const takesGlobalHook = ({ text }: File) => /import \{[^}]*\bonTestFinished\b[^}]*\} from "vitest"/.test(text)

/** The files with concurrent tests that take the global hook, or import a file that does. */
function concurrentWithGlobalHook(all: File[]): string[] {
  const taking = new Set(all.filter(takesGlobalHook).map(({ path }) => path))
  const imports = ({ path, text }: File) =>
    [...text.matchAll(/ from "(\.[^"]+)"/g)].map(([, name]) => join(dirname(path), name!))
  return all
    .filter(({ path, text }) => path.endsWith(".test.ts") && /\b(?:test|describe)\.concurrent\b/.test(text))
    .filter((file) => takesGlobalHook(file) || imports(file).some((path) => taking.has(path)))
    .map(({ path }) => path)
}

test("a global hook beside concurrent tests is found, its own or an imported file's", () => {
  const hook = { path: "tests/a/gate.ts", text: 'import { expect, onTestFinished } from "vitest"\n' }
  const direct = { path: "tests/a/a.test.ts", text: `${hook.text}test.concurrent("x", () => {})\n` }
  const imported = {
    path: "tests/b/b.test.ts",
    text: 'import { gate } from "../a/gate.ts"\ntest.concurrent.each([])\n',
  }
  const own = { path: "tests/b/c.test.ts", text: 'test.concurrent("x", async (_, { onTestFinished }) => {})\n' }
  expect(concurrentWithGlobalHook([hook, direct, imported, own])).toEqual([direct.path, imported.path])
})

test("what a concurrent test opens, its own hook closes", () => {
  expect(concurrentWithGlobalHook(files().filter(({ path }) => path !== "tests/house/concurrent.test.ts"))).toEqual([])
})
