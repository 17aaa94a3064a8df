import { entryOf } from "./offices.ts"
import type { OwnItem } from "./ownItems.ts"
import { means } from "./states.ts"

/** The kinds of items: what runs within a plan, from its adoption to the close of its cycle. */
const items: readonly string[] = ["activity", "output", "request"]

/**
 * The code for which a command on an item is refused while its plan stands as it does: work begins with the adoption and
 * ends with the close of the cycle; its adoption itself runs before. Undefined where it may be taken. `tags` say what the plan's state
 * means; undefined where there is no plan. `own` says what of the plan's own the item is.
 */
export function stageFault(
  tags: readonly string[] | undefined,
  workflow: string,
  command: string,
  own?: OwnItem,
): "PLAN_NOT_ADOPTED" | "PLAN_CLOSED" | undefined {
  const entry = entryOf(workflow, command)
  if (!tags || !entry || !items.includes(workflow) || means({ tags }, "inForce")) return undefined
  if (means({ tags }, "settled")) return entry.afterClose ? undefined : "PLAN_CLOSED"
  return entry.beforeAdoption || own === "adoption" ? undefined : "PLAN_NOT_ADOPTED"
}
