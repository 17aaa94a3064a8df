import { execFile } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { root } from "../house/files.ts"
import type { Order } from "./evaluation.ts"
import type { Graph } from "./graph.ts"

/** What the secrets are, each another thing, so that one cannot pass for another. */
export const secrets = {
  MailSender: "example.org",
  AlarmAddress: "alarms@example.org",
  CheckpointKey: "a private key",
  LetterKey: "a key",
  OidcClientSecret: "a secret of the client",
}

interface Options {
  stage: string
  /** The work tree, where it is not this one. */
  tree?: string
  /** Bundles every handler; a missing one then fails. */
  bundles?: boolean
  /** Changes files of a copy: each takes its text and answers what it shall be. The tree itself is never touched. */
  edits?: Record<string, (text: string) => string>
}

/** The graph of `sst.config.ts` for a stage, evaluated in a process of its own without AWS. */
export async function evaluate({ stage, tree = root, bundles = false, edits = {} }: Options): Promise<Graph> {
  const place = mkdtempSync(join(tmpdir(), "stacks-"))
  const out = join(place, "graph.json")
  try {
    const changed = Object.keys(edits).length > 0
    const order: Order = { root: changed ? copyInto(join(place, "tree"), edits) : tree, stage, bundles, out }
    await run(order)
    return JSON.parse(readFileSync(out, "utf8"))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function run(order: Order): Promise<void> {
  const env = { ...process.env, NODE_NO_WARNINGS: "1", ...named("SST_SECRET_", secrets) }
  const child = [join(import.meta.dirname, "evaluation.ts"), JSON.stringify(order)]
  await promisify(execFile)(process.execPath, child, { env, maxBuffer: 1e8 })
  if (!existsSync(order.out)) throw new Error("the evaluation ended without a graph")
}

function named(prefix: string, values: Record<string, string>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]))
}

/** A copy of what `sst.config.ts` reads, with everything that does not change linked. */
export function copyInto(tree: string, edits: NonNullable<Options["edits"]>): string {
  mkdirSync(tree)
  for (const name of ["sst.config.ts", "stacks", "functions"])
    cpSync(join(root, name), join(tree, name), { recursive: true, filter: (path) => !path.endsWith("/node_modules") })
  for (const name of ["node_modules", "packages", "workflows", "package.json"])
    symlinkSync(join(root, name), join(tree, name))
  for (const [path, edit] of Object.entries(edits)) {
    const before = readFileSync(join(tree, path), "utf8")
    const after = edit(before)
    if (after === before) throw new Error(`the edit leaves ${path} as it was`)
    writeFileSync(join(tree, path), after)
  }
  return tree
}
