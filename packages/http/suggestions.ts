import { type Application, viewOf } from "@demarche/application/application"
import { inPieces } from "@demarche/application/inPieces"
import { rowPages } from "@demarche/application/newestRows"
import type { Past, View } from "@demarche/engine"
import { idOf } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import { means } from "@demarche/workflows/states"
import { bodyOf } from "@demarche/workplan"
import type { Suggestion } from "@demarche/workplan/read-model/deliverables"
import { stateIn } from "./asOf.ts"

/** What a reader of a plan inferred of the outputs that its activities contribute to, now or then. */
export async function suggestionsIn(
  application: Application,
  plan: string,
  now: string,
  past: Past | undefined,
): Promise<Suggestion[]> {
  const known = past?.view === "as-known" && { asOf: past.asOf }
  const suggestions: Suggestion[] = []
  for await (const rows of rowPages(application, { kind: "activity", scope: plan, ...known })) {
    const inPage = await inPieces(rows, async (row): Promise<Suggestion[]> => {
      const was = past?.view === "as-it-was" ? await stateIn(application, row.stream, now, past) : undefined
      if (past?.view === "as-it-was" && !was) return []
      const state = was ? was.snapshot : bodyOf(row, "activity").state
      return suggestionsOf(idOf(row.stream), viewOf(application, "activity", state))
    })
    suggestions.push(...inPage.flat())
  }
  return suggestions
}

/** What a reader of a plan inferred of the outputs that an activity contributes to, unless it was dropped or somebody has confirmed it. */
export function suggestionsOf(id: string, seen: View<activity.Context>): Suggestion[] {
  const { outputs, outputsInferred } = seen.context
  const open = outputsInferred && outputs.length > 0 && !means(seen, "dropped")
  return open ? [{ activity: id, deliverables: outputs }] : []
}
