import type { Application } from "@demarche/application/application"
import { eventsShown } from "@demarche/application/disclosure"
import { idOf, type Row } from "@demarche/event-store"
import { itemKinds } from "@demarche/workplan"
import type { PlanReader } from "./authentication.ts"
import { entryOf, readHistory } from "./historyEntry.ts"
import type { HistoryEntry } from "./responses.ts"

/** Of what changes are told: of a plan, or of one of its items, recorded after an instant (UTC). */
export interface NewsRequest {
  plan: string
  item: string | undefined
  since: string
}

/** How long a commit may take to reach the views and still be told of, in milliseconds. */
const UNDER_WAY = 60_000
/** How many rows are looked at. */
const ROWS = 100

const kinds: readonly string[] = ["plan", ...itemKinds]

/** Whether a row is of what pages show, and news. */
function isNews({ item, since }: NewsRequest, { kind, recorded, stream }: Row): boolean {
  return recorded > since && kinds.includes(kind) && (item === undefined || idOf(stream) === item)
}

/**
 * Whether there may be news, and the instant up to which that is known: one read of the views. It says no more than the history
 * that everybody reads, that something was recorded; what of it a reader may see, `newestFor` says.
 */
export async function pulseOf({ views, world }: Application, request: NewsRequest) {
  const { plan, since } = request
  const rows = await views.record({ scope: plan, since, limit: ROWS })
  const newest = rows.find((row) => isNews(request, row)) ?? (rows.length === ROWS ? rows[0] : undefined)
  const known = new Date(Date.parse(world.clock()) - UNDER_WAY).toISOString()
  return { beats: newest !== undefined, upTo: newest?.recorded ?? [known, since].toSorted().at(-1) ?? since }
}

/** The newest of what others have recorded, as that reader may know it; undefined where that is nothing. */
export async function newestFor(
  application: Application,
  request: NewsRequest,
  { sees, person }: PlanReader,
): Promise<HistoryEntry | undefined> {
  const { plan, since } = request
  let newest: HistoryEntry | undefined
  await readHistory(
    application,
    { plan, since, events: application.world.events },
    sees,
    (row) => isNews(request, row) && row.person !== person,
    (commit) => {
      if (eventsShown(commit).length === 0) return true
      newest = entryOf(commit)
      return false
    },
  )
  return newest
}
