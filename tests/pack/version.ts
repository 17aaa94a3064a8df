import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { files, root } from "../house/files.ts"

/** Files that are no manifest and state the version, as `"X"`. */
const texts = ["packages/application/version.ts", "docs/operations.md"]

interface Manifest {
  name?: string
  version: string
  [field: string]: unknown
}

/** Writes the one version into every manifest, the lock file and the few texts that state it. */
export function writeVersion(version: string, folder = root): void {
  const read = (path: string) => readFileSync(join(folder, path), "utf8")
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
  const lay = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`
  const old = JSON.parse(read("package.json")).version

  for (const { path } of files().filter(({ path }) => /(^|\/)package\.json$/.test(path))) {
    const manifest: Manifest = JSON.parse(read(path))
    if (manifest.version === old) write(path, lay(renumbered(manifest, version)))
  }
  const lock = JSON.parse(read("package-lock.json"))
  const packages = Object.entries<Manifest>(lock.packages).map(([path, entry]) => [
    path,
    path.includes("node_modules/") ? entry : renumbered(entry, version),
  ])
  write("package-lock.json", lay({ ...lock, version, packages: Object.fromEntries(packages) }))
  for (const path of texts) write(path, read(path).replaceAll(`"${old}"`, `"${version}"`))
}

/** The manifest at that version, and with the packages of the house that it names. */
function renumbered(manifest: Manifest, version: string): Manifest {
  const dependencies = (named: unknown) =>
    Object.fromEntries(
      Object.entries(named ?? {}).map(([name, wanted]) => [name, name.startsWith("@demarche/") ? version : wanted]),
    )
  const fields = Object.entries(manifest).map(([field, value]) => [
    field,
    /ependencies$/.test(field) ? dependencies(value) : value,
  ])
  return { ...Object.fromEntries(fields), version }
}

if (import.meta.main) {
  const [version = ""] = process.argv.slice(2)
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error("npm run version X.Y.Z")
  writeVersion(version)
}
