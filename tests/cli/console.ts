import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Io } from "@demarche/cli/io"
import { run } from "@demarche/cli/run"

export const PLAN = "ccm-gso-2025-2026"
export const PLAN_FILE = fileURLToPath(new URL(`../../packages/plan-file/plans/${PLAN}.yaml`, import.meta.url))

export interface Ran {
  code: number
  out: string
  err: string
}

/** The command line over a terminal that the test reads; `given` replaces what the terminal knows. */
export async function cli(argv: string[], given: Partial<Io> = {}): Promise<Ran> {
  const ran = { out: "", err: "" }
  const io: Io = {
    out: (text) => {
      ran.out += text
    },
    err: (text) => {
      ran.err += text
    },
    columns: undefined,
    colours: { out: false, err: false },
    env: {},
    zone: "Europe/Zurich",
    prepare: async () => {},
    ...given,
  }
  return { code: await run(argv, io), ...ran }
}

/** The record's plan is adopted, which begins the work on its items; `at` runs a command over the record. */
export function adopted(at: (...argv: string[]) => Promise<Ran>): Promise<Ran> {
  const as = ["--office", "coordinator", "--party", "austria", "--mandate", "Coordination Committee, 6 October 2025"]
  return at("plan", "do", PLAN, "adopt", ...as)
}

/** A new folder, and how to remove it. */
export function temporary(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "demarche-cli-"))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
