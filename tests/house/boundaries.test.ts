import { execFile } from "node:child_process"
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { biomeRooms, namesOf } from "./biomeRooms.ts"
import { root } from "./files.ts"
import { forbidden } from "./forbidden.ts"
import { environments, mayImport, rooms } from "./rooms.ts"

const settings = ["biome.json", "biome.rooms.json"]

/** Where files are planted: in each room, in a folder of it, and in its parts. */
const places = rooms.flatMap(({ path, parts }) => [
  `${path}/planted.ts`,
  `${path}/deep/planted.ts`,
  ...parts.map((part) => (part.endsWith(".ts") ? part : `${part}/planted.ts`)),
])

const beside = ["./own.ts", "./deep/own.ts", "./composition/own.ts", "../own.ts", "../beside/own.ts", "../http/app.ts"]
const climbs = ["../../outside/x.ts", "../../../outside/x.ts", "./../../outside/x.ts", "./deep/../../x.ts"]
const never = ["@demarche", "left-pad", "fs", "/etc/hosts", "file:///etc/hosts", "#in", "https://example.org/x.js"]

/** Whatever any room may import, what is below it, and what none may. */
const everything = new Set([
  ...rooms.flatMap(({ name, packages }) => [...packages, `@demarche/${name}`, `@demarche/${name}/planted`]),
  ...rooms.flatMap((room) => namesOf(room).filter((name) => !name.endsWith(":"))),
  ...["@demarche/event-store/sqlite/sqliteStore", "@demarche/engine/definitions", "@demarche/workflows/terms/x"],
  ...[
    "hono/client",
    "hono/aws-lambda",
    "hono/jsx/jsx-runtime",
    "nodemailer/lib/mail-composer",
    "tsx/esm/api",
    "zodiac",
  ],
  ...["node:fs", "node:fs/promises", "node:sqlite", "node:timers/promises", "node:os"],
  ...[...beside, ...climbs, ...never],
])

/** One violation of each other rule that biome.json names, and the nearest thing that is allowed. */
const others: { rule: string; path: string; bad: string; good: string; also?: Record<string, string> }[] = [
  {
    rule: "correctness/noUndeclaredDependencies",
    path: "packages/event-store/undeclared.ts",
    bad: 'import "zod"\n',
    good: 'import "canonicalize"\nimport "node:fs"\n',
  },
  {
    rule: "correctness/noUnusedFunctionParameters",
    path: "packages/event-store/parameter.ts",
    bad: "export const f = (a: number) => 1\n",
    good: "export const f = (_a: number) => 1\n",
  },
  {
    rule: "correctness/noUnusedImports",
    path: "packages/event-store/unusedImport.ts",
    bad: 'import { serialize } from "canonicalize"\n',
    good: 'import { serialize } from "canonicalize"\nexport const text = serialize()\n',
  },
  {
    rule: "correctness/noUnusedVariables",
    path: "packages/event-store/variable.ts",
    bad: "const a = 1\n",
    good: "export const a = 1\n",
  },
  {
    rule: "nursery/noFloatingPromises",
    path: "packages/event-store/floating.ts",
    bad: "async function f(): Promise<void> {}\nexport function g() {\n  f()\n}\n",
    good: "async function f(): Promise<void> {}\nexport async function g() {\n  await f()\n}\n",
  },
  {
    rule: "nursery/noMisusedPromises",
    path: "packages/event-store/misused.ts",
    bad: "async function f(): Promise<boolean> {\n  return true\n}\nexport async function g() {\n  if (f()) return 1\n}\n",
    good: "async function f(): Promise<boolean> {\n  return true\n}\nexport async function g() {\n  if (await f()) return 1\n}\n",
  },
  {
    rule: "style/noCommonJs",
    path: "packages/event-store/commonJs.ts",
    bad: 'export const a = require("canonicalize")\n',
    good: 'export { serialize } from "canonicalize"\n',
  },
  {
    rule: "style/noNonNullAssertion",
    path: "packages/event-store/assertion.ts",
    bad: "export const f = (a?: { b: number }) => a!.b\n",
    good: "export const f = (a?: { b: number }) => a?.b\n",
  },
  {
    rule: "style/noParameterAssign",
    path: "packages/event-store/assign.ts",
    bad: "export function f(a: number) {\n  a = 2\n  return a\n}\n",
    good: "export function f(a: number) {\n  const b = a + 2\n  return b\n}\n",
  },
  {
    rule: "style/noProcessEnv",
    path: "functions/composition/planted.ts",
    bad: "export const a = process.env.A\n",
    good: "export const a = process.pid\n",
  },
  {
    rule: "style/useExportType",
    path: "packages/event-store/exportType.ts",
    bad: "type A = 1\nexport { A }\n",
    good: "type A = 1\nexport type { A }\n",
  },
  {
    rule: "style/useFilenamingConvention",
    path: "packages/event-store/event-store.ts",
    bad: "export const a = 1\n",
    good: "",
  },
  {
    rule: "style/useImportType",
    path: "packages/event-store/importType.ts",
    bad: 'import { Json } from "canonicalize"\nexport type A = Json\n',
    good: 'import type { Json } from "canonicalize"\nexport type A = Json\n',
  },
  {
    rule: "style/useNodejsImportProtocol",
    path: "tests/protocol.ts",
    bad: 'import "fs"\n',
    good: 'import "node:fs"\n',
  },
  {
    rule: "style/useThrowOnlyError",
    path: "packages/event-store/throws.ts",
    bad: 'throw "no"\n',
    good: 'throw new Error("no")\n',
  },
  {
    rule: "suspicious/noFocusedTests",
    path: "tests/focused.test.ts",
    bad: 'test.only("a", () => {})\n',
    good: 'test("a", () => {})\n',
  },
  {
    rule: "suspicious/noImportCycles",
    path: "packages/event-store/a.ts",
    bad: 'import { b } from "./b.ts"\nexport const a = () => b\n',
    good: 'import type { B } from "./b.ts"\nexport const a = (b: B) => b\n',
    also: { "packages/event-store/b.ts": 'import { a } from "./a.ts"\nexport const b = () => a\nexport type B = 1\n' },
  },
  {
    rule: "suspicious/noSkippedTests",
    path: "tests/skipped.test.ts",
    bad: 'test.skip("a", () => {})\n',
    good: 'test("a", () => {})\n',
  },
]

/** A file that could be clean, and the rule it would break one folder away. */
const elsewhere: Record<string, string> = {
  ...Object.fromEntries(environments.map((path) => [path, "export const a = process.env.A\n"])),
  "tests/anything.test.ts": ["@demarche/event-store/sqlite", "left-pad", "../functions/composition/cloud.ts"]
    .map((x) => `import "${x}"\n`)
    .join(""),
}

/** The ways to import that the rule sees. `require` is noCommonJs's, `import x = require()` tsc's, `import("x").T` graph.ts's. */
const forms = {
  "import a": 'import { a } from "pino"\nexport const b = a',
  "import type": 'import type { A } from "pino"\nexport type B = A',
  "import for effect": 'import "pino"',
  "export all": 'export * from "pino"',
  "export some": 'export { a } from "pino"',
  "import()": 'export const a = await import("pino")',
}

interface Finding {
  rule: string
  path: string
  line: number
  message: string
}

interface Diagnostic {
  category: string
  message: string
  location: { path: string; start: { line: number } }
}

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** Plants files around a copy of Biome's settings and returns what it has against them. */
async function lint(files: Record<string, string>): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "house-"))
  folders.push(folder)
  for (const name of settings) await copyFile(join(root, name), join(folder, name))
  const manifests = {
    ".gitignore": "dist/\n",
    "package.json": "{}",
    "packages/event-store/package.json": '{ "dependencies": { "canonicalize": "5.1.0" } }',
  }
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome")
  const command = ["lint", "--reporter=json", "--max-diagnostics=none", "."]
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [biome, ...command], { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      stdout ? resolve(stdout) : reject(new Error(stderr)),
    )
  })
  return JSON.parse(output).diagnostics.map(({ category, message, location }: Diagnostic) => ({
    rule: category.replace(/^lint\//, ""),
    path: location.path,
    line: location.start.line,
    message,
  }))
}

const at = (findings: Finding[], rule: string, path: string) =>
  findings.filter((f) => f.rule === rule && f.path === path).sort((a, b) => a.line - b.line)

test("Biome reads the table of rooms as it is (else: npm run rooms)", async () => {
  expect(JSON.parse(await readFile(join(root, "biome.rooms.json"), "utf8"))).toEqual(biomeRooms)
})

describe("imports", () => {
  const specifiers = [...everything]
  let findings: Finding[] = []
  beforeAll(async () => {
    const text = specifiers.map((from) => `import "${from}"\n`).join("")
    findings = await lint(Object.fromEntries(places.map((path) => [path, text])))
  })

  test.each(places)("of %s are those that the table lets in", (path) => {
    const refused = at(findings, "style/noRestrictedImports", path).map(({ line }) => specifiers[line - 1])
    expect(refused).toEqual(specifiers.filter((from) => mayImport(path, from) === "nothing"))
  })
})

describe("forbidden arrows, written by hand", () => {
  let findings: Finding[] = []
  beforeAll(async () => {
    const text = (path: string) => `${forbidden.map(([from, line]) => (from === path ? line : "//")).join("\n")}\n`
    findings = await lint(Object.fromEntries(forbidden.map(([path]) => [path, text(path)])))
  })

  test.each(forbidden)("%s: %s", (path, line) => {
    const lines = at(findings, "style/noRestrictedImports", path).map(({ line }) => line)
    expect(lines).toContain(forbidden.findIndex(([from, text]) => from === path && text === line) + 1)
  })
})

describe("forms of import", () => {
  const path = (form: string) => `packages/i18n/f${Object.keys(forms).indexOf(form)}.ts`
  let findings: Finding[] = []
  beforeAll(async () => {
    findings = await lint(Object.fromEntries(Object.entries(forms).map(([form, text]) => [path(form), `${text}\n`])))
  })

  test.each(Object.keys(forms))("%s is seen", (form) => {
    expect(at(findings, "style/noRestrictedImports", path(form))).toHaveLength(1)
  })
})

describe("globals", () => {
  const denied = rooms.flatMap(({ path, denied = {} }) => [
    { path: `${path}/globals.ts`, names: Object.keys(denied) },
    { path: `${path}/deep/globals.ts`, names: Object.keys(denied) },
  ])
  const names = [...new Set(denied.flatMap(({ names }) => names)), "Object", "JSON", "Map", "Promise", "URL"]
  let findings: Finding[] = []
  beforeAll(async () => {
    const text = names.map((name, i) => `export const g${i} = ${name}\n`).join("")
    findings = await lint(Object.fromEntries(denied.map(({ path }) => [path, text])))
  })

  test.each(denied)("refused to $path", (room) => {
    const refused = at(findings, "style/noRestrictedGlobals", room.path)
    expect(refused.map(({ line }) => names[line - 1])).toEqual(names.filter((name) => room.names.includes(name)))
  })

  test.each([
    ["workflows", "Date"],
    ["workflows", "Math"],
    ["packages/engine", "process"],
    ["packages/workplan", "fetch"],
    ["packages/i18n", "Date"],
    ["packages/http", "process"],
  ])("%s may not touch %s, written by hand", (room, name) => {
    const refused = at(findings, "style/noRestrictedGlobals", `${room}/globals.ts`)
    expect(refused.map(({ line }) => names[line - 1])).toContain(name)
  })
})

describe("every other rule", () => {
  let bad: Finding[] = []
  let good: Finding[] = []
  beforeAll(async () => {
    const planted = (which: "bad" | "good") =>
      Object.assign({}, ...others.map(({ path, also, ...text }) => ({ [path]: text[which], ...also })))
    bad = await lint(planted("bad"))
    good = await lint({
      ...elsewhere,
      ...planted("good"),
      "packages/event-store/event-store.ts": "",
      "packages/event-store/eventStore.ts": "export {}\n",
    })
  })

  test.each(others)("$rule is on", ({ rule, path }) => {
    expect(at(bad, rule, path)).not.toHaveLength(0)
    if (rule !== "style/useFilenamingConvention") expect(at(good, rule, path)).toEqual([])
  })

  test("no rule reaches further than it should", () => {
    for (const path of [...Object.keys(elsewhere), "packages/event-store/eventStore.ts"]) {
      expect(good.filter((finding) => finding.path === path)).toEqual([])
    }
  })

  test("each rule that Biome's settings name is planted here", async () => {
    const { linter, overrides } = JSON.parse(await readFile(join(root, "biome.json"), "utf8"))
    const linters = [{ linter }, ...overrides, ...biomeRooms.overrides].map((settings) => settings.linter)
    const named = linters.flatMap(({ rules }) =>
      Object.entries<object>(rules).flatMap(([group, entries]) =>
        Object.entries(entries).flatMap(([rule, level]) =>
          level === "off" || group === "preset" ? [] : [`${group}/${rule}`],
        ),
      ),
    )
    const planted = [...others.map(({ rule }) => rule), "style/noRestrictedImports", "style/noRestrictedGlobals"]
    expect(planted.sort()).toEqual([...new Set(named)].sort())
  })
})
