import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"

export interface File {
  path: string
  text: string
}

export const root = join(import.meta.dirname, "../..")

/** Every file that is, or would be, committed; a path uses slashes and starts at the root. */
export function files(): File[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root })
  return listed
    .toString()
    .split("\0")
    .filter((path) => path && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
}

const rooms = ["workflows", "packages", "functions", "stacks", "tests", "docs", ".ci"]
const packages = ["store", "engine", "workplan", "words", "web", "mail", "cli"]
const nameless = /^(utils?|helpers?|common|shared|libs?)$/i

/** Where a room sees another's types and nothing of it that runs. */
const typesOnly: Record<string, string[]> = {
  "packages/web": ["@demarche/engine"],
  "packages/workplan": ["@demarche/engine"],
}

/** Rooms that are told what time it is and what chance brought. */
const timeless = ["workflows", "packages/engine", "packages/workplan", "packages/words"]

/** Not handlers: what hosts the handlers on one machine, what bundles them. */
const notHandlers = ["packages/server/start.ts", "functions/build.ts"]

/** Longer than 300 lines, and why: one table or one story. */
export const long: Record<string, string> = {
  "workflows/activity.ts": "one story: the activity's commands, events, rules, states and what follows",
}

const machine = ["registry" + ".npmjs", "registry" + ".yarnpkg", ...["work", "root"].map((name) => `/${name}/`)]

/** What the house rules that Biome cannot express have against a file. */
export function faults({ path, text }: File): string[] {
  const found: string[] = []
  const room = roomOf(path)
  const code = /\.tsx?$/.test(path) && room !== "."
  const lines = text.split("\n").length - 1

  if (path.includes("/") && !rooms.includes(path.split("/")[0]!)) found.push("is in no room")
  if (room.startsWith("packages/") && !packages.includes(room.slice(9))) found.push("is in no package of the house")
  if (path.split("/").some((part) => nameless.test(part.split(".")[0]!))) found.push("has a name that says nothing")
  for (const name of machine) {
    if (new RegExp(`(?<![\\w.])${name.replace(".", "\\.")}`).test(text)) found.push(`names a machine: ${name}`)
  }
  if (path.endsWith("package.json")) found.push(...inexact(text))
  if (!code || room === "tests") return found

  if (/\bclass\s[^;"'`=]*\{/.test(text.replace(/\bclass \w+(<[^>]*>)? extends Error\b/g, ""))) {
    found.push("has a class that is not an error")
  }
  if (/^functions\/[^/]+$/.test(path) && !notHandlers.includes(path) && lines >= 60)
    found.push("is a handler of 60 lines")
  if (lines > 300 && !long[path]) found.push("has more than 300 lines")
  if (timeless.includes(room) && /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b/.test(text)) {
    found.push("asks the clock or draws lots")
  }
  for (const { from, type, inline } of imports(text)) {
    if (inline && /^@|^\w/.test(from)) found.push(`hides an import in a type: ${from}`)
    if (!type && typesOnly[room]?.some((name) => from === name || from.startsWith(`${name}/`))) {
      found.push(`imports more than types of ${from}`)
    }
    if (from.startsWith(".") && roomOf(normalize(join(dirname(path), from))) !== room) {
      found.push(`leaves its room by a path: ${from}`)
    }
  }
  return found
}

function roomOf(path: string): string {
  const parts = path.split("/")
  return parts.length === 1 ? "." : parts.slice(0, parts[0] === "packages" ? 2 : 1).join("/")
}

function inexact(manifest: string): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = JSON.parse(manifest)
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `has no exact version of ${name}: ${version}`)
}

/** The imports of a formatted source: static, re-exported, dynamic, and those hidden in a type. */
function imports(source: string): { from: string; type: boolean; inline: boolean }[] {
  const stated = source.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w\s{},*$]*\bfrom\s+)?["']([^"']+)["']/gm)
  const called = source.matchAll(/(\btypeof )?\bimport\(\s*["']([^"']+)["']\s*\)(\.[A-Z])?/g)
  return [
    ...[...stated].map(([, type, from]) => ({ from: from!, type: type !== undefined, inline: false })),
    ...[...called].map(([, typeOf, from, member]) => ({ from: from!, type: false, inline: Boolean(typeOf ?? member) })),
  ]
}
