import { spawnSync } from "node:child_process"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { copyOfTree } from "./copy.ts"
import { demo, env, request, root } from "./curl.ts"

const tutorial = readFileSync(join(root, "docs/tutorial.md"), "utf8")
let copy: string

beforeAll(() => {
  copy = copyOfTree()
  for (const { name, code } of blocks("file")) writeFileSync(join(copy, name), code)
  for (const { name, code } of blocks("line")) writeFileSync(join(copy, name), inPlace(join(copy, name), code))
  for (const { name, code } of blocks("word")) writeFileSync(join(copy, name), amongWorkflows(join(copy, name), code))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The tutorial's code blocks of that kind: what stands behind the `=`, and the code. */
function blocks(info: string): { name: string; code: string }[] {
  return [...tutorial.matchAll(new RegExp(`^\`\`\`\\w+ ${info}(?:=(\\S+))?\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, name = "", code = ""]) => ({ name, code }),
  )
}

/** The lines of the file with one more, in their order. */
function inPlace(file: string, line: string): string {
  return [...readFileSync(file, "utf8").trim().split("\n"), line.trim()].sort().join("\n").concat("\n")
}

/** The glossary with one more entry, the first of the workflows. */
function amongWorkflows(file: string, entry: string): string {
  return readFileSync(file, "utf8").replace(/^## Workflows and kinds of stream\n/m, (heading) => `${heading}\n${entry}`)
}

/** What a command prints in the copy, without colours, and how it ends. */
function run(command: string, ...args: string[]): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, env, encoding: "utf8" })
  return { status, printed: stdout + stderr }
}

test("the tutorial touches two new files, one line, one test and one word", () => {
  const files = ["workflows/nominationCommands.ts", "workflows/nomination.ts", "tests/workflows/nomination.test.ts"]
  expect(blocks("file").map(({ name }) => name)).toEqual(files)
  expect(blocks("line").map(({ name, code }) => [name, code.trim().split("\n").length])).toEqual([
    ["workflows/index.ts", 1],
  ])
  expect(blocks("word").map(({ name }) => name)).toEqual(["docs/glossary.md"])
})

test("slow: its test passes", () => {
  const [{ code } = { code: "" }, ...more] = blocks("run")
  expect(more).toEqual([])
  const { status, printed } = run("sh", "-c", code)
  expect(status, printed).toBe(0)
  expect(printed).toMatch(/4 passed/)
}, 120_000)

test("slow: what it prints passes the check", () => {
  // The check reads the files that git would commit.
  run("git", "init", "--quiet")
  const { status, printed } = run("npm", "run", "check")
  expect(status, printed).toBe(0)
}, 360_000)

test("slow: nothing else turns red for it: words, offices, documents and every other workflow stay as they were", () => {
  const { status, printed } = run(
    "vitest",
    "run",
    "tests/i18n",
    "tests/docs/glossary.test.ts",
    "tests/docs/references.test.ts",
    "tests/engine/define.test.ts",
    "tests/fixtures/pastWords.test.ts",
    "tests/http/contract.test.ts",
    "tests/workflows/imports.test.ts",
    "tests/workflows/states.test.ts",
    "tests/workflows/offices.test.ts",
    "tests/workflows/storage.test.ts",
    "tests/workplan/facts.test.ts",
  )
  expect(status, printed).toBe(0)
}, 240_000)

test("slow: the tutorial's workflow is served, and time ends it", async () => {
  const { url: base, stop } = await demo(copy)
  try {
    const answers = []
    for (const { code } of blocks("curl")) answers.push(await request(code, base))
    const [nominated, read, , history] = answers
    expect(nominated).toMatchObject({ state: "nominated", version: 1 })
    expect(read.transitions).toMatchObject([
      { name: "confirm", allowed: true },
      { name: "withdraw", failing: [{ code: "OFFICE" }] },
    ])
    expect(history.items.at(-1)).toMatchObject({
      events: [{ type: "NominationLapsed" }],
      occurredAt: "2026-06-30T16:00:00.000Z",
      actor: { office: "clock" },
    })
    const { paths } = await request(`curl http://127.0.0.1:3000/api/openapi.json`, base)
    expect(Object.keys(paths)).toContain("/api/workflows/nomination/{id}/transitions/confirm")
  } finally {
    await stop()
  }
}, 120_000)
