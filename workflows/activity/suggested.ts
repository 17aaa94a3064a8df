import type * as z from "zod"
import type { Context, Suggested } from "./context.ts"
import type { ActivityChanges } from "./fields.ts"

type Changes = z.infer<typeof ActivityChanges>

/** The values by their ids that an event states, or those that it only suggests. */
export function statedOf<T>(
  of: "markers" | "refers",
  values: Record<string, T> | undefined,
  inferred: readonly string[] = [],
  suggestions = false,
): Record<string, T> | undefined {
  const entries = Object.entries(values ?? {}).filter(([id]) => inferred.includes(`${of}.${id}`) === suggestions)
  return values && Object.fromEntries(entries)
}

/** What the plan only suggests after an event. */
export function suggestedAfter(
  { suggested = {} }: Context,
  { partners, markers, refers }: Changes,
  inferred: readonly string[] = [],
): Suggested | undefined {
  const after = {
    partners: partners ? (inferred.includes("partners") ? partners : []) : suggested.partners,
    markers: statedOf("markers", markers, inferred, true) ?? suggested.markers,
    refers: statedOf("refers", refers, inferred, true) ?? suggested.refers,
  }
  const some = Object.entries(after).filter(([, values]) => values && Object.keys(values).length > 0)
  return some.length > 0 ? Object.fromEntries(some) : undefined
}

/** What a confirmation makes of a suggestion: partners that are to be invited, a marker recorded, a reference stated. */
export function confirmed(context: Context, field: string): Partial<Context> {
  const { suggested = {}, partners, checks, refers, drafts } = context
  const [of, id = ""] = field.split(".")
  const option = suggested.markers?.[id]
  const actions = suggested.refers?.[id]
  return {
    confirmed: [...new Set([...(context.confirmed ?? []), field])],
    ...(of === "partners" && { partners: [...new Set([...partners, ...(suggested.partners ?? [])])] }),
    ...(of === "markers" && option && { checks: { ...checks, [id]: { draft: drafts.length, option } } }),
    ...(of === "refers" && actions && { refers: { ...refers, [id]: actions } }),
  }
}
