import { parseSettings } from "@demarche/application/settings"
import type * as z from "zod"

/** The environment as a schema reads it. @throws Error that names each variable and its rule. */
export function read<T>(schema: z.ZodType<T>): T {
  return parseSettings(schema, process.env)
}
