import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { files, root } from "../house/files.ts"
import { bin, env } from "./curl.ts"
import { documents, plain, read, rowsOf } from "./documents.ts"

/** Libraries whose first lines are run elsewhere, from the packed package. */
const libraries = ["packages/engine", "packages/event-store"]
const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}`)
const described = [...packages.filter((path) => !libraries.includes(path)), "functions"].map((path) => ({ path }))
const blocks = described.flatMap(({ path }) => {
  const text = existsSync(join(root, path, "README.md")) ? read(`${path}/README.md`) : ""
  return [...text.matchAll(/^```(ts|sh run)\n([\s\S]*?)^```$/gm)].map(([, how = "", code = ""]) => ({
    path,
    how,
    code,
  }))
})

const folder = mkdtempSync(join(root, "dist-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(described)("$path says what it is and what it imports", ({ path }) => {
  const { name, dependencies = {} } = JSON.parse(read(`${path}/package.json`))
  const text = read(`${path}/README.md`)
  expect(text.split("\n")[0]).toBe(`# ${name}`)
  const [, imports = ""] = text.match(/^It imports ([^.]*)\./m) ?? []
  const said = [...imports.matchAll(/`([\w-]+)`/g)].map(([, room = ""]) => room)
  const rooms = Object.keys(dependencies).flatMap((each) => each.match(/^@demarche\/(.+)/)?.[1] ?? [])
  expect(said.toSorted()).toEqual(rooms.toSorted())
  if (rooms.length === 0) expect(imports).toBe("no other room")
})

test("every package but functions shows its first use", () => {
  expect(new Set(blocks.map(({ path }) => path))).toEqual(new Set(described.map(({ path }) => path).slice(0, -1)))
})

test.each(blocks)(
  "what $path shows is so",
  ({ path, how, code }) => {
    const file = join(folder, `${path.replaceAll("/", "-")}.ts`)
    if (how === "ts") writeFileSync(file, code)
    const line = how === "ts" ? `tsx ${file}` : code.replaceAll("npx demarche", "demarche")
    const { status, stdout, stderr } = spawnSync("sh", ["-ec", line], {
      cwd: root,
      env: { ...env, PATH: `${bin}:${process.env.PATH}` },
      encoding: "utf8",
    })
    expect(status, stdout + stderr).toBe(0)
    const shown = [...code.matchAll(/^ *console\.log\(.*\) \/\/ (.+)$/gm)].map(([, said = ""]) => said)
    if (how === "ts") expect(stdout.trim().split("\n")).toEqual(shown)
  },
  30_000,
)

test("a README that lists the folders of its package lists all of them", () => {
  const listing = documents().filter(
    ({ path, text }) => /^packages\/[^/]+\/README\.md$/.test(path) && text.includes("| folder |"),
  )
  expect(listing.map(({ path }) => path)).toContain("packages/application/README.md")
  for (const { path, text } of listing) {
    const folder = path.replace(/README\.md$/, "")
    const within = files().flatMap((file) => file.path.match(new RegExp(`^${folder}([^/]+)/[^/]+\\.tsx?$`))?.[1] ?? [])
    expect([
      path,
      rowsOf(text)
        .map(([cell = ""]) => plain(cell))
        .toSorted(),
    ]).toEqual([path, [...new Set(within)].toSorted()])
  }
})
