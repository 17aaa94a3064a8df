import { type Application, viewOf } from "@demarche/application/application"
import { isShown } from "@demarche/application/disclosure"
import { commitAt, type Past } from "@demarche/engine"
import type { access } from "@demarche/workflows"
import type { Office } from "@demarche/workflows/terms"
import { originOf } from "@demarche/workplan"
import { eventsOf } from "@demarche/workplan/read-model/byKind"
import { stateIn } from "./asOf.ts"
import type { PlanReader } from "./authentication.ts"

/** A key for a plan, as those who run it know it: what it is for, what it lets a program be and until when, who made it as which office. */
export interface KeyOfPlan extends Omit<Extract<access.Event, { type: "KeyAdded" }>, "type" | "visibility" | "hash"> {
  id: string
  made: string
  person: string
  as: Office
  state: string | undefined
}

/** Of which keys of a plan is asked, by their ids, who asks, and as of when. */
interface AskedKeys {
  keys: readonly string[]
  reader: PlanReader
  past: Past | undefined
}

/** The keys for a plan, the newest first, as far as the reader may know of them, each as it stands: two reads a key. */
export async function keysOfPlan(application: Application, { keys, reader, past }: AskedKeys): Promise<KeyOfPlan[]> {
  if (!isShown("access", reader.clearance)) return []
  const read = keys.toReversed().map((id) => keyOfPlan(application, id, past))
  return (await Promise.all(read)).flatMap((key) => key ?? [])
}

async function keyOfPlan(application: Application, id: string, past: Past | undefined): Promise<KeyOfPlan | undefined> {
  const { events, clock } = application.world
  const [first, found] = await Promise.all([
    commitAt(events, `access:${id}`, 1),
    stateIn(application, `access:${id}`, clock(), past),
  ])
  const added = first && eventsOf(first).find((event) => event.type === "KeyAdded")
  if (!added || !found) return undefined
  const { label, office, party, expires } = added
  const { by } = originOf(first)
  const { state } = viewOf(application, "access", found.snapshot)
  const what = { label, office, ...(party && { party }), ...(expires && { expires }) }
  return { ...what, id, made: first.recorded, person: by.person, as: by.office, state }
}
