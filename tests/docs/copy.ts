import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { root } from "./curl.ts"

const left = [".git", "node_modules", "dist", "coverage"]

/** The tree once more, in a folder of its own, to be changed and then removed. */
export function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "demarche-"))
  for (const name of readdirSync(root))
    if (!left.includes(name)) cpSync(join(root, name), join(copy, name), { recursive: true })
  linkModules(copy)
  return copy
}

/** The packages of the tree, except that the house's own are those of the copy. */
function linkModules(copy: string): void {
  mkdirSync(join(copy, "node_modules/@demarche"), { recursive: true })
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@demarche") symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name))
  for (const room of ["workflows", "functions"])
    symlinkSync(join(copy, room), join(copy, "node_modules/@demarche", room))
  for (const room of readdirSync(join(copy, "packages")))
    symlinkSync(join(copy, "packages", room), join(copy, "node_modules/@demarche", room))
}
