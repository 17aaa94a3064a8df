import { and } from "xstate"
import * as z from "zod"
import { Visibility } from "./terms.ts"

/** A command of a workflow: its name and its own fields; others are refused. */
export function command<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...shape })
}

const visibility = Visibility.optional()

/** An event of a workflow: its name, its fields, and who may see it (everyone, where it does not say). */
export function event<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.object({ type: z.literal(type), visibility, ...shape })
}

/**
 * A workflow's commands, or its events: whichever one the type names. They are made when the first of them is read, since
 * whoever starts only to look at the record reads none.
 */
export function oneOf<const Variants extends readonly [Variant, ...Variant[]]>(variants: () => Variants) {
  return z.lazy(() => z.discriminatedUnion("type", variants()))
}
type Variant = ReturnType<typeof command | typeof event>

/** The fields that are there: what an amendment leaves out stays as it was. */
export function known<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** Marks a guard that reads the command's own fields, so that it is not asked before they are given. */
export function payload<G extends (args: never) => boolean>(guard: G): G & { payload: true } {
  return Object.assign(guard, { payload: true as const })
}

/**
 * The transitions of a machine whose rules are those names: `to(target, ...rules)` and `inPlace(...rules)`. Each asks
 * OFFICE first, then the rules in order, and evolves the context.
 */
export function transitions<Rule extends string>() {
  const guarded = (also: Rule[]) => ({ guard: and(["OFFICE", ...also] as never[]) as never, actions: "evolve" })
  return {
    to: (target: string, ...also: Rule[]) => ({ target, ...guarded(also) }),
    inPlace: (...also: Rule[]) => guarded(also),
  }
}
