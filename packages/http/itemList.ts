import type { Application } from "@demarche/application/application"
import { timeBudget } from "@demarche/application/time"
import type { Past } from "@demarche/engine"
import type { ItemKind, Readings } from "@demarche/workplan"
import { type AnyClaim, readerIn } from "./authentication.ts"
import { cursorAt, PAGE_TIME, placeIn } from "./cursor.ts"
import { chosenItems, type ListQuery } from "./itemFilters.ts"
import { itemPages } from "./items.ts"

/**
 * A page of the items of that kind that a query asks for, in the order of their ids, of one plan or of all. It reads on until it has
 * as many as are asked for and knows whether another follows, and ends by time.
 * @throws ProblemError `invalid` where `next` is malformed.
 */
export async function itemList<K extends ItemKind>(
  application: Application,
  kind: K,
  query: ListQuery,
  past: Past | undefined,
  claim: AnyClaim | undefined,
): Promise<{ items: Readings[K][]; next: string | null }> {
  const timeLeft = timeBudget(application, PAGE_TIME)
  const { limit, next } = query
  const behind = next === undefined ? undefined : placeIn(next)
  const plans = query.plan === undefined ? await application.plans() : [query.plan]
  const items: Readings[K][] = []
  for (const { plan, after } of placesBehind(behind, plans)) {
    const reader = await readerIn(application, claim, plan)
    for await (const page of itemPages(application, kind, plan, { past, sees: reader.sees, after })) {
      const readings = page.map(({ reading }) => reading)
      for (const item of await chosenItems(application, kind, readings, query, { past, reader })) {
        const last = items.at(-1)
        if (last && items.length === limit) return { items, next: cursorAt(last.id) }
        items.push(item)
      }
      const last = readings.at(-1)
      if (last && !timeLeft()) return { items, next: cursorAt(last.id) }
    }
  }
  return { items, next: null }
}

/** In which plans a list goes on behind the item of that id, and behind which id in each, in the order of the items' ids. */
function placesBehind(id: string | undefined, plans: readonly string[]): { plan: string; after: string | undefined }[] {
  const inOrder = plans.map((plan) => `${plan}.`).sort()
  return inOrder
    .filter((prefix) => id === undefined || id.startsWith(prefix) || id < prefix)
    .map((prefix) => ({ plan: prefix.slice(0, -1), after: id?.startsWith(prefix) ? id : undefined }))
}
