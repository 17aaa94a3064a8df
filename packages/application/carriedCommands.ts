import type { StreamName } from "@demarche/event-store"
import type { CarriedChange } from "@demarche/workflows/ownItems"

/** An amendment of a plan: its number, the reason that was given for it, and what it rests on. */
interface CarryingAmendment {
  plan: string
  number: number
  reason?: string | undefined
  mandate: string
}

/** The stream that a change is asked of. */
export function streamOf(plan: string, { of, item }: CarriedChange): StreamName {
  return item === undefined ? `plan:${plan}` : `${of}:${plan}.${item}`
}

/** With what the ids of all that the amendment of that number carries begin. */
export function amendmentIdsOf(number: number): string {
  return `amendment-${number}#`
}

/** What an amendment carries as requests, which the system sends, in order; each has an id of its own, so that it is done once. */
export function carriedCommands(
  { plan, number, reason, mandate }: CarryingAmendment,
  changes: readonly CarriedChange[],
) {
  return changes.map((change, index) => ({
    plan,
    stream: streamOf(plan, change),
    command: { ...change.fields, type: change.name },
    id: `${amendmentIdsOf(number)}${index + 1}`,
    mandateImplied: true,
    carried: true as const,
    mandate,
    ...(reason !== undefined && { reason }),
  }))
}

/** A request of a change that an amendment carries. */
export type CarriedCommand = ReturnType<typeof carriedCommands>[number] & { correlation: string }
