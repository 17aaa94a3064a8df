import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build, type Plugin } from "esbuild"
import { type Bundle, bundle } from "./bundle.ts"
import { lookedUp, made } from "./cloud.ts"
import type { Graph, Inputs, Resource } from "./graph.ts"
import { platform } from "./install.ts"

/** The options of the child process, JSON in its first argument. */
export interface Order {
  /** The folder of `sst.config.ts`. */
  root: string
  stage: string
  /** Whether handlers are bundled; otherwise they are only named. */
  bundles: boolean
  /** Where the graph goes. */
  out: string
}

/**
 * Does what `sst deploy` does up to the point where Pulumi would ask AWS: reads `app()`, bundles `run()` with SST's
 * globals, and runs it, each resource answered by tests/stacks/cloud.ts. A process of its own, since SST changes the
 * folder it works in and Pulumi has one runtime a process.
 */
async function evaluate({ root, stage, bundles: bundling, out }: Order): Promise<void> {
  const place = join(platform, `evaluation-${process.pid}`)
  process.on("exit", () => rmSync(place, { recursive: true, force: true }))
  mkdirSync(place)
  const config = join(root, "sst.config.ts")

  const app: Graph["app"] = {
    removal: "retain",
    protect: false,
    ...(await load(place, "app", {
      code: `import mod from ${text(config)}\nexport default await mod.app({ stage: ${text(stage)} })`,
      banner: "function $config(input) { return input }",
      root,
    })),
    stage,
  }
  const graph: Graph = { app, resources: [], outputs: {}, handlers: {}, options: {}, bundles: [] }
  const built = new Map<string, Promise<Bundle>>()

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part) => parts.push(part))
    request.on("end", async () => {
      const { method, params } = JSON.parse(Buffer.concat(parts).toString())
      const answer = await answerTo(method, params[0]).then(
        (result) => ({ result, error: null }),
        (error: Error) => ({ result: null, error: error.message }),
      )
      response.setHeader("Connection", "close").end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  server.unref()
  process.env.SST_SERVER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answerTo(method: string, given: Inputs): Promise<unknown> {
    if (method === "Provider.Aws.Bootstrap") return { asset: "sst-assets", state: "sst-state" }
    if (method === "Runtime.Build") {
      const { functionID, handler, properties } = given
      const outdir = join(place, functionID)
      mkdirSync(outdir)
      graph.handlers[functionID] = handler
      graph.options[functionID] = properties
      if (bundling) {
        const once = built.get(handler) ?? bundle(root, handler, outdir, properties)
        built.set(handler, once)
        graph.bundles.push({ ...(await once) })
      } else writeFileSync(join(outdir, "bundle.mjs"), "")
      return { handler: "bundle.handler", out: outdir, errors: [], sourcemaps: [] }
    }
    if (method.startsWith("Resource.")) return { id: method, outs: given }
    throw new Error(`the evaluation does not answer ${method}`)
  }

  const pulumi = createRequire(join(platform, "package.json"))("@pulumi/pulumi")
  const opts = new Map<string, Pick<Resource, "parent" | "retainOnDelete">>()
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs: given, id }: { type: string; name: string; inputs: Inputs; id?: string }) {
        const inputs = opened({ ...given, ...(id && { name: id }) })
        graph.resources.push({ type, name, inputs })
        return made(type, name, inputs)
      },
      call: ({ token, inputs }: { token: string; inputs: Inputs }) => lookedUp(token, opened(inputs)),
    },
    app.name,
    stage,
  )
  Object.assign(globalThis, {
    /** Runs last of the stack's transformations, and so sees what SST's own made of a resource's options. */
    recordResource({ type, name, opts: { parent, retainOnDelete } }: Inputs) {
      opts.set(`${type} ${name}`, { parent: parent?.__name, retainOnDelete })
      return undefined
    },
    recordOutputs(outputs: Graph["outputs"]) {
      graph.outputs = outputs
    },
  })

  const cli = {
    command: "deploy",
    dev: false,
    paths: { root, platform, work: place, home: place },
    state: { version: {} },
  }
  const program = await load(place, "run", {
    code: `
      import { output, runtime } from "@pulumi/pulumi"
      import { run } from ${text(join(platform, "src/auto/run.ts"))}
      import mod from ${text(config)}
      export default () => runtime.runInPulumiStack(() => run(() => {
        runtime.registerStackTransformation(globalThis.recordResource)
        return mod.run().then((outputs) => {
          output(outputs).apply(globalThis.recordOutputs)
          return outputs
        })
      }))`,
    define: { $app: text(app), $cli: text(cli), $dev: "false" },
    inject: [join(platform, "src/shim/run.js")],
    globals: `import * as aws from "@pulumi/aws"; import * as sst from ${text(join(platform, "src/components"))};`,
    root,
  })
  process.once("beforeExit", () => {
    for (const resource of graph.resources) Object.assign(resource, opts.get(`${resource.type} ${resource.name}`))
    writeFileSync(out, JSON.stringify(graph))
  })
  await program()
}

/** A program to be bundled, and what SST's CLI gives it. */
interface Program {
  code: string
  root: string
  banner?: string
  define?: Record<string, string>
  inject?: string[]
  /** Goes before every file that is not SST's own. */
  globals?: string
}

/** Bundles the code as SST's CLI does, imports it and answers its default export. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the code exports
async function load(place: string, name: string, program: Program): Promise<any> {
  const { code, root, banner = "", define, inject, globals = "" } = program
  const outfile = join(place, `${name}.mjs`)
  await build({
    stdin: { contents: code, resolveDir: root, sourcefile: "eval.ts", loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2023",
    mainFields: ["module", "main"],
    nodePaths: [join(platform, "node_modules")],
    external: ["@pulumi/*", "@aws-sdk/*", "esbuild", "archiver", "glob", "undici"],
    logLevel: "silent",
    plugins: [configImportsNothing, withGlobals(globals)],
    banner: {
      js: `import { createRequire as topLevelCreateRequire } from "node:module"
const require = topLevelCreateRequire(import.meta.url)
const __dirname = import.meta.dirname
${banner}`,
    },
    ...(define && { define }),
    ...(inject && { inject }),
  })
  return (await import(pathToFileURL(outfile).href)).default
}

/** The CLI refuses it: stacks are imported within `run()`. */
const configImportsNothing: Plugin = {
  name: "config-imports-nothing",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ importer, kind, path }) =>
      importer.endsWith("/sst.config.ts") && kind === "import-statement"
        ? { errors: [{ text: `sst.config.ts imports ${path} at its top` }] }
        : undefined,
    )
  },
}

function withGlobals(globals: string): Plugin {
  return {
    name: "globals",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        globals && !path.endsWith("/sst.config.ts") && !path.includes("/.sst/") && !path.includes("/node_modules/")
          ? { contents: `${globals}\n${readFileSync(path, "utf8")}`, loader: "ts" }
          : undefined,
      )
    },
  }
}

/** How Pulumi marks a secret among a resource's inputs. */
const SECRET = "4dabf18193072939515e22adb298388d"

/** The inputs with secrets opened, so that they can be looked at. */
// biome-ignore lint/suspicious/noExplicitAny: inputs are whatever a provider takes
function opened(value: any): any {
  if (Array.isArray(value)) return value.map(opened)
  if (typeof value !== "object" || value === null) return value
  if (SECRET in value && "value" in value) return opened(value.value)
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, opened(of)]))
}

function text(value: unknown): string {
  return JSON.stringify(value)
}

process.once("unhandledRejection", (error) => {
  console.error(error)
  process.exit(1)
})
await evaluate(JSON.parse(process.argv[2] ?? "{}"))
