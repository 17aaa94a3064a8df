import { loadState, rowAt } from "@demarche/engine"
import { bodyOf, type ItemKind, type ReadingInput } from "@demarche/workplan"
import { type Application, viewOf, workflowOf } from "./application.ts"

/** What the readings and the status of an item are made from, by the record and the clock; what time has decided is applied. */
export type ItemNow<K extends ItemKind> = Pick<
  ReadingInput<K>,
  "id" | "body" | "view" | "since" | "version" | "changed" | "now"
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
  const { commit, snapshot, pending, version } = found
  const body = bodyOf(await rowAt(application.projection, commit), kind)
  const last = pending.at(-1)?.at
  return {
    id,
    body,
    view: viewOf(application, kind, snapshot),
    since: last ?? body.since,
    version,
    changed: last ?? commit.recorded,
    now,
  }
}
