import { viewOf } from "@demarche/application/application"
import { stateIn } from "@demarche/http/asOf"
import { historyPage } from "@demarche/http/historyEntry"
import type { HistoryEntry } from "@demarche/http/responses"
import { Office } from "@demarche/workflows/terms"
import * as z from "zod"
import type { PlanVisit, Visit } from "../visit.ts"

/** What the record of a plan says of a key for it: what it is for, what it lets a program be and until when, who made it as which office. */
const NotedKey = z.object({
  type: z.literal("KeyIssued"),
  key: z.string(),
  label: z.string(),
  office: Office,
  party: z.string().optional(),
  expires: z.string().optional(),
  person: z.string(),
  as: Office,
})

/** A key for a plan, as those who run it know it. */
export interface KeyOfPlan extends z.infer<typeof NotedKey> {
  id: string
  made: string
  state: string | undefined
}

/** The keys for a plan, from its own record, the newest first, as far as its reader may know of them, each as it stands. */
export async function keysOf(visit: Visit, { id, reader }: PlanVisit): Promise<KeyOfPlan[]> {
  const { application, past, now } = visit
  const entries: HistoryEntry[] = []
  let next: string | null | undefined
  do {
    const query = { order: "newest", limit: "100", ...(next && { next }) }
    const page = await historyPage(application, `plan:${id}`, query, past, reader.sees)
    entries.push(...page.items)
    next = page.next
  } while (next)
  const noted = entries.flatMap(({ events, recordedAt }) =>
    events.flatMap((event) => {
      const { data } = NotedKey.safeParse(event)
      return data ? [{ ...data, id: data.key.replace(/^key-/, ""), made: recordedAt }] : []
    }),
  )
  return Promise.all(
    noted.map(async (key) => {
      const found = await stateIn(application, `access:${key.id}`, now, past)
      return { ...key, state: found && viewOf(application, "access", found.snapshot).state }
    }),
  )
}
