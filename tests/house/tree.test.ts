import { expect, test } from "vitest"
import { missing, readLock } from "./lock.ts"
import { faults, files, long } from "./tree.ts"

const lines = (count: number) => "//\n".repeat(count)

const planted: [path: string, text: string, fault: string][] = [
  ["services/mail.ts", "", "is in no room"],
  ["packages/billing/index.ts", "", "is in no package of the house"],
  ["packages/store/utils.ts", "", "has a name that says nothing"],
  ["packages/web/helpers/table.tsx", "", "has a name that says nothing"],
  ["functions/lib/a.ts", "", "has a name that says nothing"],
  ["packages/store/log.ts", "export class Log {}\n", "has a class that is not an error"],
  ["packages/store/log.ts", "class Log extends EventEmitter {\n}\n", "has a class that is not an error"],
  ["functions/publish.ts", lines(60), "is a handler of 60 lines"],
  ["packages/engine/handle.ts", lines(301), "has more than 300 lines"],
  ["packages/engine/handle.ts", "const now = new Date()\n", "asks the clock or draws lots"],
  ["packages/workplan/due.ts", "const now = Date.now()\n", "asks the clock or draws lots"],
  ["workflows/loan.ts", 'type C = import("hono").Context\n', "hides an import in a type: hono"],
  [
    "packages/workplan/rows.ts",
    'const { fold } = await import("@demarche/engine")\n',
    "imports more than types of @demarche/engine",
  ],
  [
    "packages/web/page.tsx",
    'import { type State, fold } from "@demarche/engine"\n',
    "imports more than types of @demarche/engine",
  ],
  [
    "packages/workplan/due.ts",
    'import { fold } from "@demarche/engine"\n',
    "imports more than types of @demarche/engine",
  ],
  [
    "packages/web/page.tsx",
    'import {\n  fold,\n} from "../engine/fold.ts"\n',
    "leaves its room by a path: ../engine/fold.ts",
  ],
  ["packages/web/parts/row.tsx", 'export * from "../../words/en.ts"\n', "leaves its room by a path: ../../words/en.ts"],
  [
    "functions/api/app.ts",
    'import "../../tests/house/tree.ts"\n',
    "leaves its room by a path: ../../tests/house/tree.ts",
  ],
  [
    "packages/event-store/package.json",
    '{ "dependencies": { "uuid": "^14.0.3" } }',
    "has no exact version of uuid: ^14.0.3",
  ],
  ["packages/event-store/package.json", '{ "devDependencies": { "uuid": "*" } }', "has no exact version of uuid: *"],
  ["README.md", `see ${"/wo" + "rk"}/main`, `names a machine: ${"/wo" + "rk"}/`],
  ["docs/start.md", `cd ${"/ro" + "ot"}/demarche`, `names a machine: ${"/ro" + "ot"}/`],
  ["package-lock.json", `"https://${"registry" + ".npmjs"}.org/a"`, `names a machine: ${"registry" + ".npmjs"}`],
]

test.each(planted.map(([path, text, fault]) => ({ path, text, fault })))("$path $fault", ({ path, text, fault }) => {
  expect(faults({ path, text })).toEqual([fault])
})

const fine: [path: string, text: string][] = [
  ["workflows/loan.ts", 'import * as z from "zod"\nimport { Id } from "./terms.ts"\n'],
  ["packages/store/errors.ts", "export class StoreError extends Error {\n}\nexport class Gap<T> extends Error {}\n"],
  ["packages/web/page.tsx", 'export const Row = () => <tr class="row">{1}</tr>\n// the class of a row\n'],
  [
    "packages/web/page.tsx",
    'import type { State } from "@demarche/engine"\nexport type { State } from "@demarche/engine"\n',
  ],
  ["packages/cli/send.ts", 'import { api } from "@demarche/http/app"\nimport { due } from "@demarche/workplan"\n'],
  ["functions/api/app.ts", 'import { wired } from "../wiring/cloud.ts"\n'],
  ["packages/server/start.ts", lines(299)],
  ["functions/publish.ts", lines(59)],
  ["packages/engine/time.ts", "const at = new Date(instant)\n"],
  ["packages/event-store/package.json", '{ "dependencies": { "uuid": "14.0.3", "b": "1.0.0-rc.1" } }'],
  ["packages/cli/send.ts", 'export interface A {\n  b: string\n}\nexport type { App } from "@demarche/http/app"\n'],
  ["docs/start.md", "see packages/work/plan and https://example.org/root/"],
]

test.each(fine.map(([path, text]) => ({ path, text })))("$path, as it may be", ({ path, text }) => {
  expect(faults({ path, text })).toEqual([])
})

test("the tree keeps the rules", () => {
  const found = files().flatMap((file) => faults(file).map((fault) => `${file.path} ${fault}`))
  expect(found).toEqual([])
})

test("a file that may be long is long", () => {
  const still = files().filter(({ path, text }) => path in long && text.split("\n").length > 301)
  expect(still.map(({ path }) => path).sort()).toEqual(Object.keys(long).sort())
})

test("the lock file holds the packages of every platform (else: node tests/house/lock.ts)", () => {
  expect(missing(readLock()).map(([place]) => place)).toEqual([])
})

test("a platform left out of the lock file is found", () => {
  const tool = {
    version: "1.0.0",
    dev: true,
    optionalDependencies: { "@a/linux-x64-musl": "1.0.0", "@a/win32-x64": "1.0.0" },
  }
  const lock = { packages: { "node_modules/a": tool, "node_modules/@a/win32-x64": { version: "1.0.0" } } }
  expect(missing(lock)).toMatchObject([
    ["node_modules/@a/linux-x64-musl", { version: "1.0.0", dev: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
  ])
})
