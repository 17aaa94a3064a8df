import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { root } from "../house/files.ts"
import { bundle } from "../stacks/bundle.ts"
import { buildFunctions, startOf } from "./lambdaFunctions.ts"
import type { Line } from "./line.ts"
import { median } from "./measure.ts"

const SPAWNS = 15

/** What a start is compared with: a client of DynamoDB and nothing else, as the runtime has it, and bundled as we are. */
const alone = "client-dynamodb alone"
const aloneBundled = "client-dynamodb alone, bundled"
const lone =
  'import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const ready = () => new DynamoDBClient({})'

/** How long each Lambda function takes from import to ready, bundled as it is deployed: a process each, by turns, the median. */
export async function lambda(): Promise<Line[]> {
  const out = mkdtempSync(join(tmpdir(), "demarche-bench-"))
  try {
    const functions = await buildFunctions(root, out)
    const starts = new Map([...(await references(out)), ...functions.map(({ name, start }) => [name, start] as const)])
    const runs = new Map([...starts.keys()].map((name) => [name, [] as number[]]))
    for (let turn = 0; turn < SPAWNS; turn++) for (const [name, start] of starts) runs.get(name)?.push(start())
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
    return [...functions.map(({ name }) => line(name, alone, wantedOf(name))), line("api", aloneBundled)]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** The two references, each with what starts it. */
async function references(out: string): Promise<[string, () => number][]> {
  const env = { AWS_REGION: "eu-central-1" }
  symlinkSync(join(root, "node_modules"), join(out, "node_modules"))
  writeFileSync(join(out, "lone.ts"), lone)
  const deployed = { minify: true, splitting: true, esbuild: { keepNames: false } }
  await bundle(root, `${relative(root, join(out, "lone"))}.handler`, join(out, aloneBundled), deployed)
  mkdirSync(join(out, alone))
  writeFileSync(join(out, alone, "bundle.mjs"), lone)
  return [alone, aloneBundled].map((name) => [name, () => startOf(join(out, name), env)])
}
