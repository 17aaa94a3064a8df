import { idOf, type Row } from "@demarche/event-store"
import { means, type Tag } from "@demarche/workflows/states"
import { bodyOf, type ItemKind, itemKinds } from "@demarche/workplan"
import { type Application, stateMeans } from "./application.ts"
import { inPieces } from "./inPieces.ts"
import { itemNow } from "./itemNow.ts"

/** What keeps a cycle open: an item of which something is awaited, or may be again. */
const open: readonly Tag[] = ["awaited", "paused"]

/**
 * The ids of the items of a plan that are still open: activities, outputs, requests, each in the order of their ids. They are told by
 * their rows; an item itself is read only where time has decided something that its row does not have.
 */
export async function openItems(application: Application, plan: string): Promise<string[]> {
  const lists = await Promise.all(itemKinds.map((kind) => application.views.list({ kind, scope: plan })))
  const now = application.world.clock()
  const found = await inPieces(lists.flat(), async (row) => ((await isOpen(application, row, now)) ? [row] : []))
  return found.flat().map(({ stream }) => idOf(stream))
}

async function isOpen(application: Application, row: Row, now: string): Promise<boolean> {
  const kind = itemKinds.find((each) => each === row.kind)
  if (!kind) return false
  if (row.deadline && row.deadline <= now) return isOpenNow(application, kind, idOf(row.stream))
  const { publicState } = bodyOf(row, kind)
  return open.some((tag) => stateMeans(application, kind, publicState, tag))
}

async function isOpenNow(application: Application, kind: ItemKind, id: string): Promise<boolean> {
  const item = await itemNow(application, kind, id)
  return item !== undefined && open.some((tag) => means(item.view, tag))
}
