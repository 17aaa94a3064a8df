import type { ReadActivity } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { planContext } from "./execute.ts"
import { itemNow } from "./itemNow.ts"

/** An activity as it is now, with what is known of who may read its texts; undefined where there is none of that id. */
export async function readActivity(application: Application, id: string): Promise<ReadActivity | undefined> {
  const item = await itemNow(application, "activity", id)
  return item && { ...item, plan: await planContext(application, id.slice(0, id.indexOf("."))) }
}
