import type { Application } from "@demarche/application/application"
import type { Past } from "@demarche/engine"
import { codeOf, idOf, type Row } from "@demarche/event-store"
import { isSameTarget } from "@demarche/workflows/activity/links"
import { ItemId, type LocalizedTitle } from "@demarche/workflows/terms"
import { bodyOf } from "@demarche/workplan"
import { planOfItem } from "./items.ts"

/** An item that another one names. */
export interface RelatedItem {
  id: string
  code: string
  title: string
  titles?: LocalizedTitle | undefined
}

/** The activities of those ids or codes, of which each is read, and the outputs of the plan, each with what it promises. */
export async function relatedItems(
  { views }: Application,
  plan: string,
  named: readonly string[],
  past: Past | undefined,
): Promise<{ items: RelatedItem[]; promised: ReadonlyMap<string, RelatedItem> }> {
  const ids = named.map((each) => (each.includes(".") ? each : `${plan}.${each}`))
  const known = [...new Set(ids)].filter((id) => ItemId.safeParse(id).success)
  const [outputs, ...activities] = await Promise.all([
    views.list({ kind: "output", scope: plan, ...(past && { asOf: past.asOf }) }),
    ...known.map((id) => views.get(`activity:${id}`, past?.asOf)),
  ])
  return {
    items: [
      ...activities.flatMap((row) => (row ? itemOf(row, "activity") : [])),
      ...outputs.map((row) => itemOf(row, "output")),
    ],
    promised: new Map(
      outputs.flatMap((row) =>
        bodyOf(row, "output").fields.deliverables.map(({ id }) => [id, itemOf(row, "output")] as const),
      ),
    ),
  }
}

/** The activities of its plan that are linked to an item, with the relation of each; reads the rows of all of them. */
export async function linksTo(
  { views }: Application,
  item: string,
  past: Past | undefined,
): Promise<{ relation: string; from: RelatedItem }[]> {
  const scope = planOfItem(item)
  const rows = await views.list({ kind: "activity", scope, ...(past && { asOf: past.asOf }) })
  return rows.flatMap((row) => {
    const from = itemOf(row, "activity")
    const { links } = bodyOf(row, "activity").state.context
    return links
      .filter(({ target }) => isSameTarget(target, item) && from.id !== item)
      .map(({ relation }) => ({ relation, from }))
  })
}

/** All activities or outputs of a plan, as they are named, in the order of their ids. */
export async function itemsOfPlan(
  { views }: Application,
  plan: string,
  kind: "activity" | "output",
): Promise<RelatedItem[]> {
  return (await views.list({ kind, scope: plan })).map((row) => itemOf(row, kind))
}

function itemOf(row: Row, kind: "activity" | "output"): RelatedItem {
  const { title, titles } = bodyOf(row, kind).fields
  return { id: idOf(row.stream), code: codeOf(row.stream), title, titles }
}
