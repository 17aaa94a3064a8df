import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { root } from "../house/files.ts"
import { libraries, pack } from "./pack.ts"

const bin = join(root, "node_modules/.bin")
const EXAMPLE = "packages/engine/examples/loan"

/** Outside the workspace: the two tarballs, and the example with what it names installed from them and the registry. */
const folder = mkdtempSync(join(tmpdir(), "pack-"))
const example = join(folder, "loan")
const tarballs = new Map<string, string>()
afterAll(() => rmSync(folder, { recursive: true }))

/** What a command prints. @throws Error with all of that where it fails. */
function run(cwd: string, command: string, ...given: string[]): string {
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NO_COLOR: "1", FORCE_COLOR: "0" }
  const { status, stdout, stderr } = spawnSync(command, given, { cwd, env, encoding: "utf8" })
  if (status !== 0) throw new Error(`${command} ${given.join(" ")} ends with ${status}:\n${stdout}${stderr}`)
  return stdout
}

const json = (path: string) => JSON.parse(readFileSync(path, "utf8"))

beforeAll(() => {
  pack()
  for (const name of libraries) {
    const [{ filename }] = JSON.parse(
      run(join(root, "dist", name), "npm", "pack", "--json", "--pack-destination", folder),
    )
    tarballs.set(name, join(folder, filename))
  }
  cpSync(join(root, EXAMPLE), example, { recursive: true })
  const manifest = json(join(example, "package.json"))
  for (const [name, file] of tarballs) manifest.dependencies[`@demarche/${name}`] = `file:${file}`
  writeFileSync(join(example, "package.json"), JSON.stringify(manifest))
  run(example, "npm", "install", "--no-audit", "--no-fund")
})

describe.each(libraries)("@demarche/%s", (name) => {
  test("is published as publint would have it", () => {
    expect(run(folder, "publint", tarballs.get(name)!, "--strict")).toContain("All good!")
  })

  test("has types that every resolution of modules finds", () => {
    expect(run(folder, "attw", tarballs.get(name)!, "--profile", "esm-only", "--quiet")).toBe("")
  })

  test("holds programs and declarations, and no source", () => {
    const listed = run(folder, "tar", "-tzf", tarballs.get(name)!).trim().split("\n")
    expect(listed.filter((path) => !/\.(d\.ts|js)$/.test(path)).toSorted()).toEqual(
      ["LICENSE", "README.md", "package.json"].map((file) => `package/${file}`),
    )
    expect(json(join(example, "node_modules/@demarche", name, "package.json"))).not.toHaveProperty("private")
  })

  test("begins its README with ten lines that run", () => {
    const readme = readFileSync(join(example, "node_modules/@demarche", name, "README.md"), "utf8")
    const [, code = ""] = readme.match(/^```ts\n([\s\S]*?)^```$/m) ?? []
    expect(code.trim().split("\n")).toHaveLength(10)
    writeFileSync(join(example, `${name}.ts`), code)
    const shown = [...code.matchAll(/^console\.log\(.*\) \/\/ (.+)$/gm)].map(([, said = ""]) => said)
    expect(run(example, "node", `${name}.ts`).trim().split("\n")).toEqual(shown)
  })
})

describe("the example, from the packages alone", () => {
  test("names the versions that the tree is tested with", () => {
    const { packages } = json(join(root, "package-lock.json"))
    const { dependencies, devDependencies } = json(join(root, EXAMPLE, "package.json"))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      if (!name.startsWith("@demarche/"))
        expect([name, version]).toEqual([name, packages[`node_modules/${name}`]?.version])
  })

  /** Declarations of others fit one setting or the other: XState's are not exact, Hono's speak of a browser. */
  test.each([
    ["with the declarations themselves", { skipLibCheck: false, exactOptionalPropertyTypes: false }],
    ["as strictly as the tree is compiled", { skipLibCheck: true, exactOptionalPropertyTypes: true }],
  ])("fits its types, and so do the READMEs, %s", (_, checks) => {
    const files = ["loan.ts", "server.ts", ...libraries.map((name) => `${name}.ts`)]
    const { compilerOptions: ours } = json(join(root, "tsconfig.json"))
    const given = { lib: [...ours.lib, "dom"], typeRoots: [join(root, "node_modules/@types")] }
    writeFileSync(
      join(example, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...ours, ...given, ...checks }, files }),
    )
    run(example, "tsc", "--project", ".")
  })

  test("passes its tests", () => {
    expect(run(example, "npm", "test")).toMatch(/Tests +11 passed/)
  })

  test("has two files of at most sixty lines", () => {
    for (const file of ["loan.ts", "server.ts"])
      expect(readFileSync(join(example, file), "utf8").split("\n").length - 1).toBeLessThanOrEqual(60)
  })
})
