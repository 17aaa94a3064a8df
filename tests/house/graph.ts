import { createRequire } from "node:module"
import { dirname, join, normalize, relative } from "node:path"
import { type File, root } from "./files.ts"
import { mayImport, roomOf, rooms } from "./rooms.ts"
import { visit } from "./syntax.ts"

interface Import {
  /** The module as it is named; undefined where only a run can tell. */
  from: string | undefined
  /** Nothing of it is there when the program runs. */
  types: boolean
}

/** What a source imports: stated, re-exported, called for, or named in a type. */
function imports(file: File): Import[] {
  const found: Import[] = []
  visit(file, {
    ImportDeclaration: ({ source, importKind }) => found.push({ from: source.value, types: importKind === "type" }),
    ExportAllDeclaration: ({ source, exportKind }) => found.push({ from: source.value, types: exportKind === "type" }),
    ExportNamedDeclaration: ({ source, exportKind }) =>
      source && found.push({ from: source.value, types: exportKind === "type" }),
    ImportExpression: ({ source }) =>
      found.push({ from: source.type === "Literal" ? String(source.value) : undefined, types: false }),
    TSImportType: ({ source }) => found.push({ from: source.value, types: true }),
  })
  return found
}

/** What the table of rooms has against a file's imports. */
export function strays(file: File): string[] {
  const room = roomOf(file.path)
  return imports(file).flatMap(({ from, types }) => {
    if (!room) return from?.startsWith(".") && leavesTests(file.path, from) ? [`enters a room by a path: ${from}`] : []
    if (from === undefined) return ["imports what only a run can tell"]
    const may = mayImport(file.path, from)
    if (may === "all" || (may === "types" && types)) return []
    return [may === "types" ? `imports more than types of ${from}` : `imports ${from}`]
  })
}

const leavesTests = (path: string, from: string) =>
  path.startsWith("tests/") && roomOf(normalize(join(dirname(path), from))) !== undefined

/** The files that each file imports, of those of the house. @throws Error where an import leads to no module. */
export function arrows(files: File[]): Map<string, string[]> {
  return new Map(files.map((file) => [file.path, imports(file).flatMap(({ from }) => target(file.path, from) ?? [])]))
}

function target(path: string, from = ""): string | undefined {
  if (from.startsWith(".")) return normalize(join(dirname(path), from))
  if (from.startsWith("@demarche/")) return relative(root, createRequire(join(root, path)).resolve(from))
}

/** The same, of rooms. */
export function arrowsOfRooms(arrows: Map<string, string[]>): Map<string, string[]> {
  const found = new Map(rooms.map(({ name }) => [name, [] as string[]]))
  for (const [from, targets] of arrows) {
    const name = roomOf(from)?.name
    const others = targets.flatMap((to) => roomOf(to)?.name ?? []).filter((other) => other !== name)
    if (name) found.set(name, [...new Set([...(found.get(name) ?? []), ...others])])
  }
  return found
}

/** The circles among arrows, each as those that lead to each other. */
export function circles(arrows: Map<string, string[]>): string[][] {
  const reached = new Map([...arrows.keys()].map((from) => [from, reach(arrows, from)]))
  const found = [...arrows.keys()].map((from) =>
    [...(reached.get(from) ?? [])].filter((to) => reached.get(to)?.has(from)).sort(),
  )
  return [...new Map(found.filter((circle) => circle.length > 0).map((circle) => [circle.join(), circle])).values()]
}

function reach(arrows: Map<string, string[]>, start: string): Set<string> {
  const seen = new Set<string>()
  const left = [...(arrows.get(start) ?? [])]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    left.push(...(arrows.get(next) ?? []))
  }
  return seen
}
