import { dirname, join } from "node:path"
import { expect, test } from "vitest"
import { files, sources } from "./files.ts"
import { forbidden } from "./forbidden.ts"
import { arrows, arrowsOfRooms, circles, strays } from "./graph.ts"
import { dependenciesOf, groundless, roomOf, rooms } from "./rooms.ts"

const tree = arrows(sources())

test("no file imports what the table of rooms does not let in", () => {
  expect(sources().flatMap((file) => strays(file).map((stray) => `${file.path} ${stray}`))).toEqual([])
})

test.each(forbidden)("%s: %s is found", (path, text) => {
  expect(strays({ path, text })).toHaveLength(1)
})

/** What Biome cannot tell from what is allowed, and the nearest thing that is. */
const finer: [path: string, bad: string, fault: string, good: string][] = [
  [
    "packages/workplan/planted.ts",
    'import { fold } from "@demarche/engine"',
    "imports more than types of @demarche/engine",
    'import type { Commit } from "@demarche/engine"',
  ],
  [
    "packages/workplan/planted.ts",
    'import { type Commit } from "@demarche/engine"',
    "imports more than types of @demarche/engine",
    'export type { Commit } from "@demarche/engine"',
  ],
  [
    "packages/workplan/planted.ts",
    'const { fold } = await import("@demarche/engine")',
    "imports more than types of @demarche/engine",
    'type C = import("@demarche/engine").Commit',
  ],
  [
    "packages/mail/planted.ts",
    'export * from "@demarche/workflows"',
    "imports more than types of @demarche/workflows",
    'export * from "@demarche/workflows/terms"',
  ],
  [
    "packages/cli/planted.ts",
    'import { hc } from "hono/client"',
    "imports more than types of hono/client",
    'import type { hc } from "hono/client"',
  ],
  [
    "functions/planted.ts",
    'import { SQSEvent } from "aws-lambda"',
    "imports more than types of aws-lambda",
    'import type { SQSEvent } from "aws-lambda"',
  ],
  ["workflows/planted.ts", 'type C = import("hono").Context', "imports hono", 'type Z = import("zod").ZodType'],
  ["packages/i18n/planted.ts", "await import(name)", "imports what only a run can tell", 'await import("./cities.ts")'],
  [
    "packages/http/planted.ts",
    'import {\n  fold,\n} from "../engine/fold.ts"',
    "imports ../engine/fold.ts",
    'import { fold } from "@demarche/engine"',
  ],
  [
    "packages/http/deep/planted.ts",
    'export * from "../../i18n/en/index.ts"',
    "imports ../../i18n/en/index.ts",
    'export * from "../en/index.ts"',
  ],
  [
    "functions/planted.ts",
    'import "../tests/house/tree.ts"',
    "imports ../tests/house/tree.ts",
    'import "./composition/memo.ts"',
  ],
  [
    "tests/http/planted.ts",
    'import "../../packages/http/app.ts"',
    "enters a room by a path: ../../packages/http/app.ts",
    'import "../engine/loan.ts"\nimport "@demarche/http/app"',
  ],
]

test.each(finer)("%s: %s", (path, bad, fault, good) => {
  expect(strays({ path, text: bad })).toEqual([fault])
  expect(strays({ path, text: good })).toEqual([])
})

test("no files import each other in a circle, nor do rooms", () => {
  expect(circles(tree)).toEqual([])
  expect(circles(arrowsOfRooms(tree))).toEqual([])
})

test("a circle is found, of types, of rooms, and over a third", () => {
  const planted = arrows([
    { path: "packages/http/a.ts", text: 'import type { B } from "./b.ts"' },
    { path: "packages/http/b.ts", text: 'import type { C } from "./c.ts"' },
    { path: "packages/http/c.ts", text: 'export type A = import("./a.ts").A\nimport "@demarche/engine"' },
    { path: "packages/engine/index.ts", text: 'import { due } from "@demarche/workplan"' },
    { path: "packages/workplan/index.ts", text: 'const app = await import("@demarche/http/app")' },
  ])
  expect(circles(planted)).toEqual([["packages/http/a.ts", "packages/http/b.ts", "packages/http/c.ts"]])
  expect(circles(arrowsOfRooms(planted))).toEqual([["engine", "http", "workplan"]])
})

/** Files that something else than an import begins with: a script, a command, the name of a package, a function's trigger. */
const named = files()
  .filter(({ path }) => path.endsWith("package.json"))
  .flatMap(({ path, text }) => {
    const { scripts = {}, bin = {}, exports = {} } = JSON.parse(text)
    const named = Object.values<string>({ ...scripts, ...bin, ...exports }).flatMap((line) => line.split(" "))
    return named.map((name) => join(dirname(path), name))
  })
const begun = files()
  .filter(({ path }) => path.endsWith(".mjs"))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/import\("(.+?)"\)/g)].map(([, name = ""]) => join(dirname(path), name)),
  )
const entries = [...named, ...begun]

test("every file of a room is imported, or something begins with it", () => {
  const imported = new Set([...tree.values()].flat())
  const begins = (path: string) => entries.includes(path) || path.endsWith(".test.ts")
  const alone = [...tree.keys()].filter((path) => roomOf(path) && !imported.has(path) && !begins(path))
  expect(alone.filter((path) => roomOf(path)?.name !== "functions")).toEqual([])
})

test("no manifest names a room that its own may not see", () => {
  const unseen = rooms.flatMap(({ name, path, sees }) => {
    const inner = rooms.filter((room) => room.path.startsWith(`${path}/`))
    const seen = [sees, ...inner.map((room) => room.sees)].flatMap((sees) => Object.keys(sees))
    const named = name === "functions/composition" ? [] : dependenciesOf(path)
    const others = named.flatMap((dependency) => /^@demarche\/(.+)/.exec(dependency)?.[1] ?? [])
    return others.filter((other) => !seen.includes(other)).map((other) => `${name} names ${other}`)
  })
  expect(unseen).toEqual([])
})

test("the table has no rule for what is not there", () => {
  expect(groundless).toEqual([])
})
