import { defined } from "@demarche/workflows/schemas"
import { bodyOf, type ReactionContext } from "@demarche/workplan"
import type { Application } from "../application.ts"

/** The rules and deliverables of a plan's items, which its reactions depend on, from the views. */
export async function reactionContext(application: Application, plan: string): Promise<ReactionContext> {
  const [activities, outputs, { context }] = await Promise.all([
    application.views.list({ kind: "activity", scope: plan }),
    application.views.list({ kind: "output", scope: plan }),
    application.planSnapshot(plan),
  ])
  return {
    zone: context.zone,
    activities: activities.map((row) => {
      const { fields, state } = bodyOf(row, "activity")
      const { track, partners, requiredPartners } = fields
      return {
        stream: row.stream,
        rules: state.context.rules,
        inherited: defined({ track, partners, requiredPartners }),
      }
    }),
    outputs: outputs.map((row) => {
      const { rules, deliverables } = bodyOf(row, "output").state.context
      return { stream: row.stream, rules, deliverables: deliverables.map(({ id }) => id) }
    }),
  }
}
