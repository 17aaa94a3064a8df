import { memoryStore } from "@demarche/store/memory"
import { sqliteStore } from "@demarche/store/sqlite"
import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"

/** What the local host is told from outside; an option of the command line goes before the environment. */
const Configuration = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().optional(),
  DEMO_NOW: Instant.default("2026-06-05T12:00:00+02:00"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
})
export type Configuration = z.infer<typeof Configuration>

/** @throws Error that names the variable and the rule. */
export function configuration(given: Record<string, string | undefined> = process.env): Configuration {
  const parsed = Configuration.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"))
}

/** The store of one machine: SQLite in that folder, or memory, which the demo forgets. */
export function openStore(folder: string | undefined) {
  return folder === undefined ? memoryStore() : sqliteStore(folder)
}
