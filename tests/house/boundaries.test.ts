import { execFile } from "node:child_process"
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { root } from "./tree.ts"

const node = ["node:fs", "node:fs/promises", "node:crypto", "node:sqlite"]
const aws = ["@aws-sdk/client-dynamodb", "@aws-sdk/client-sesv2", "@aws-sdk/client-eventbridge"]
const hono = ["hono", "hono/jsx", "hono/jsx/jsx-runtime", "hono/client"]
const server = ["@hono/node-server", "@hono/node-server/serve-static", "aws-lambda"]
const doors = ["croner", "pino", "jose", "openid-client", "openid-client/passport"]
const sheets = ["docx", "csv-stringify", "csv-stringify/sync", "write-excel-file", "write-excel-file/node"]
const ports = ["@demarche/store"]
const adapters = ["@demarche/store/memory", "@demarche/store/sqlite", "@demarche/store/dynamodb"]
const workflows = ["@demarche/workflows", "@demarche/workflows/terms"]
const engine = ["@demarche/engine", "@demarche/engine/fold"]
const workplan = ["@demarche/workplan", "@demarche/workplan/due"]
const words = ["@demarche/words", "@demarche/words/en"]
const web = ["@demarche/web", "@demarche/web/build"]
const mail = ["@demarche/mail", "@demarche/mail/smtp"]
const functions = ["@demarche/functions/api", "@demarche/functions/api/app"]

const flat = ["./own.ts"]
const deep = ["./own.ts", "./deep/own.ts", "./deep/er/own.ts"]
const nested = ["./own.ts", "./deep/own.ts", "../own.ts", "../beside/own.ts"]
const up = "Another room is entered by the name of its package, never by a path."
const climbs = ["../../outside/x.ts", "../../../outside/x.ts", "./../../outside/x.ts", "./deep/../../x.ts"]
const besides = {
  packages: ["../store/ports.ts", "../web/pages/page.tsx"],
  functions: ["../workflows/x.ts", "../packages/store/x.ts"],
}
const never = [
  "@demarche/cli",
  "@demarche",
  "left-pad",
  "fs",
  "/etc/hosts",
  "file:///etc/hosts",
  "#in",
  "https://example.org/x.js",
]

/** architecture.md, row by row: where a file is planted, what it may import, and what the others hear. */
const rooms: { plant: string[]; may: string[]; own?: string[]; says: string }[] = [
  { plant: ["workflows/planted.ts"], may: ["xstate", "zod"], own: flat, says: "workflows may import" },
  {
    plant: ["packages/store/planted.ts", "packages/store/deep/planted.ts"],
    may: [...node, ...aws, "canonicalize", "uuid"],
    says: "packages/store may import",
  },
  {
    plant: ["packages/engine/planted.ts", "packages/engine/deep/planted.ts"],
    may: ["node:crypto", ...ports, "xstate", "zod"],
    says: "packages/engine may import",
  },
  {
    plant: ["packages/workplan/planted.ts", "packages/workplan/deep/planted.ts"],
    may: [
      "zod",
      "yaml",
      "unified",
      "remark-parse",
      "remark-gfm",
      "mammoth",
      "temporal-polyfill",
      ...engine,
      ...workflows,
    ],
    says: "packages/workplan may import",
  },
  {
    plant: ["packages/words/planted.ts", "packages/words/deep/planted.ts"],
    may: ["intl-messageformat", "temporal-polyfill"],
    says: "packages/words may import",
  },
  {
    plant: ["packages/web/planted.tsx", "packages/web/deep/planted.tsx"],
    may: [...hono, "zod", ...workflows, ...workplan, ...words, ...engine, ...sheets],
    says: "packages/web may import",
  },
  {
    plant: ["packages/web/build.ts"],
    may: [...node, "elkjs", "elkjs/lib/elk.bundled.js", ...workflows, ...words],
    own: deep,
    says: "The web build script may import",
  },
  {
    plant: ["packages/mail/planted.tsx", "packages/mail/deep/planted.tsx"],
    may: [
      ...["nodemailer", "nodemailer/lib/mail-composer", "@aws-sdk/client-sesv2", "standardwebhooks", "ical-generator"],
      ...["zod", ...hono, ...words, ...workplan],
    ],
    says: "packages/mail may import",
  },
  {
    plant: ["packages/cli/planted.ts", "packages/cli/deep/planted.ts"],
    may: [
      ...[
        "commander",
        "@commander-js/extra-typings",
        "tsx",
        "tsx/esm/api",
        "picocolors",
        "@clack/prompts",
        "hono/client",
        ...node,
      ],
      ...[...functions, ...workplan, ...workflows, ...words, ...ports, ...adapters, ...engine],
    ],
    says: "packages/cli may import",
  },
  {
    plant: ["functions/planted.ts", "functions/deep/planted.ts"],
    may: [
      ...["zod", ...node, ...hono, ...server, ...doors],
      ...[...workflows, ...ports, ...engine, ...workplan, ...words, ...web, ...mail],
    ],
    says: "functions may import",
  },
  {
    plant: ["functions/cloud/planted.ts"],
    may: [...node, ...aws],
    own: deep,
    says: "functions/cloud may import",
  },
  {
    plant: ["functions/wiring/planted.ts"],
    may: [
      ...["zod", ...node, ...aws, ...doors],
      ...[...workflows, ...ports, ...adapters, ...engine, ...workplan, ...words, ...web, ...mail],
    ],
    own: deep,
    says: "functions/wiring may import",
  },
  {
    plant: ["functions/build.ts"],
    may: [...node, "esbuild", "@demarche/web/build"],
    own: deep,
    says: "The build script may import",
  },
  { plant: ["stacks/planted.ts"], may: workflows, own: flat, says: "stacks may import" },
]
const everything = new Set([...rooms.flatMap(({ may }) => may), ...deep, ...nested, ...climbs, ...never])

const imported = rooms.flatMap(({ plant, may, own, says }) =>
  plant.map((path) => {
    const outside = [...climbs, ...(path.startsWith("packages/") ? besides.packages : besides.functions)]
    const specifiers = [...new Set([...everything, ...outside])]
    return { path, specifiers, outside: own ? [] : outside, may: [...may, ...(own ?? [...deep, ...nested])], says }
  }),
)

/** Globals that a room may not touch; `Object` stands for those that it may. */
const globals = {
  "workflows/globals.ts": [
    ...["Date", "Temporal", "performance", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "Math"],
    ...["crypto", "process", "fetch", "console", "Intl", "globalThis", "global"],
  ],
  "packages/engine/globals.ts": ["process", "fetch", "setInterval"],
  "packages/workplan/globals.ts": ["process", "fetch", "crypto", "performance", "setTimeout", "setInterval"],
  "packages/words/globals.ts": ["process", "fetch", "Date"],
  "packages/web/globals.tsx": ["process", "fetch"],
  "packages/mail/globals.tsx": ["process"],
}

/** One violation of each other rule that biome.json names, and the nearest thing that is allowed. */
const others: { rule: string; path: string; bad: string; good: string; also?: Record<string, string> }[] = [
  {
    rule: "correctness/noUndeclaredDependencies",
    path: "packages/store/undeclared.ts",
    bad: 'import "canonicalize"\n',
    good: 'import "uuid"\nimport "node:fs"\n',
  },
  {
    rule: "correctness/noUnusedFunctionParameters",
    path: "packages/store/parameter.ts",
    bad: "export const f = (a: number) => 1\n",
    good: "export const f = (_a: number) => 1\n",
  },
  {
    rule: "correctness/noUnusedImports",
    path: "packages/store/unusedImport.ts",
    bad: 'import { v7 } from "uuid"\n',
    good: 'import { v7 } from "uuid"\nexport const id = v7()\n',
  },
  {
    rule: "correctness/noUnusedVariables",
    path: "packages/store/variable.ts",
    bad: "const a = 1\n",
    good: "export const a = 1\n",
  },
  {
    rule: "nursery/noFloatingPromises",
    path: "packages/store/floating.ts",
    bad: "async function f(): Promise<void> {}\nexport function g() {\n  f()\n}\n",
    good: "async function f(): Promise<void> {}\nexport async function g() {\n  await f()\n}\n",
  },
  {
    rule: "nursery/noMisusedPromises",
    path: "packages/store/misused.ts",
    bad: "async function f(): Promise<boolean> {\n  return true\n}\nexport async function g() {\n  if (f()) return 1\n}\n",
    good: "async function f(): Promise<boolean> {\n  return true\n}\nexport async function g() {\n  if (await f()) return 1\n}\n",
  },
  {
    rule: "style/noCommonJs",
    path: "packages/store/commonJs.ts",
    bad: 'export const a = require("uuid")\n',
    good: 'export { v7 } from "uuid"\n',
  },
  {
    rule: "style/noNonNullAssertion",
    path: "packages/store/assertion.ts",
    bad: "export const f = (a?: { b: number }) => a!.b\n",
    good: "export const f = (a?: { b: number }) => a?.b\n",
  },
  {
    rule: "style/noParameterAssign",
    path: "packages/store/assign.ts",
    bad: "export function f(a: number) {\n  a = 2\n  return a\n}\n",
    good: "export function f(a: number) {\n  const b = a + 2\n  return b\n}\n",
  },
  {
    rule: "style/noProcessEnv",
    path: "functions/environment.ts",
    bad: "export const a = process.env.A\n",
    good: "export const a = process.pid\n",
  },
  {
    rule: "style/useExportType",
    path: "packages/store/exportType.ts",
    bad: "type A = 1\nexport { A }\n",
    good: "type A = 1\nexport type { A }\n",
  },
  {
    rule: "style/useFilenamingConvention",
    path: "packages/store/event-store.ts",
    bad: "export const a = 1\n",
    good: "",
  },
  {
    rule: "style/useImportType",
    path: "packages/store/importType.ts",
    bad: 'import { V7 } from "uuid"\nexport type A = V7\n',
    good: 'import type { V7 } from "uuid"\nexport type A = V7\n',
  },
  {
    rule: "style/useNodejsImportProtocol",
    path: "tests/protocol.ts",
    bad: 'import "fs"\n',
    good: 'import "node:fs"\n',
  },
  {
    rule: "style/useThrowOnlyError",
    path: "packages/store/throws.ts",
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
    path: "packages/store/a.ts",
    bad: 'import { b } from "./b.ts"\nexport const a = () => b\n',
    good: 'import type { B } from "./b.ts"\nexport const a = (b: B) => b\n',
    also: { "packages/store/b.ts": 'import { a } from "./a.ts"\nexport const b = () => a\nexport type B = 1\n' },
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
  "functions/wiring/cloud.ts": "export const a = process.env.A\n",
  "packages/cli/environment.ts": "export const a = process.env.A\n",
  "tests/anything.test.ts": ["@demarche/store/sqlite", "left-pad", "../functions/wiring/cloud.ts"]
    .map((x) => `import "${x}"\n`)
    .join(""),
}

/** The ways to import that the rule sees. `require` is noCommonJs's, `import x = require()` tsc's, `import("x").T` tree.ts's. */
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

/** Plants files around a copy of biome.json and returns what Biome has against them. */
async function lint(files: Record<string, string>): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "house-"))
  folders.push(folder)
  await copyFile(join(root, "biome.json"), join(folder, "biome.json"))
  const manifests = {
    ".gitignore": "dist/\n",
    "package.json": "{}",
    "packages/event-store/package.json": '{ "dependencies": { "uuid": "14.0.3" } }',
  }
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome")
  const settings = ["lint", "--reporter=json", "--max-diagnostics=none", "."]
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [biome, ...settings], { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
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
  findings.filter((f) => f.rule === rule && f.path === path)

describe("imports", () => {
  let findings: Finding[] = []
  beforeAll(async () => {
    const lines = (specifiers: string[]) => specifiers.map((from) => `import "${from}"\n`).join("")
    findings = await lint(Object.fromEntries(imported.map(({ path, specifiers }) => [path, lines(specifiers)])))
  })

  test.each(imported)("of $path are those of its room and no others", ({ path, specifiers, outside, may, says }) => {
    const refused = at(findings, "style/noRestrictedImports", path)
    const heard = new Map(refused.map(({ line, message }) => [specifiers[line - 1]!, message]))
    expect([...heard.keys()].sort()).toEqual(specifiers.filter((from) => !may.includes(from)).sort())
    for (const [from, message] of heard) {
      const chosen = adapters.includes(from) && says === "functions may import"
      const expected = outside.includes(from) ? up : chosen ? "Only functions/wiring chooses an adapter" : says
      expect(message.startsWith(expected), `${from}: ${message}`).toBe(true)
    }
  })
})

describe("forms of import", () => {
  const path = (form: string) => `packages/words/f${Object.keys(forms).indexOf(form)}.ts`
  let findings: Finding[] = []
  beforeAll(async () => {
    findings = await lint(Object.fromEntries(Object.entries(forms).map(([form, text]) => [path(form), `${text}\n`])))
  })

  test.each(Object.keys(forms))("%s is seen", (form) => {
    expect(at(findings, "style/noRestrictedImports", path(form))).toHaveLength(1)
  })
})

describe("globals", () => {
  const names = [...new Set(Object.values(globals).flat()), "Object", "JSON", "Map", "Promise", "URL"]
  let findings: Finding[] = []
  beforeAll(async () => {
    const text = names.map((name, i) => `export const g${i} = ${name}\n`).join("")
    findings = await lint(Object.fromEntries(Object.keys(globals).map((path) => [path, text])))
  })

  test.each(Object.entries(globals))("refused to %s", (path, denied) => {
    const refused = at(findings, "style/noRestrictedGlobals", path)
    expect(refused.map(({ line }) => names[line - 1])).toEqual(names.filter((name) => denied.includes(name)))
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
      "packages/store/event-store.ts": "",
      "packages/store/eventStore.ts": "export {}\n",
    })
  })

  test.each(others)("$rule is on", ({ rule, path }) => {
    expect(at(bad, rule, path)).not.toHaveLength(0)
    if (rule !== "style/useFilenamingConvention") expect(at(good, rule, path)).toEqual([])
  })

  test("no rule reaches further than it should", () => {
    for (const path of [...Object.keys(elsewhere), "packages/store/eventStore.ts"]) {
      expect(good.filter((finding) => finding.path === path)).toEqual([])
    }
  })

  test("each rule that biome.json names is planted here", async () => {
    const { linter, overrides } = JSON.parse(await readFile(join(root, "biome.json"), "utf8"))
    const named = [linter, ...overrides.map((override: { linter: object }) => override.linter)].flatMap(({ rules }) =>
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
