import { existsSync } from "node:fs"
import { join } from "node:path"
import { build, type Metafile } from "esbuild"
import { loadsOf } from "./loads.ts"

/** A handler's bundle. */
export interface Bundle {
  handler: string
  bytes: number
  /** How many bytes of it are read at start. */
  first: number
  /** What these ask of the runtime. */
  imports: string[]
  /** The rooms and libraries that have code in these. */
  loads: string[]
}

/** What `nodejs` of a function may say of its bundle. */
export interface BundleOptions {
  minify?: boolean
  splitting?: boolean
  esbuild?: { keepNames?: boolean; external?: string[] }
}

const banner = [
  'import { createRequire as topLevelCreateRequire } from "node:module"',
  "const require = topLevelCreateRequire(import.meta.url)",
].join("\n")

/**
 * Bundles the handler `path.export` as SST does for Lambda, and throws where its file or one of its imports is not
 * there. `outdir` takes `bundle.mjs`.
 */
export async function bundle(
  root: string,
  handler: string,
  outdir: string,
  options: BundleOptions = {},
): Promise<Bundle> {
  const file = ["ts", "tsx"].map((ext) => join(root, handler.replace(/\.\w+$/, `.${ext}`))).find(existsSync)
  if (!file) throw new Error(`there is no handler ${handler}`)
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { bundle: file },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    keepNames: options.esbuild?.keepNames ?? true,
    mainFields: ["module", "main"],
    banner: { js: banner },
    logLevel: "silent",
    metafile: true,
    minify: options.minify ?? false,
    splitting: options.splitting ?? false,
    external: ["sharp", "pg-native", ...(options.esbuild?.external ?? [])],
  })
  const first = readAtStart(metafile.outputs)
  const sum = (files: string[]) => files.reduce((bytes, name) => bytes + (metafile.outputs[name]?.bytes ?? 0), 0)
  const imports = first.flatMap((name) =>
    waitedFor(metafile.outputs[name]).filter((path) => !(path in metafile.outputs)),
  )
  return {
    handler,
    bytes: sum(Object.keys(metafile.outputs)),
    first: sum(first),
    imports: [...new Set(imports)].sort(),
    loads: loadsOf(
      first.flatMap((name) => usedIn(metafile.outputs[name])),
      root,
    ),
  }
}

/** The outputs that the entry imports, and those that they import: not what waits for an `import()`. */
function readAtStart(outputs: Metafile["outputs"]): string[] {
  const found = Object.keys(outputs).filter((name) => name.endsWith("bundle.mjs"))
  for (const name of found)
    for (const path of waitedFor(outputs[name])) if (path in outputs && !found.includes(path)) found.push(path)
  return found
}

/** The inputs that have code in the output. */
function usedIn(output: Metafile["outputs"][string] | undefined): string[] {
  return Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []))
}

function waitedFor(output: Metafile["outputs"][string] | undefined): string[] {
  return (output?.imports ?? []).filter(({ kind }) => kind !== "dynamic-import").map(({ path }) => path)
}
