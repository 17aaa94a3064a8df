import type { UpcomingDeadline, View } from "@demarche/engine/definition"
import { metaOf } from "../states.ts"
import type { Context } from "./context.ts"
import type { Event } from "./events.ts"

/** A silence ends at its instant: if nobody has objected by then, the draft is agreed. */
export function deadlines(view: View<Context>): UpcomingDeadline<Event>[] {
  const { silence } = view.context
  return metaOf(view).deadline && silence ? [{ at: silence.until.at, event: { type: "SilencePassed" } }] : []
}
