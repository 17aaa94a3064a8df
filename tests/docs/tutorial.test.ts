import { spawnSync } from "node:child_process"
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demo, env, request, root } from "./curl.ts"

const tutorial = readFileSync(join(root, "docs/tutorial.md"), "utf8")
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "demarche-tutorial-"))
  for (const room of [
    "workflows",
    "functions",
    "packages",
    "tests",
    "package.json",
    "vitest.config.ts",
    "tsconfig.json",
  ])
    cpSync(join(root, room), join(copy, room), { recursive: true })
  linkModules()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The packages of the tree, except that the house's own are those of the copy. */
function linkModules() {
  mkdirSync(join(copy, "node_modules/@demarche"), { recursive: true })
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@demarche") symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name))
  for (const room of ["workflows", "functions"])
    symlinkSync(join(copy, room), join(copy, "node_modules/@demarche", room))
  for (const room of readdirSync(join(copy, "packages")))
    symlinkSync(join(copy, "packages", room), join(copy, "node_modules/@demarche", room))
}

/** The tutorial's code blocks of that kind: what stands behind the `=`, and the code. */
function blocks(info: string): { name: string; code: string }[] {
  return [...tutorial.matchAll(new RegExp(`^\`\`\`\\w+ ${info}(?:=(\\S+))?\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, name = "", code = ""]) => ({ name, code }),
  )
}

test("the tutorial touches one new file, one line and one test, and its test passes (slow)", () => {
  const files = blocks("file")
  expect(files.map(({ name }) => name)).toEqual(["workflows/nomination.ts", "tests/workflows/nomination.test.ts"])
  for (const { name, code } of files) {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    writeFileSync(join(copy, name), code)
  }
  const [{ name, code } = { name: "", code: "" }] = blocks("line")
  expect(code.trim().split("\n")).toHaveLength(1)
  appendFileSync(join(copy, name), code)
  for (const { code: line } of blocks("run")) {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: copy, env, encoding: "utf8" })
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/3 passed/)
  }
}, 120_000)

test("nothing else turns red for it: words, offices and every other workflow stay as they were (slow)", () => {
  const { status, stdout } = spawnSync(
    "vitest",
    ["run", "tests/words", "tests/workflows", "tests/workplan/facts.test.ts"],
    { cwd: copy, env, encoding: "utf8" },
  )
  expect(status, stdout).toBe(0)
}, 120_000)

test("the tutorial's workflow is served, and time ends it (slow)", async () => {
  const { url: base, stop } = await demo(copy)
  try {
    const answers = []
    for (const { code } of blocks("curl")) answers.push(await request(code, base))
    const [nominated, read, , history] = answers
    expect(nominated).toMatchObject({ state: "nominated", version: 1 })
    expect(read.transitions).toMatchObject([{ name: "confirm", allowed: false }, { name: "withdraw" }])
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
