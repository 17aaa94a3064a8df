import { type File, isSource } from "./files.ts"
import { environments, roomOf } from "./rooms.ts"
import { visit } from "./syntax.ts"

const tops = ["workflows", "packages", "functions", "stacks", "tests", "docs", ".ci", ".github"]
const nameless = /^(utils?|helpers?|common|shared|libs?)$/i

/** Longer than 300 lines, and why: one table or one story. */
export const long: Record<string, string> = {}

const machine = ["registry" + ".npmjs", "registry" + ".yarnpkg", ...["work", "root"].map((name) => `/${name}/`)]

/** What the house rules that Biome cannot express have against a file. */
export function faults(file: File): string[] {
  const { path, text } = file
  const found: string[] = []
  const room = roomOf(path)
  const lines = text.split("\n").length - 1

  const [top = "", ...below] = path.split("/")
  const known = top === "packages" ? room !== undefined : tops.includes(top)
  if (below.length > 0 && !known) found.push("is in no room")
  if (path.split("/").some((part) => nameless.test(part.split(".")[0]!))) found.push("has a name that says nothing")
  for (const name of machine) {
    if (new RegExp(`(?<![\\w.])${name.replace(".", "\\.")}`).test(text)) found.push(`names a machine: ${name}`)
  }
  if (path.endsWith("package.json")) found.push(...inexact(text))
  if (!room || !isSource(file)) return found

  if (/\bclass\s[^;"'`=]*\{/.test(text.replace(/\bclass \w+(<[^>]*>)? extends Error\b/g, ""))) {
    found.push("has a class that is not an error")
  }
  if (room.name === "functions" && path !== "functions/build.ts" && lines >= 60) found.push("is a handler of 60 lines")
  if (lines > 300 && !long[path]) found.push("has more than 300 lines")
  if (room.timeless && /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b/.test(text)) {
    found.push("asks the clock or draws lots")
  }
  if (!environments.includes(path) && readsEnvironment(file)) found.push("reads the environment")
  return found
}

/** `process.env`, and what Biome does not see: `const { env } = process`, `node:process`. */
function readsEnvironment(file: File): boolean {
  let found = false
  visit(file, {
    MemberExpression({ object, property }) {
      if (object.type !== "Identifier" || object.name !== "process") return
      found ||= property.type === "Identifier" ? property.name === "env" : property.type === "Literal"
    },
    VariableDeclarator({ id, init }) {
      found ||= id.type === "ObjectPattern" && init?.type === "Identifier" && init.name === "process"
    },
    ImportDeclaration({ source }) {
      found ||= source.value === "node:process"
    },
  })
  return found
}

function inexact(manifest: string): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = JSON.parse(manifest)
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `has no exact version of ${name}: ${version}`)
}
