import type { output } from "@demarche/workflows"
import { isMet, reaches, sameSource, type TalliedDeliverable } from "@demarche/workflows/deliverable"
import type { Due } from "@demarche/workflows/due"
import { effectiveDue, isOverdue } from "../time/due.ts"
import type { OutputReading } from "./readingSchemas.ts"
import type { PlanInTime } from "./reports.ts"

type DeliverableReading = OutputReading["deliverables"][number]

/** An activity, by its full id, and the deliverables that a reader inferred that it contributes to. */
export interface Suggestion {
  activity: string
  deliverables: readonly string[]
}

/** The first day on which something of an output is due: of the output itself, or of a deliverable that still lacks something. */
export function outputDue({ due, deliverables }: output.Context, plan: PlanInTime): Due | null {
  const own = deliverables.flatMap((each) => (isMet(each) ? [] : (dueOf(each, plan) ?? [])))
  return [...(due ? [due] : []), ...own].sort((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null
}

/** A deliverable at an instant: what is promised, what shows it, and whether it is met. */
export function deliverableReading(
  deliverable: TalliedDeliverable,
  promised: output.Promised["deliverables"][number] | undefined,
  { now, plan, suggestions = [] }: { now: string; plan: PlanInTime; suggestions?: readonly Suggestion[] | undefined },
): DeliverableReading {
  const { id, min, max, assessed, met, alternatives, evidence, indicators = [] } = deliverable
  const { indicators: written = [], ...words } = promised ?? { title: id }
  const fulfilled = isMet(deliverable)
  const due = dueOf(deliverable, plan)
  return {
    ...words,
    id,
    min,
    max: max ?? null,
    assessed,
    met: met ?? null,
    fulfilled,
    rules: deliverable.rules ?? [],
    due: due && { ...due, overdue: !fulfilled && isOverdue(due, now, plan.zone) },
    alternatives: alternatives ?? null,
    evidence: evidence.map(({ source, place, alternative, until }) => ({
      source,
      place: place ?? null,
      alternative: alternative ?? null,
      until: until ?? null,
    })),
    suggested: suggestions.flatMap(({ activity, deliverables }) =>
      deliverables.includes(id) && !evidence.some(({ source }) => sameSource(source, activity)) ? [activity] : [],
    ),
    indicators: written.map((each, at) => {
      const stated = indicators[at] ?? {}
      return { ...each, current: stated.current ?? null, met: reaches(stated) ?? null }
    }),
  }
}

function dueOf({ rules = [] }: TalliedDeliverable, { meetings }: PlanInTime): Due | null {
  return effectiveDue(rules, { meetings })
}
