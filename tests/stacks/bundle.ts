import { existsSync } from "node:fs"
import { join } from "node:path"
import { build } from "esbuild"

/** A handler's bundle: how large it is, and what it asks of the runtime. */
export interface Bundle {
  handler: string
  bytes: number
  imports: string[]
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
  options: { minify?: boolean; external?: string[] } = {},
): Promise<Bundle> {
  const file = ["ts", "tsx"].map((ext) => join(root, handler.replace(/\.\w+$/, `.${ext}`))).find(existsSync)
  if (!file) throw new Error(`there is no handler ${handler}`)
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile: join(outdir, "bundle.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    keepNames: true,
    mainFields: ["module", "main"],
    banner: { js: banner },
    logLevel: "silent",
    metafile: true,
    minify: options.minify ?? false,
    external: ["sharp", "pg-native", ...(options.external ?? [])],
  })
  const [output] = Object.values(metafile.outputs)
  const imports = new Set(output?.imports.map(({ path }) => path))
  return { handler, bytes: output?.bytes ?? 0, imports: [...imports].sort() }
}
