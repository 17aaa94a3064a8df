import { expect, test } from "vitest"
import { files } from "./files.ts"
import { missing, readLock } from "./lock.ts"
import { faults, long } from "./tree.ts"

const lines = (count: number) => "//\n".repeat(count)

const planted: [path: string, text: string, fault: string][] = [
  ["services/mail.ts", "", "is in no room"],
  ["packages/billing/index.ts", "", "is in no room"],
  ["packages/event-store/utils.ts", "", "has a name that says nothing"],
  ["packages/http/helpers/table.tsx", "", "has a name that says nothing"],
  ["functions/lib/a.ts", "", "has a name that says nothing"],
  ["packages/event-store/log.ts", "export class Log {}\n", "has a class that is not an error"],
  ["packages/event-store/log.ts", "class Log extends EventEmitter {\n}\n", "has a class that is not an error"],
  ["functions/publish.ts", lines(60), "is a handler of 60 lines"],
  ["packages/engine/handle.ts", lines(301), "has more than 300 lines"],
  ["packages/engine/handle.ts", "const now = new Date()\n", "asks the clock or draws lots"],
  ["packages/workplan/due.ts", "const now = Date.now()\n", "asks the clock or draws lots"],
  ["functions/composition/cloud.ts", "export const a = process.env.A\n", "reads the environment"],
  ["packages/cli/run.ts", "const { env } = process\n", "reads the environment"],
  ["packages/server/host.ts", 'import { env } from "node:process"\n', "reads the environment"],
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
  [
    "packages/event-store/errors.ts",
    "export class StoreError extends Error {\n}\nexport class Gap<T> extends Error {}\n",
  ],
  ["packages/http/page.tsx", 'export const Row = () => <tr class="row">{1}</tr>\n// the class of a row\n'],
  ["packages/server/start.ts", lines(299)],
  ["functions/publish.ts", lines(59)],
  ["packages/engine/time.ts", "const at = new Date(instant)\n"],
  ["packages/event-store/package.json", '{ "dependencies": { "uuid": "14.0.3", "b": "1.0.0-rc.1" } }'],
  ["functions/build.ts", lines(60)],
  ["packages/server/configuration.ts", "export const a = process.env.A\n"],
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
