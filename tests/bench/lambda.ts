import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { build } from "esbuild"
import type { Line } from "./line.ts"

const root = join(import.meta.dirname, "../..")
const SPAWNS = 15
const handlers = ["api", "publish", "project", "react", "clock", "sweep", "redrive", "checkpoint"]
const settings = { EVENTS_TABLE: "e", VIEWS_TABLE: "v", TEXTS_TABLE: "t", BUS_NAME: "b", AWS_REGION: "eu-central-1" }

/**
 * How long each Lambda handler takes from import to ready, bundled as it is deployed (the AWS SDK is the runtime's own),
 * beside a client of DynamoDB alone: a process each, by turns, the median.
 */
export async function lambda(): Promise<Line[]> {
  const out = mkdtempSync(join(root, "dist-"))
  try {
    await bundle(out)
    const alone = 'const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb"); new DynamoDBClient({})'
    const codes = handlers.map((name) => [name, `const m = await import("./${name}.mjs"); await m.ready?.()`] as const)
    const runs = new Map(
      [["alone", alone] as const, ...codes].map(([name, code]) => [name, { code, took: [] as number[] }]),
    )
    for (let turn = 0; turn < SPAWNS; turn++) for (const { code, took } of runs.values()) took.push(spawned(out, code))
    const value = median(runs.get("alone")?.took ?? [])
    return handlers.map((name) => {
      const ours = median(runs.get(name)?.took ?? [])
      const wanted = name === "api" ? { of: "ratio" as const, most: 1.4 } : undefined
      return {
        what: `start of Lambda ${name}`,
        unit: "ms",
        ours,
        reference: { of: "client-dynamodb alone", value },
        ratio: ours / value,
        wanted,
      }
    })
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function bundle(outdir: string) {
  symlinkSync(join(root, "node_modules"), join(outdir, "node_modules"))
  const contents = (name: string) =>
    name === "api"
      ? 'export * from "./functions/api.ts"'
      : `export * from "./functions/${name}.ts"; export { wired as ready } from "./functions/wiring.ts"`
  for (const name of handlers)
    await build({
      stdin: { contents: contents(name), resolveDir: root, loader: "ts" },
      outfile: join(outdir, `${name}.mjs`),
      ...{ bundle: true, format: "esm", platform: "node", target: "node24", minify: true, external: ["@aws-sdk/*"] },
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    })
}

function spawned(cwd: string, code: string): number {
  const script = `const t = performance.now(); ${code}; process.stdout.write(String(performance.now() - t)); process.exit(0)`
  const { stdout, stderr } = spawnSync("node", ["--input-type=module", "-e", script], {
    cwd,
    env: { ...process.env, ...settings },
  })
  const took = Number(stdout.toString())
  if (!(took > 0)) throw new Error(stderr.toString())
  return took
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
