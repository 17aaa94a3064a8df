import type { UpcomingDeadline, View } from "@demarche/engine/definition"
import { metaOf } from "../states.ts"
import type { Context } from "./context.ts"
import type { Event } from "./events.ts"

/**
 * A silence ends at its instant. If nobody has broken it by then, its step has passed, and the draft is agreed where that was the
 * last and no objection is left to answer.
 */
export function deadlines(view: View<Context>): UpcomingDeadline<Event>[] {
  const { silence, running, step, objections } = view.context
  if (!metaOf(view).deadline || !silence) return []
  const agreed = step + 1 >= (running?.path.steps.length ?? 0) && objections.every(({ status }) => status !== "open")
  return [{ at: silence.until.at, event: { type: agreed ? "SilencePassed" : "StepPassed" } }]
}
