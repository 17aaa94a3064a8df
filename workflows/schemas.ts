import * as schemas from "@demarche/engine/schemas"
import type * as z from "zod"
import { Visibility } from "./terms.ts"

export { union } from "@demarche/engine/schemas"

const visibility = Visibility.optional()

/** An event of a workflow: its name, its fields, and who may see it (everyone, where it does not say). */
export function event<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return schemas.event(type, { visibility, ...shape })
}

/** The fields that are there: what an amendment leaves out stays as it was. */
export function defined<T extends object>(fields: T): Defined<T> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as Defined<T> // fromEntries forgets which fields they were
}

/** What may be undefined is there or not; the rest is there. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The fields that are there, those that are null as undefined: an amendment takes them out. */
export function takenOut<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> | undefined } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([key, value]) => [key, value ?? undefined])) as never // fromEntries forgets which fields they were
}
