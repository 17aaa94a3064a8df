import { mkdir, writeFile } from "node:fs/promises"
import { createApplication } from "@demarche/application/application"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { openapi } from "@demarche/http/openapi"
import { build } from "esbuild"
import { rates } from "./composition/rates.ts"

await mkdir("dist", { recursive: true })
await writeFile(
  "dist/openapi.json",
  `${JSON.stringify(
    openapi(
      createApplication(memoryStore(), () => new Date().toISOString()),
      { home: "/", rates },
    ),
    null,
    2,
  )}\n`,
)
const { metafile } = await build({
  entryPoints: ["packages/server/start.ts"],
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
