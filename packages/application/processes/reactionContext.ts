import type { activity, output } from "@demarche/workflows"
import type { ReactionContext } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { planContext } from "../execute.ts"
import { contextOfRow } from "../rowContext.ts"

/** What a plan's items hang on, as the views have it. */
export async function reactionContext(application: Application, plan: string): Promise<ReactionContext> {
  const [activities, outputs, { zone }] = await Promise.all([
    application.views.list({ kind: "activity", plan }),
    application.views.list({ kind: "output", plan }),
    planContext(application, plan),
  ])
  return {
    zone,
    activities: activities.map((row) => ({ stream: row.stream, rules: contextOfRow<activity.Context>(row).rules })),
    outputs: outputs.map((row) => {
      const { rules, deliverables } = contextOfRow<output.Context>(row)
      return { stream: row.stream, rules, deliverables: deliverables.map(({ id }) => id) }
    }),
  }
}
