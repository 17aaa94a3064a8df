import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { type BundleOptions, bundle } from "../stacks/bundle.ts"
import type { Line } from "./line.ts"

const root = join(import.meta.dirname, "../..")
const SPAWNS = 15
const handlers = [
  "api",
  "publish",
  "project",
  "react",
  "notify",
  "clock",
  "sweep",
  "redrive",
  "checkpoint",
  "announce",
  "retry",
  "feedback",
]
/** What every event of a handler needs, beside the wiring that all have. */
const beside: Record<string, string> = { publish: "Bus", checkpoint: "Vault", announce: "Hooks", retry: "Hooks" }
const settings = {
  ...{ EVENTS_TABLE: "e", VIEWS_TABLE: "v", TEXTS_TABLE: "t", BUS_NAME: "b", LETTER_KEY: "k" },
  ...{ CHECKPOINT_BUCKET: "c", CHECKPOINT_KEY: "k", AWS_REGION: "eu-central-1" },
}

/** How the stacks have each function bundled (stacks/defaults.ts). */
const deployed: BundleOptions = { minify: true, splitting: true, esbuild: { keepNames: false } }

/** What a start is held against: a client of DynamoDB and nothing else, as the runtime has it, and bundled as we are. */
const alone = "client-dynamodb alone"
const aloneBundled = "client-dynamodb alone, bundled"
const lone =
  'import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const ready = () => new DynamoDBClient({})'

/**
 * How long each Lambda handler takes from import to ready, bundled as it is deployed: a process each, by turns, the
 * median.
 */
export async function lambda(): Promise<Line[]> {
  const out = mkdtempSync(join(root, "dist-"))
  try {
    await bundled(out)
    const runs = new Map([alone, aloneBundled, ...handlers].map((name) => [name, [] as number[]]))
    for (let turn = 0; turn < SPAWNS; turn++) for (const [name, took] of runs) took.push(spawned(out, name))
    const took = (name: string) => median(runs.get(name) ?? [])
    const line = (name: string, of: string, wanted?: Line["wanted"]): Line => ({
      what: `start of Lambda ${name}`,
      unit: "ms",
      ours: took(name),
      reference: { of, value: took(of) },
      ratio: took(name) / took(of),
      ...(wanted && { wanted }),
    })
    const wantedOf = (name: string): Line["wanted"] =>
      name === "api" ? { of: "ratio", most: 1.4 } : { of: "ours", most: took("api") }
    return [...handlers.map((name) => line(name, alone, wantedOf(name))), line("api", aloneBundled)]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** `ready` makes of a handler's wiring what every event of it needs. */
async function bundled(out: string) {
  symlinkSync(join(root, "node_modules"), join(out, "node_modules"))
  const make = async (name: string, entry: string) => {
    writeFileSync(join(out, `${name}.ts`), entry)
    await bundle(root, `${basename(out)}/${name}.handler`, join(out, name), deployed)
  }
  for (const name of handlers) await make(name, `${wiring(name)}; export * from "../functions/${name}.ts"`)
  await make(aloneBundled, lone)
  mkdirSync(join(out, alone))
  writeFileSync(join(out, alone, "bundle.mjs"), lone)
}

function wiring(name: string): string {
  const cloud =
    name === "checkpoint"
      ? 'import { wiredRecord as wired } from "../functions/composition/record.ts"'
      : 'import { wired } from "../functions/composition/cloud.ts"'
  const used = beside[name]
  if (!used) return `${cloud}; export const ready = wired`
  const more = `import { wired${used} } from "../functions/wiring/${used.toLowerCase()}.ts"`
  return `${cloud}; ${more}; export const ready = () => [wired(), wired${used}()]`
}

function spawned(cwd: string, name: string): number {
  const code = `const { ready } = await import("./${name}/bundle.mjs"); await ready()`
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
