import { loadState, type View, view } from "@demarche/engine"
import type { activity, output } from "@demarche/workflows"
import type { DueRule } from "@demarche/workflows/due"
import { means } from "@demarche/workflows/states"
import { contextIn, countedFrom, dayOf } from "@demarche/workplan"
import { type Application, workflowOf } from "./application.ts"

/** An activity or an output, and what is known of it. */
interface AnchorItem {
  shown: View
  known: Partial<activity.Context & output.Context>
}

/** An item of a plan as it is now, by its code; undefined where the plan has none of that code. */
async function itemNamed(application: Application, plan: string, code: string): Promise<AnchorItem | undefined> {
  const { events, clock } = application.world
  for (const kind of ["activity", "output"] as const) {
    const workflow = workflowOf(application, kind)
    const found = await loadState(events, workflow, `${kind}:${plan}.${code}`, clock())
    if (!found) continue
    const shown = view(workflow, found.snapshot)
    return { shown, known: { ...contextIn("activity", shown), ...contextIn("output", shown) } }
  }
  return undefined
}

/**
 * The days that rules count from, by the items' codes: when an item ended well or, before that, is due. None of one that was
 * dropped or has no date, nor of one whose own date counts from the item `of`: that would be a circle.
 */
export async function daysCountedFrom(
  application: Application,
  { plan, of, zone }: { plan: string; of: string; zone: string },
  rules: readonly DueRule[],
): Promise<Map<string, string>> {
  const days = new Map<string, string>()
  for (const code of new Set(countedFrom(rules))) {
    const item = await itemNamed(application, plan, code)
    const day = item && dayIn(item, zone)
    if (day !== undefined && !(await leadsTo(application, plan, code, of))) days.set(code, day)
  }
  return days
}

function dayIn({ shown, known }: AnchorItem, zone: string): string | undefined {
  if (means(shown, "dropped")) return undefined
  const { agreed, fulfilledAt = agreed?.at, due } = known
  return means(shown, "settled") && fulfilledAt ? dayOf(fulfilledAt, zone) : due?.on
}

/** Whether an item is another or, over others, counts its date from it. */
export async function leadsTo(application: Application, plan: string, from: string, to: string): Promise<boolean> {
  const seen = new Set([from])
  for (const code of seen) {
    if (code === to) return true
    const item = await itemNamed(application, plan, code)
    for (const next of countedFrom(item?.known.rules ?? [])) seen.add(next)
  }
  return false
}
