import type { Deadline, View } from "@demarche/engine/definition"
import type { Context } from "./context.ts"
import type { Event } from "./events.ts"

/** A silence ends at its instant: if nobody has objected by then, the draft is agreed. */
export function deadlines({ substate, context: { silence } }: View<Context>): Deadline<Event>[] {
  return substate === "underSilence" && silence ? [{ at: silence.until.at, event: { type: "SilencePassed" } }] : []
}
