import type { Commit } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { defined } from "@demarche/workflows/schemas"
import type { StateName } from "@demarche/workflows/stateNames"
import type { Tag } from "@demarche/workflows/states"
import { bodyOf, type ItemKind, looksAround, type ReactionContext } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { newestRows } from "../newestRows.ts"

/** What the reactions to some commits of a plan depend on: nothing is read of its items where those look at none. */
export async function contextOfReactions(
  application: Application,
  plan: string,
  commits: readonly Commit[],
): Promise<ReactionContext> {
  if (commits.some(looksAround)) return reactionContext(application, plan)
  const { context } = await application.planSnapshot(plan)
  return { zone: context.zone, activities: [], outputs: [], requests: [] }
}

/** The rules and deliverables of a plan's items, which its reactions depend on, and its requests, from the views. */
export async function reactionContext(application: Application, plan: string): Promise<ReactionContext> {
  const rowsOf = (kind: ItemKind) => Array.fromAsync(newestRows(application, { kind, scope: plan }))
  const [activities, outputs, requests, { context }] = await Promise.all([
    rowsOf("activity"),
    rowsOf("output"),
    rowsOf("request"),
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
      const { rules, links, silence, children = [] } = state.context
      return {
        stream: row.stream,
        rules,
        links,
        silence,
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
    requests: requests.flatMap((row) => {
      const { fields, state, publicState } = bodyOf(row, "request")
      const { activity } = state.context
      return activity && publicState === ("accepted" satisfies StateName<"request">)
        ? [{ stream: row.stream, activity: `activity:${plan}.${activity}` as const, title: fields.title }]
        : []
    }),
  }
}
