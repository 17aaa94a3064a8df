import { mkdir, writeFile } from "node:fs/promises"
import { build } from "esbuild"
import { openapi } from "./api/openapi.ts"
import { houseOf } from "./house/house.ts"
import { realClock } from "./local/clock.ts"
import { openStore } from "./wiring/local.ts"

await mkdir("dist", { recursive: true })
await writeFile("dist/openapi.json", `${JSON.stringify(openapi(houseOf(openStore(undefined), realClock)), null, 2)}\n`)
const { metafile } = await build({
  entryPoints: ["functions/local.ts"],
  outfile: "dist/local.js",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  metafile: true,
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
})
for (const [file, { bytes }] of Object.entries(metafile.outputs))
  process.stdout.write(`${file} ${Math.round(bytes / 1024)} KB\n`)
