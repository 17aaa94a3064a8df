import { execFileSync } from "node:child_process"
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../house/files.ts"

/** The packages that others install. */
export const libraries = ["event-store", "engine"]

/**
 * What the program that uses a library brings: there must be one copy of it, so that its types and its values are the
 * same on both sides, or the program may do without it.
 */
const peers: Record<string, "required" | "optional"> = {
  xstate: "required",
  zod: "required",
  vitest: "optional",
  "@aws-sdk/client-dynamodb": "optional",
}

interface Manifest {
  exports: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  [field: string]: unknown
}

/** The manifest of the package as it is published, of the one that it has in the tree. */
export function published(manifest: Manifest): object {
  const { private: _, exports, dependencies, devDependencies, ...rest } = manifest
  const all = Object.entries({ ...dependencies, ...devDependencies })
  const brought = all.filter(([name]) => name in peers)
  const optional = brought.filter(([name]) => peers[name] === "optional")
  return {
    ...rest,
    engines: { node: ">=24" },
    exports: Object.fromEntries(
      Object.entries(exports)
        .filter(([entry]) => entry !== "./*")
        .map(([entry, file]) => [entry, { types: file.replace(/ts$/, "d.ts"), default: file.replace(/ts$/, "js") }]),
    ),
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([name]) => !(name in peers))),
    peerDependencies: Object.fromEntries(brought.map(([name, version]) => [name, `^${version}`])),
    peerDependenciesMeta: Object.fromEntries(optional.map(([name]) => [name, { optional: true }])),
  }
}

/** Declarations name the modules that stand beside them: TypeScript rewrites `./a.ts` to `./a.js` in programs alone. */
function renameImports(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts")) continue
    const text = readFileSync(join(folder, name), "utf8")
    writeFileSync(join(folder, name), text.replace(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"'))
  }
}

/** `npm run pack` makes each library in `dist/NAME`: programs, declarations, manifest, README and licence. */
export function pack(): void {
  for (const name of libraries) rmSync(join(root, "dist", name), { recursive: true, force: true })
  execFileSync(join(root, "node_modules/.bin/tsc"), ["--project", "tests/pack"], { cwd: root, stdio: "inherit" })
  for (const name of libraries) {
    const [from, to] = [join(root, "packages", name), join(root, "dist", name)]
    const manifest: Manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8"))
    writeFileSync(join(to, "package.json"), `${JSON.stringify(published(manifest), undefined, 2)}\n`)
    copyFileSync(join(from, "README.md"), join(to, "README.md"))
    copyFileSync(join(root, "LICENSE"), join(to, "LICENSE"))
    renameImports(to)
  }
}

if (import.meta.main) pack()
