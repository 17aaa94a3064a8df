import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "../house/files.ts"
import { headingsOf, plain, read, rowsOf } from "./documents.ts"

const architecture = read("docs/architecture.md")
const sections = headingsOf(architecture)
const section = (title: string) => sections.find((heading) => heading.title === title)?.text ?? ""
const packages = readdirSync(join(root, "packages"))
const rooms = [...packages.map((name) => `packages/${name}`), "workflows", "functions", "stacks", "tests"]

/** The places that a text gives a function: rows of file and function, and "`name` in `file`". */
function placed(text: string): { name: string; file: string }[] {
  const rows = rowsOf(text).flatMap(([, file = "", functions = ""]) =>
    plain(file).endsWith(".ts")
      ? [...functions.matchAll(/`(\w+)`/g)].map(([, name = ""]) => ({ name, file: plain(file) }))
      : [],
  )
  const said = [...text.matchAll(/`(\w+)`\s+in\s+`([\w/.-]+\.tsx?)`/g)]
  return [...rows, ...said.map(([, name = "", file = ""]) => ({ name, file }))]
}

function declares(file: string, name: string): boolean {
  return new RegExp(`\\b(function\\*?|const|let|type|interface) ${name}\\b|^ +(async )?\\*?${name}\\(`, "m").test(
    read(file),
  )
}

test("the room table has every room once, and no other", () => {
  const named = rowsOf(section("Rooms")).map(([room = ""]) => plain(room))
  expect(named.toSorted()).toEqual(rooms.toSorted())
})

test.each(
  rowsOf(section("Rooms"))
    .filter(([, , , sees = ""]) => !/all rooms|everything/.test(sees))
    .map(([room = "", , , sees = ""]) => ({ room: plain(room), sees })),
)("$room sees what its manifest names: $sees", ({ room, sees }) => {
  if (!existsSync(join(root, room, "package.json"))) return
  const { dependencies = {} } = JSON.parse(read(`${room}/package.json`))
  const wanted = Object.keys(dependencies).flatMap((name) => name.match(/^@demarche\/(.+)/)?.[1] ?? [])
  const said = sees.replace(/\(.*?\)/g, "").split(",")
  const seen = said.map((name) => name.trim()).filter((name) => name !== "no other room")
  expect(seen.toSorted()).toEqual(wanted.toSorted())
})

test.each(["A command, file by file", "A due letter, file by file"])(
  "%s: each function is where it is said to be",
  (title) => {
    const places = placed(section(title))
    expect(places.length).toBeGreaterThan(10)
    expect(places.filter(({ name, file }) => !declares(file, name))).toEqual([])
  },
)

test("a function that is elsewhere is found", () => {
  const text =
    "| | file | function |\n| --- | --- | --- |\n| 1 | `packages/engine/handle.ts` | `handle`, `nowhere` |\n`seal` in `packages/event-store/seal.ts`\n"
  const places = placed(text)
  expect(places).toHaveLength(3)
  expect(places.filter(({ name, file }) => !declares(file, name))).toEqual([
    { name: "nowhere", file: "packages/engine/handle.ts" },
  ])
})
