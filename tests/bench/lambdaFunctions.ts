import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { pathToFileURL } from "node:url"
import { evaluate } from "../stacks/evaluate.ts"
import { all, type Graph, type Lambda, lambdas } from "../stacks/graph.ts"
import install from "../stacks/install.ts"

/** A Lambda function of a work tree, bundled as that tree deploys it. */
export interface BenchFunction {
  /** `publish` for `functions/publish.handler`. */
  name: string
  /** What invokes it: `http`, `stream`, `queue`, `rule` or `schedule`. */
  trigger: string
  /** The bundle's size, and how much of it is read at start. */
  bytes: number
  first: number
  /** Starts it in a process of its own; milliseconds from import to ready. */
  start(): number
}

/**
 * Builds every function of a work tree into the folder `out`, by that tree's own bundler and options. Its stacks are
 * evaluated by our SST, which says what invokes a function and gives it its environment. A function is ready when it has
 * composed what its file imports of its composition.
 */
export async function buildFunctions(tree: string, out: string): Promise<BenchFunction[]> {
  install()
  const graph = await evaluate({ tree, stage: "production" })
  const { bundle }: typeof import("../stacks/bundle.ts") = await import(
    pathToFileURL(join(tree, "tests/stacks/bundle.ts")).href
  )
  const built: BenchFunction[] = []
  for (const lambda of lambdas(graph)) {
    const { handler: name, component, resource } = lambda
    const entry = join(out, `${name}.ts`)
    writeFileSync(entry, entryOf(join(tree, "functions"), name))
    const outdir = join(out, name)
    const handler = `${relative(tree, entry).replace(/\.ts$/, "")}.handler`
    const { bytes, first } = await bundle(tree, handler, outdir, graph.options[component])
    const environment = { AWS_REGION: "eu-central-1", ...resource.inputs.environment.variables }
    built.push({ name, trigger: triggerOf(graph, lambda), bytes, first, start: () => startOf(outdir, environment) })
  }
  return built
}

/** The handler, and `ready`, which composes what its file imports at once from functions/composition, or as it was called before. */
function entryOf(functions: string, name: string): string {
  const file = join(functions, `${name}.ts`)
  const imports = [
    ...readFileSync(file, "utf8").matchAll(/^import \{(.+?)\} from "(\.\/(?:composition|wiring)\/\w+\.ts)"/gm),
  ]
  const composed = imports.flatMap(([, names = "", path = ""]) =>
    names
      .split(",")
      .map((each) => each.trim())
      .filter((each) => /^(get[A-Z]|wired)/.test(each))
      .map((each) => ({ name: each, path: join(functions, path) })),
  )
  return [
    ...composed.map(({ name, path }) => `import { ${name} } from ${JSON.stringify(path)}`),
    `export * from ${JSON.stringify(file)}`,
    `export const ready = () => [${composed.map(({ name }) => `${name}()`).join(", ")}]`,
  ].join("\n")
}

function triggerOf(graph: Graph, { resource: { inputs } }: Lambda): string {
  const isOurs = (arn: unknown) => String(arn).endsWith(`:${inputs.name}`)
  const source = all(graph, "lambda/eventSourceMapping:EventSourceMapping").find((of) => isOurs(of.inputs.functionName))
  if (source) return source.inputs.eventSourceArn.includes(":sqs:") ? "queue" : "stream"
  if (all(graph, "cloudwatch/eventTarget:EventTarget").some((of) => isOurs(of.inputs.arn))) return "rule"
  if (all(graph, "scheduler/schedule:Schedule").some((of) => isOurs(of.inputs.target.arn))) return "schedule"
  return "http"
}

/** Milliseconds from the import of a folder's `bundle.mjs` until its `ready` has run, in that environment and no other. */
export function startOf(folder: string, env: Record<string, string>): number {
  const code = 'const { ready } = await import("./bundle.mjs"); await ready()'
  const script = `const t = performance.now(); ${code}; process.stdout.write(String(performance.now() - t)); process.exit(0)`
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder, env })
  const took = Number(stdout.toString())
  if (!(took > 0)) throw new Error(stderr.toString())
  return took
}
