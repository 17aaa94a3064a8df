import { type Application, viewOf } from "@demarche/application/application"
import { inPieces } from "@demarche/application/inPieces"
import type { Past } from "@demarche/engine"
import { idOf } from "@demarche/event-store"
import { means } from "@demarche/workflows/states"
import { bodyOf } from "@demarche/workplan"
import type { Suggestion } from "@demarche/workplan/read-model/deliverables"
import { stateIn } from "./asOf.ts"

/** What a reader of a plan inferred of the outputs that its activities contribute to, of those that were not dropped and of which nobody had confirmed it, now or then. */
export async function suggestionsIn(
  application: Application,
  plan: string,
  now: string,
  past: Past | undefined,
): Promise<Suggestion[]> {
  const known = past?.view === "as-known" && { asOf: past.asOf }
  const rows = await application.views.list({ kind: "activity", scope: plan, ...known })
  const suggestions = await inPieces(rows, async (row): Promise<Suggestion[]> => {
    const was = past?.view === "as-it-was" ? await stateIn(application, row.stream, now, past) : undefined
    if (past?.view === "as-it-was" && !was) return []
    const seen = viewOf(application, "activity", was ? was.snapshot : bodyOf(row, "activity").state)
    const { outputs, outputsInferred } = seen.context
    const open = outputsInferred && outputs.length > 0 && !means(seen, "dropped")
    return open ? [{ activity: idOf(row.stream), deliverables: outputs }] : []
  })
  return suggestions.flat()
}
