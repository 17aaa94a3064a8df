import { loadState, rowAt, type StreamState } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import { bodyOf, type ItemKind, type ReadingInput } from "@demarche/workplan"
import { type Application, viewOf, workflowOf } from "./application.ts"

/** What the readings and the status of an item are made from, by the record and the clock; what time has decided is applied. */
export type ItemNow<K extends ItemKind> = Pick<
  ReadingInput<K>,
  "id" | "body" | "view" | "since" | "entered" | "version" | "changed" | "now"
>

/** The item of that kind as it is now; undefined where there is none. */
export async function itemNow<K extends ItemKind>(
  application: Application,
  kind: K,
  id: string,
): Promise<ItemNow<K> | undefined> {
  const { events, clock } = application.world
  const now = clock()
  const found = await loadState(events, workflowOf(application, kind), `${kind}:${id}`, now)
  if (!found) return undefined
  const row = await rowAt(application.projection, found.commit)
  const body = bodyOf(row, kind)
  return { id, body, view: viewOf(application, kind, found.snapshot), ...standingSince(row, found), now }
}

/**
 * Since when an item is in its state and stands where it does on its path, its version and its last change: by its row, or
 * with what time has decided and nobody has recorded. Instants are RFC 3339 in UTC.
 */
export function standingSince(row: Row, found?: Pick<StreamState, "pending" | "version">) {
  const last = found?.pending.at(-1)?.at
  const { since, entered = since } = bodyOf(row)
  return {
    since: last ?? since,
    entered: last ?? entered,
    version: found?.version ?? row.version,
    changed: last ?? row.recorded,
  }
}
