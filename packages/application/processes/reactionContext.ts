import type { StreamName } from "@demarche/event-store"
import { defined } from "@demarche/workflows/schemas"
import type { Tag } from "@demarche/workflows/states"
import { bodyOf, type ReactionContext } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"

/** The rules and deliverables of a plan's items, which its reactions depend on, from the views. */
export async function reactionContext(application: Application, plan: string): Promise<ReactionContext> {
  const [activities, outputs, { context }] = await Promise.all([
    application.views.list({ kind: "activity", scope: plan }),
    application.views.list({ kind: "output", scope: plan }),
    application.planSnapshot(plan),
  ])
  const ended = (kind: "activity" | "output", state: string | undefined) => {
    const means = (tag: Tag) => stateMeans(application, kind, state, tag)
    return means("settled") ? "well" : means("dropped") ? "ill" : undefined
  }
  return {
    zone: context.zone,
    activities: activities.map((row) => {
      const { fields, state, publicState } = bodyOf(row, "activity")
      const { track, partners, requiredPartners } = fields
      const { rules, links, children = [] } = state.context
      return {
        stream: row.stream,
        rules,
        links,
        inherited: defined({ track, partners, requiredPartners }),
        children: children.map((code): StreamName => `activity:${plan}.${code}`),
        ended: ended("activity", publicState),
      }
    }),
    outputs: outputs.map((row) => {
      const { state, publicState } = bodyOf(row, "output")
      const { rules, deliverables } = state.context
      return {
        stream: row.stream,
        rules,
        deliverables,
        ended: ended("output", publicState),
      }
    }),
  }
}
