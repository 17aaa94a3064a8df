import { existsSync } from "node:fs"
import { basename, dirname, join, normalize } from "node:path"
import { expect, test } from "vitest"
import { type File, files, root } from "../house/files.ts"
import { anchorsOf, documents, read } from "./documents.ts"

const kept = /^tests\/(fixtures|mail\/post)\//
const names = new Set(files().map(({ path }) => basename(path)))
/** Files that a document tells its reader to make. */
const made = new Set(
  documents().flatMap(({ text }) => [...text.matchAll(/^```\w+ file=(\S+)/gm)].map(([, path]) => path)),
)
/** The page that says what was where tells of folders that are gone. */
const MOVED = "docs/decisions/0016-where-things-went.md"

const PLACE =
  /(?<![\w/@.-])((?:packages|workflows|functions|stacks|tests|docs|\.ci|\.github)\/[\w@./*-]*[\w*]|[\w-][\w.-]*\.(?:md|tsx?)\b)(#[\w-]+)?/g
const NUMBERED = /\b[\w-]+\.md (\d+)\b|\b[\w-]+\.md, [A-Z]/g
const DECISION = /\bdecisions? \[?(\d+)\b(?!\/)/gi
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g

/** The comments of a file, each with its line. */
function comments({ path, text }: File): { line: number; text: string }[] {
  const mark = /\.(ya?ml|sh)$|^\.ci\//.test(path) ? /^\s*#(.*)$/ : /^\s*(?:\/\*\*?|\*(?!\/)|\/\/)(.*)$|\s\/\/ (.*)$/
  return text.split("\n").flatMap((line, index) => {
    const [, whole, behind] = line.match(mark) ?? []
    const said = whole ?? behind
    return said === undefined ? [] : [{ line: index + 1, text: said }]
  })
}

/** What a text names that is not there. */
function dangling(from: string, text: string, document: boolean): string[] {
  const found: string[] = []
  for (const [named, place = "", anchor] of text.matchAll(PLACE)) {
    if (place.includes("NAME") || made.has(place)) continue
    const path = resolved(from, place)
    if (path === undefined) found.push(named)
    else if (anchor && !leads(path, anchor)) found.push(named)
  }
  if (document) {
    for (const [, target = ""] of text.matchAll(LINK)) {
      if (/^(https?|mailto):/.test(target) || target.startsWith("/")) continue
      const [place = "", anchor] = target.split("#")
      const path = place === "" ? from : normalize(join(dirname(from), place))
      if (!existsSync(join(root, path))) found.push(target)
      else if (anchor && !leads(path, `#${anchor}`)) found.push(target)
    }
  } else for (const [named] of text.matchAll(NUMBERED)) found.push(`${named} (an anchor is written NAME.md#anchor)`)
  for (const [named, number = ""] of text.matchAll(DECISION))
    if (![...names].some((name) => name.startsWith(`${number.padStart(4, "0")}-`))) found.push(named)
  return found
}

function leads(path: string, anchor: string): boolean {
  return path.endsWith(".md") && anchorsOf(read(path)).has(anchor.slice(1))
}

/** Where a name leads: from the root, from beside who names it, from `docs`, or by its file's name alone. */
function resolved(from: string, place: string): string | undefined {
  const [whole = ""] = place.replace(/\.handler$/, "").split("*")
  for (const folder of ["", dirname(from), "docs"])
    for (const ending of ["", ".ts", ".tsx"]) {
      const path = normalize(join(folder, whole + ending))
      if (existsSync(join(root, path))) return path
    }
  const decision = /^docs\/decisions\/\d{4}$/.test(place) && files().find(({ path }) => path.startsWith(`${place}-`))
  if (decision) return decision.path
  if (place.includes("/") || !names.has(place)) return undefined
  return files().find(({ path }) => basename(path) === place)?.path
}

test("every file and anchor that a document names is there", () => {
  const found = documents()
    .filter(({ path }) => path !== MOVED)
    .flatMap(({ path, text }) => dangling(path, text, true).map((named) => `${path}: ${named}`))
  expect(found).toEqual([])
})

test("every file and anchor that a comment names is there", () => {
  const found = files()
    .filter(({ path }) => /\.(tsx?|m?js|ya?ml|sh)$|^\.ci\//.test(path) && !kept.test(path))
    .flatMap((file) =>
      comments(file).flatMap(({ line, text }) =>
        dangling(file.path, text, false).map((named) => `${file.path}:${line}: ${named}`),
      ),
    )
  expect(found).toEqual([])
})

test("what is not there is found, and what is there is not", () => {
  const said = (text: string, document = false) => dangling("packages/engine/handle.ts", text, document)
  expect(said("see docs/nowhere.md and nowhere.ts, fold.ts and packages/gone/index.ts")).toEqual([
    "docs/nowhere.md",
    "nowhere.ts",
    "packages/gone/index.ts",
  ])
  expect(said("as docs/operations.md#backup says, not docs/operations.md#nothing")).toEqual([
    "docs/operations.md#nothing",
  ])
  expect(said("(architecture.md 9)")).toEqual(["architecture.md 9 (an anchor is written NAME.md#anchor)"])
  expect(said("decision 9, decision 99")).toEqual(["decision 99"])
  expect(said("https://example.org/docs/nowhere.md, tests/**/*.ts, workflows/NAME.ts")).toEqual([])
  expect(dangling("docs/http.md", "[a](operations.md#limits) [b](nowhere.md) [c](#calls) [d](#nothing)", true)).toEqual(
    ["nowhere.md", "nowhere.md", "#nothing"],
  )
  expect(comments({ path: "a.ts", text: 'const a = "b" // see c\n/** d\n * e\n */\nf("https://g")\n' })).toEqual([
    { line: 1, text: "see c" },
    { line: 2, text: " d" },
    { line: 3, text: " e" },
  ])
})
