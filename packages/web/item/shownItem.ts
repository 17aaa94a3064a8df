import type { FoundItem } from "@demarche/http/items"
import { findItem, planOfItem } from "@demarche/http/items"
import { ProblemError } from "@demarche/http/problem"
import { headlines } from "@demarche/i18n"
import { type ItemKind, itemKinds } from "@demarche/workplan"
import { type PlanVisit, planOf, type Visit } from "../visit.ts"
import { type ItemNames, namesFor } from "./itemNames.ts"

/** An item as its page is made from: who asks, its plan, what the API answers of it, and the names of what it speaks of. */
export interface ShownItem<K extends ItemKind = ItemKind> extends FoundItem<K> {
  visit: Visit
  plan: PlanVisit
  kind: K
  names: ItemNames
}

/** The kind of the item with that id. @throws ProblemError `unknown` where there is none, or the id is malformed. */
export async function kindOfItem({ application }: Visit, id: string): Promise<ItemKind> {
  planOfItem(id)
  for (const kind of itemKinds) if (await application.world.events.head(`${kind}:${id}`)) return kind
  throw new ProblemError("unknown", `there is no item ${id}`)
}

/** Reads the item of that kind. @throws ProblemError `unknown`. */
export async function shownItem<K extends ItemKind>(visit: Visit, kind: K, id: string): Promise<ShownItem<K>> {
  const plan = await planOf(visit, planOfItem(id))
  const found = await findItem(visit.application, kind, id, visit.past, plan.reader.sees)
  return { ...found, visit, plan, kind, names: await namesFor(visit, plan, found.reading) }
}

/** The sentence at the head of an item. */
export function headlineOf<K extends ItemKind>({ visit, plan, kind, reading, names }: ShownItem<K>): string {
  const { language, past, now } = visit
  const { nameOf } = names
  const { zone, readerZone } = plan
  return headlines[kind](language, reading, { nameOf, zone, now: past?.asOf ?? now, readerZone })
}
