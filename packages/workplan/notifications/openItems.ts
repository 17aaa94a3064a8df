import type { View } from "@demarche/engine"
import type { plan } from "@demarche/workflows"
import type { Deadline } from "@demarche/workflows/terms"
import type { ContextOf } from "../read-model/byKind.ts"
import type { DueReading } from "../read-model/readingSchemas.ts"
import { type ItemKind, statusOf } from "../read-model/status.ts"
import type { ItemPlace } from "../rules/scopes.ts"

/** What reminders need to know of an item: what is due, from whom, and until when. */
export interface OpenItem {
  id: string
  kind: ItemKind
  due: DueReading | null
  /** It waits for another item, so that it is not overdue. */
  waits: boolean
  /** The last day (ISO 8601) on which it waits, where each of its waits ends by time. */
  waitsUntil?: string
  /** The parties or offices that hold it; the coordinators, where there are none. */
  answering?: readonly string[]
  /** Where it lies in the plan; nowhere, where it is missing. */
  place?: ItemPlace
  /** The silence procedure that runs, the addressees that have not answered, and those known to be out of reach. */
  silence?: { opened: string; until: Deadline; silent: string[]; unreached?: string[] }
  /** The consultations that are open, with the invited parties that have given no input, and those known to be out of reach. */
  consultations: { round: number; closes: Deadline; silent: string[]; unreached?: string[] }[]
}

interface ViewedItem<K extends ItemKind> {
  id: string
  view: View<ContextOf<K>>
  /** The instant (UTC) at which its state was entered. */
  since: string
  /** RFC 3339, UTC. */
  now: string
  plan: plan.Context
}

/** The open item that a view shows; undefined once nothing is owed any more. */
export function openItemOf<K extends ItemKind>(kind: K, item: ViewedItem<K>): OpenItem | undefined {
  const { awaited, held, waits, waitsUntil, holder, answering, due, silence, consultations } = statusOf(kind, item)
  if (!awaited) return undefined
  return {
    id: item.id,
    kind,
    due: held ? null : due,
    waits,
    ...(waitsUntil && { waitsUntil }),
    ...(answering.length > 0 ? { answering } : holder !== "committee" && { answering: [holder] }),
    ...(silence && { silence }),
    consultations: consultations.filter(({ runs }) => runs),
  }
}
