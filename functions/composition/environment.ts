import { parseSettings } from "@demarche/application/settings"
import type * as z from "zod"

/** A variable that the stacks set. @throws Error that names it where they did not. */
export function variable(name: string): string {
  const value = optionalVariable(name)
  if (value === undefined) throw new Error(`${name}: is not set`)
  return value
}

export function optionalVariable(name: string): string | undefined {
  return process.env[name]
}

/** Variables that have a form of their own. @throws Error that names each that is missing or wrong, and its rule. */
export function variables<T>(schema: z.ZodType<T>): T {
  return parseSettings(schema, process.env)
}
