import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

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

/** Those of the files that are TypeScript. */
export const sources = () => files().filter(isSource)

export const isSource = ({ path }: File) => /\.tsx?$/.test(path)
